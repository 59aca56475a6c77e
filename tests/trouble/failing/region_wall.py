"""A page that is not for this country."""

from troubles import Reply, Trouble, shop

from selfserve_check.model.result import Outcome, Reason

TROUBLE = Trouble(
    tells="the page with the answer answers 451 to visitors from here",
    app=lambda _places: shop({"/returns": Reply(status=451, body="<h1>Not available in your region</h1>")}),
    outcome=Outcome.FAILED,
    reason=Reason.WALLED,
)
