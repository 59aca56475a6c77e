"""A firewall that turns programs away."""

from troubles import Reply, Trouble

from selfserve_check.model.result import Outcome

TROUBLE = Trouble(
    tells="the whole site answers 403 from a firewall",
    app=lambda _places: lambda _ask: Reply(status=403, body="<h1>Sorry, you have been blocked</h1>"),
    outcome=Outcome.ERRORED,
    cause="bot_wall",
)
