"""Two ways: the one that looks best crashes the renderer, the other one leads to the answer."""

from troubles import LOREM, Trouble, page, shop

from selfserve_check.model.result import Outcome

CRASHING = page(
    """<main id=top><h1>Returns</h1></main><script>
let at = document.getElementById('top');
for (let depth = 0; depth < 4000; depth += 1) at = at.appendChild(document.createElement('div'));
at.textContent = 'Just a moment, we are looking it up.';</script>"""
)
BOTH = page(
    f"<main><h1>Lamp shades</h1><p>{LOREM}</p><p><a href=/crash>How long do I have to return something?</a></p>"
    "<p><a href=/returns>Returns</a></p></main>"
)

TROUBLE = Trouble(
    tells="one link crashes the renderer, and another one leads to the answer",
    app=lambda _places: shop({"/": BOTH, "/crash": CRASHING}),
    outcome=Outcome.PASSED,
    quote="within 30 days",
)
