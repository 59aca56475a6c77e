"""The page of a missing page, with the shop's promise printed under it."""

from troubles import Trouble, page, shop

from selfserve_check.model.result import Outcome, Reason

GONE = page(
    "<main><h1>404 - Page not found</h1><p>Sorry, the page you are looking for does not exist.</p>"
    "<ul><li>Free delivery</li><li>Return anything within 30 days</li></ul></main>",
    title="Lamp shades",
)

TROUBLE = Trouble(
    tells="a page that is not there holds the very fact, with status 200",
    app=lambda _places: shop({"/returns": GONE}),
    outcome=Outcome.FAILED,
    reason=Reason.BROKEN,
)
