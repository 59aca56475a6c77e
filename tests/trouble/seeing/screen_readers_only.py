"""The answer is there for screen readers only."""

from troubles import ANSWER, LOREM, Trouble, page, shop

from selfserve_check.model.result import Outcome, Reason

PAGE = f"""<main><h1>Returns and refunds</h1><p>{LOREM}</p>
<p style="position:absolute;width:1px;height:1px;overflow:hidden;clip:rect(0,0,0,0);white-space:nowrap">{ANSWER}</p>
<p aria-label="{ANSWER}">What we make lasts.</p></main>"""

TROUBLE = Trouble(
    tells="text that is clipped to one pixel, and labels that are never shown",
    app=lambda _places: shop({"/returns": page(PAGE)}),
    outcome=Outcome.FAILED,
    reason=Reason.MISSING,
)
