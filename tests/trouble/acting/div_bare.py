"""A button that is a div without a role."""

from acting_pages import home
from troubles import Trouble, shop

from selfserve_check.model.result import Outcome

HOME = home(
    "<div class=tile>Returns and refunds</div><div class=tile>Our workshop</div>",
    after="""<script>
const places = ['/returns', '/about'];
document.querySelectorAll('.tile').forEach((tile, i) => {
  tile.addEventListener('click', () => { location.href = places[i]; });
});
</script>""",
)

TROUBLE = Trouble(
    tells="what leads to the answer is a bare div with a listener",
    app=lambda _places: shop({"/": HOME}),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=1,
)
