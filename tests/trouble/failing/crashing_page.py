"""A page at which the browser's renderer dies: its script nests elements deeper than the stack of the layout."""

from troubles import Trouble, page, shop

from selfserve_check.model.result import Outcome

CRASHING = page(
    """<main id=top><h1>Returns</h1></main><script>
let at = document.getElementById('top');
for (let depth = 0; depth < 4000; depth += 1) at = at.appendChild(document.createElement('div'));
at.textContent = 'Just a moment, we are looking it up.';</script>"""
)

TROUBLE = Trouble(
    tells="the page with the answer crashes the renderer",
    app=lambda _places: shop({"/returns": CRASHING}),
    outcome=Outcome.ERRORED,
    cause="crash",
)
