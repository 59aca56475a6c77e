"""Buttons that are divs, heard at the document, as frameworks do."""

from acting_pages import home
from troubles import Trouble, shop

from selfserve_check.model.result import Outcome

HOME = home(
    "<div class=tile data-page=returns>Returns and refunds</div><div class=tile data-page=about>Our workshop</div>",
    head="<style>.tile { color: blue; cursor: pointer }</style>",
    after="""<script>
document.addEventListener('click', (event) => {
  const tile = event.target.closest('[data-page]');
  if (tile) location.href = '/' + tile.dataset.page;
});
</script>""",
)

TROUBLE = Trouble(
    tells="the listener is on the document",
    app=lambda _places: shop({"/": HOME}),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=1,
)
