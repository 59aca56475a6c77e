"""The page with the answer exists, and the server stumbles over it."""

from troubles import Reply, Trouble, shop

from selfserve_check.model.result import Outcome

TROUBLE = Trouble(
    tells="the page that the link leads to answers 500",
    app=lambda _places: shop({"/returns": Reply(status=500, body="<h1>Internal Server Error</h1>")}),
    outcome=Outcome.ERRORED,
    cause="server_error",
)
