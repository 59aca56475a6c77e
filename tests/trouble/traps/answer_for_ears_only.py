"""The answer stands in an ``aria-label`` alone: whoever looks at the page reads nothing of it."""

from troubles import ANSWER, HOME, Trouble, page, shop

from selfserve_check.model.result import Outcome, Reason

SPOKEN = f"""<main><h1>Returns and refunds</h1><section aria-label="{ANSWER}"><p>Please see the leaflet.</p>
<span role=note aria-label="{ANSWER}">*</span><p aria-description="{ANSWER}">Thank you.</p></section></main>"""

TROUBLE = Trouble(
    tells="only a screen reader is told the answer",
    app=lambda _places: shop({"/": page(HOME), "/returns": page(SPOKEN)}),
    outcome=Outcome.FAILED,
    reason=Reason.MISSING,
)
