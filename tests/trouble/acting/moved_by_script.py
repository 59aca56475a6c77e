"""A page that a script leaves at once."""

from acting_pages import home
from troubles import Trouble, page, shop

from selfserve_check.model.result import Outcome

HOME = home("<p><a href=/old-returns>Returns and refunds</a></p>")
OLD = page("<main><p>One moment …</p></main><script>location.replace('/returns')</script>")

TROUBLE = Trouble(
    tells="a page goes on by location.replace",
    app=lambda _places: shop({"/": HOME, "/old-returns": OLD}),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=1,
)
