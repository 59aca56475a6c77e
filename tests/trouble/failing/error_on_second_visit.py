"""The page with the answer comes once, and never again."""

from troubles import App, Ask, Reply, Trouble, shop

from selfserve_check.model.result import Outcome


def app() -> App:
    shown = shop()

    def answer(ask: Ask) -> Reply | None:
        if ask.path == "/returns" and ask.visit > 1:
            return Reply(status=500, body="<h1>Internal Server Error</h1>")
        return shown(ask)

    return answer


TROUBLE = Trouble(
    tells="the page with the answer answers 500 from the second visit on, so that no pass can be confirmed",
    app=lambda _places: app(),
    outcome=Outcome.ERRORED,
    cause="server_error",
)
