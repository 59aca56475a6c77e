"""A menu that opens at a touch only."""

from acting_pages import home
from troubles import Trouble, shop

from selfserve_check.model.result import Outcome

MENU = """<button id=burger aria-label=Menu>&#9776;</button>
<nav id=care hidden><a href=/returns>Returns and refunds</a></nav>"""
HOME = home(
    MENU,
    head="<meta name=viewport content='width=device-width'>",
    after="""<script>
burger.addEventListener('touchstart', (event) => { event.preventDefault(); care.hidden = !care.hidden; });
</script>""",
)

TROUBLE = Trouble(
    tells="on a phone the menu hears touchstart and no click",
    app=lambda _places: shop({"/": HOME}),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=2,
    settings=lambda _places: {"devices": ["phone"]},
)
