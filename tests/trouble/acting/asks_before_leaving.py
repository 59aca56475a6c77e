"""A link that asks whether one is sure."""

from acting_pages import home
from troubles import Trouble, shop

from selfserve_check.model.result import Outcome

HOME = home(
    "<p><a href=/returns onclick=\"return confirm('Go to our help pages?')\">Returns and refunds</a></p>"
)

TROUBLE = Trouble(
    tells="a confirm() stands before the page of the answer",
    app=lambda _places: shop({"/": HOME}),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=1,
)
