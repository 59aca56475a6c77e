"""The page is there before its scripts have taken it over."""

from acting_pages import home
from troubles import Trouble, shop

from selfserve_check.model.result import Outcome

HOME = home(
    "<p><button class=nav-link data-to=/returns>Returns and refunds</button></p>",
    after="""<script>
addEventListener('load', () => setTimeout(() => {
  for (const button of document.querySelectorAll('[data-to]')) {
    button.addEventListener('click', () => { location.href = button.dataset.to; });
  }
}, 1500));
</script>""",
)

TROUBLE = Trouble(
    tells="a button does nothing until 1.5 s after the page has loaded",
    app=lambda _places: shop({"/": HOME}),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=1,
)
