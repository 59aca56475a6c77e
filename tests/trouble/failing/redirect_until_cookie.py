"""A page that redirects to itself once, to see whether its cookie comes back."""

from troubles import App, Ask, Reply, Trouble, shop

from selfserve_check.model.result import Outcome


def app() -> App:
    shown = shop()

    def answer(ask: Ask) -> Reply | None:
        if ask.path == "/returns" and "seen=1" not in ask.headers.get("cookie", ""):
            return Reply(status=302, headers=(("location", "/returns"), ("set-cookie", "seen=1; Path=/")))
        return shown(ask)

    return answer


TROUBLE = Trouble(
    tells="the page with the answer redirects to itself until it sees its cookie",
    app=lambda _places: app(),
    outcome=Outcome.PASSED,
    clicks=1,
)
