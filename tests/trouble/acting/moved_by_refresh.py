"""A page that says that it has moved, and goes there by itself after a while."""

from acting_pages import home
from troubles import Trouble, page, shop

from selfserve_check.model.result import Outcome

HOME = home("<p><a href=/old-returns>Returns and refunds</a></p>")
OLD = page(
    "<main><h1>Returns</h1><p>This page has moved. You will be taken there in a few seconds.</p></main>",
    head="<meta http-equiv=refresh content='3; url=/returns'>",
)

TROUBLE = Trouble(
    tells="a page goes on by meta refresh after 3 s",
    app=lambda _places: shop({"/": HOME, "/old-returns": OLD}),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=1,
)
