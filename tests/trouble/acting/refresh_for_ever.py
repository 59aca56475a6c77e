"""Every page loads itself again every two seconds, as a ticker does."""

from troubles import HOME, RETURNS, Trouble, page, shop

from selfserve_check.model.result import Outcome

AGAIN = "<meta http-equiv=refresh content=2>"

TROUBLE = Trouble(
    tells="every page is loaded again every 2 s",
    app=lambda _places: shop({"/": page(HOME, head=AGAIN), "/returns": page(RETURNS, head=AGAIN)}),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=1,
)
