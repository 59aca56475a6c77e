"""A site that is closed for the night, and says so properly."""

from troubles import Reply, Trouble

from selfserve_check.model.result import Outcome

CLOSED = Reply(status=503, body="<h1>We'll be back soon</h1>", headers=(("retry-after", "3600"),))

TROUBLE = Trouble(
    tells="every page answers 503 while the site is worked on",
    app=lambda _places: lambda _ask: CLOSED,
    outcome=Outcome.ERRORED,
    cause="server_error",
)
