"""A menu that a script opens when one points at it."""

from acting_pages import home
from troubles import Trouble, shop

from selfserve_check.model.result import Outcome

MENU = """<div class=care><span>Customer care</span>
<div class=panel style="display:none"><a href=/returns>Returns and refunds</a></div></div>"""
HOME = home(
    MENU,
    after="""<script>
const care = document.querySelector('.care');
const show = (how) => () => { care.querySelector('.panel').style.display = how; };
care.addEventListener('mouseenter', show('block'));
care.addEventListener('mouseleave', show('none'));
</script>""",
)

TROUBLE = Trouble(
    tells="the link is in a menu that opens by mouseenter",
    app=lambda _places: shop({"/": HOME}),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=1,
)
