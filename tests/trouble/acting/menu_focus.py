"""A mega menu that opens when its button has the focus."""

from acting_pages import home
from troubles import Trouble, shop

from selfserve_check.model.result import Outcome

MENU = """<div class=mega><button type=button>Customer care</button><div class=panel>
<a href=/returns>Returns and refunds</a> <a href=/about>Our workshop</a></div></div>"""
HOME = home(
    MENU,
    head="<style>.panel { visibility: hidden } .mega:focus-within .panel { visibility: visible }</style>",
)

TROUBLE = Trouble(
    tells="the panel is shown by :focus-within",
    app=lambda _places: shop({"/": HOME}),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=2,
)
