"""A menu that a style opens when one points at it."""

from acting_pages import home
from troubles import Trouble, shop

from selfserve_check.model.result import Outcome

MENU = """<ul class=menu><li><a href=#>Customer care</a>
<ul><li><a href=/returns>Returns and refunds</a></li><li><a href=/about>Our workshop</a></li></ul></li></ul>"""
HOME = home(MENU, head="<style>.menu ul { display: none } .menu li:hover > ul { display: block }</style>")

TROUBLE = Trouble(
    tells="the link is in a menu that opens by :hover",
    app=lambda _places: shop({"/": HOME}),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=1,
)
