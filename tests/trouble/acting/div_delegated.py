"""Buttons that are divs, with one listener on their parent."""

from acting_pages import home
from troubles import Trouble, shop

from selfserve_check.model.result import Outcome

HOME = home(
    "<div id=tiles><div class=tile data-page=returns>Returns and refunds</div>"
    "<div class=tile data-page=about>Our workshop</div></div>",
    head="<style>.tile { cursor: pointer; padding: 8px; border: 1px solid }</style>",
    after="""<script>
tiles.addEventListener('click', (event) => {
  const tile = event.target.closest('[data-page]');
  if (tile) location.href = '/' + tile.dataset.page;
});
</script>""",
)

TROUBLE = Trouble(
    tells="the listener is on the list around the divs",
    app=lambda _places: shop({"/": HOME}),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=1,
)
