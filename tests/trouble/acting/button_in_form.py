"""A link that is the button of a form without fields."""

from acting_pages import home
from troubles import Trouble, shop

from selfserve_check.model.result import Outcome

HOME = home("<form action=/returns><button>Returns and refunds</button></form>")

TROUBLE = Trouble(
    tells="a button sends an empty form by GET",
    app=lambda _places: shop({"/": HOME}),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=1,
)
