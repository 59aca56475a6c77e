"""A search without a form and without a button, that hears Enter by the number of its key."""

from acting_pages import home
from troubles import Trouble, page, shop

from selfserve_check.model.result import Outcome

BOX = "<input id=q type=text placeholder='Search our help pages'>"
SCRIPT = """<script>
q.addEventListener('keypress', (event) => { if (event.keyCode === 13) location = '/search?q=' + escape(q.value); });
</script>"""
FOUND = page("<main><h1>Search results</h1><p><a href=/returns>Returns and refunds</a></p></main>")

TROUBLE = Trouble(
    tells="the box hears keypress only",
    app=lambda _places: shop({"/": home(BOX, after=SCRIPT), "/search": FOUND}),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=2,
    personas=("search",),
)
