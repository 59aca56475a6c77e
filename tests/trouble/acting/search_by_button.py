"""A search that is sent by its button, and never by Enter."""

from acting_pages import home
from troubles import Trouble, page, shop

from selfserve_check.model.result import Outcome

BOX = """<div class=finder><input id=q type=search placeholder="Search">
<button type=button id=go><svg width=16 height=16><circle cx=7 cy=7 r=5 /></svg></button></div>"""
SCRIPT = """<script>
q.addEventListener('keydown', (event) => { if (event.key === 'Enter') event.preventDefault(); });
go.addEventListener('click', () => { location.href = '/search?q=' + encodeURIComponent(q.value); });
</script>"""
FOUND = page("<main><h1>Search results</h1><p><a href=/returns>Returns and refunds</a></p></main>")

TROUBLE = Trouble(
    tells="Enter does nothing, and the button shows only a picture",
    app=lambda _places: shop({"/": home(BOX, after=SCRIPT), "/search": FOUND}),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=2,
    personas=("search",),
)
