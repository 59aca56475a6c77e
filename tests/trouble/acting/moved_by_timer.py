"""A page that a script leaves after a while."""

from acting_pages import home
from troubles import Trouble, page, shop

from selfserve_check.model.result import Outcome

HOME = home("<p><a href=/old-returns>Returns and refunds</a></p>")
OLD = page(
    "<main><h1>Returns</h1><p>This page has moved. We are taking you there.</p></main>"
    "<script>setTimeout(() => { location.href = '/returns'; }, 2000);</script>"
)

TROUBLE = Trouble(
    tells="a page goes on by a timer of 2 s",
    app=lambda _places: shop({"/": HOME, "/old-returns": OLD}),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=1,
)
