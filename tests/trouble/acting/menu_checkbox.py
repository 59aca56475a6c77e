"""A menu that needs no script: a label, a hidden check box and a style."""

from acting_pages import home
from troubles import Trouble, shop

from selfserve_check.model.result import Outcome

MENU = """<input type=checkbox id=burger class=burger><label for=burger>Menu</label>
<nav class=drawer><a href=/returns>Returns and refunds</a></nav>"""
HOME = home(
    MENU,
    head="<style>.burger, .drawer { display: none } .burger:checked ~ .drawer { display: block }</style>",
)

TROUBLE = Trouble(
    tells="a label is the only way",
    app=lambda _places: shop({"/": HOME}),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=2,
)
