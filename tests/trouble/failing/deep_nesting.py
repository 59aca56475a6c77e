"""A document ten thousand elements deep, made by a script, with the answer at its bottom."""

from troubles import ANSWER, Trouble, page, shop

from selfserve_check.model.result import Outcome

DIGGING = f"""<main id=top><h1>Returns and refunds</h1></main><script>
let at = top.document.getElementById('top');
for (let depth = 0; depth < 10000; depth += 1) at = at.appendChild(document.createElement('div'));
at.textContent = '{ANSWER}';</script>"""

TROUBLE = Trouble(
    tells="the answer lies ten thousand elements deep",
    app=lambda _places: shop({"/returns": page(DIGGING)}),
    outcome=Outcome.ERRORED,
)
