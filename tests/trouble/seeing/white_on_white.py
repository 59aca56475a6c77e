"""The answer is written in white on white."""

from troubles import ANSWER, LOREM, Trouble, page, shop

from selfserve_check.model.result import Outcome, Reason

PAGE = f"""<main><h1>Returns and refunds</h1><p>{LOREM}</p><p style="color:#fff">{ANSWER}</p></main>"""

TROUBLE = Trouble(
    tells="letters in the colour of the page",
    app=lambda _places: shop({"/returns": page(PAGE)}),
    outcome=Outcome.FAILED,
    reason=Reason.MISSING,
)
