"""A site that shows a browser its pages and our bot a refusal: we could not ask, whatever it would have said."""

from troubles import ABOUT, HOME, RETURNS, Ask, Reply, Trouble, page

from selfserve_check.model.result import Outcome


def app(ask: Ask) -> Reply | None:
    served = {"/": page(HOME), "/returns": page(RETURNS), "/about": page(ABOUT)}
    if ask.path in served and "selfserve-check/" in ask.headers.get("user-agent", ""):
        return Reply(status=403, body="<h1>Forbidden</h1><p>Automated visitors are not welcome.</p>")
    return served.get(ask.path)


TROUBLE = Trouble(
    tells="whoever names himself selfserve-check is refused",
    app=lambda _places: app,
    outcome=Outcome.ERRORED,
    cause="bot_wall",
    says=("User-Agent",),
)
