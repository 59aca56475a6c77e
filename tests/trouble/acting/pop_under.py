"""A click opens the page in another tab, and sends this one to an offer."""

from acting_pages import home
from troubles import Trouble, page, shop

from selfserve_check.model.result import Outcome

HOME = home(
    "<p><a href=/returns class=under>Returns and refunds</a></p>",
    after="""<script>
document.querySelector('.under').addEventListener('click', (event) => {
  event.preventDefault();
  window.open(event.target.href, '_blank');
  location.href = '/offer';
});
</script>""",
)
OFFER = page("<main><h1>Offer of the day</h1><p>Half off all shades until midnight.</p></main>")

TROUBLE = Trouble(
    tells="the page that was asked for comes in a new tab, this one goes elsewhere",
    app=lambda _places: shop({"/": HOME, "/offer": OFFER}),
    goes_on_unseen="what a new tab shows is loaded in the tab of the same journey",
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=1,
)
