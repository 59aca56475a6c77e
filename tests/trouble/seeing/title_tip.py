"""The answer comes up when one points at a small question mark."""

from troubles import ANSWER, LOREM, Trouble, page, shop

from selfserve_check.model.result import Outcome

PAGE = f"""<main><h1>Returns and refunds</h1><p>{LOREM}</p>
<p>Returns are free <span style="cursor:help;border:1px solid;border-radius:1em" title="{ANSWER}">?</span></p></main>"""

TROUBLE = Trouble(
    tells="the answer is the title of an element, which the browser shows to whoever points at it",
    app=lambda _places: shop({"/returns": page(PAGE)}),
    outcome=Outcome.PASSED,
    quote="within 30 days",
)
