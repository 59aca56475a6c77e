"""A page that redirects to itself for ever, with a new cookie each time."""

from troubles import App, Ask, Reply, Trouble, shop

from selfserve_check.model.result import Outcome, Reason


def app() -> App:
    shown = shop()

    def answer(ask: Ask) -> Reply | None:
        if ask.path == "/returns":
            cookie = f"try={ask.visit}; Path=/"
            return Reply(status=302, headers=(("location", "/returns"), ("set-cookie", cookie)))
        return shown(ask)

    return answer


TROUBLE = Trouble(
    tells="the page with the answer redirects to itself without end, and counts in a cookie",
    app=lambda _places: app(),
    outcome=Outcome.FAILED,
    reason=Reason.BROKEN,
    says=("redirects",),
)
