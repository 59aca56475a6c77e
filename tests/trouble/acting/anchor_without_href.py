"""A link without an address: a router gives it its way."""

from acting_pages import home
from troubles import Trouble, shop

from selfserve_check.model.result import Outcome

HOME = home(
    "<p><a class=link id=returns>Returns and refunds</a></p>",
    head="<style>.link { cursor: pointer; color: blue; text-decoration: underline }</style>",
    after="""<script>
document.getElementById('returns').addEventListener('click', () => { location = '/returns'; });
</script>""",
)

TROUBLE = Trouble(
    tells="the link has no href, only a listener",
    app=lambda _places: shop({"/": HOME}),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=1,
)
