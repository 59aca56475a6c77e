"""The answer stands far to the left of the window, where nobody can scroll."""

from troubles import ANSWER, LOREM, Trouble, page, shop

from selfserve_check.model.result import Outcome, Reason

PAGE = f"""<main><h1>Returns and refunds</h1><p>{LOREM}</p><p style="position:absolute;left:-9999px">{ANSWER}</p></main>"""

TROUBLE = Trouble(
    tells="text off the screen",
    app=lambda _places: shop({"/returns": page(PAGE)}),
    outcome=Outcome.FAILED,
    reason=Reason.MISSING,
)
