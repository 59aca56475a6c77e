"""A button that never holds still."""

from acting_pages import home
from troubles import Trouble, shop

from selfserve_check.model.result import Outcome

HOME = home(
    """<p><button class=pulse onclick="location.href = '/returns'">Returns and refunds</button></p>""",
    head="<style>@keyframes pulse { from { transform: none } to { transform: scale(1.2) translateX(9px) } } "
    ".pulse { animation: pulse .4s infinite alternate }</style>",
)

TROUBLE = Trouble(
    tells="the button grows and shrinks for ever",
    app=lambda _places: shop({"/": HOME}),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=1,
)
