"""The answer is written in letters without size, and once more in a box without size."""

from troubles import ANSWER, LOREM, Trouble, page, shop

from selfserve_check.model.result import Outcome, Reason

PAGE = f"""<main><h1>Returns and refunds</h1><p>{LOREM}</p><p style="font-size:0">{ANSWER}</p>
<div style="width:0;height:0;overflow:hidden"><p>{ANSWER}</p></div></main>"""

TROUBLE = Trouble(
    tells="text without size",
    app=lambda _places: shop({"/returns": page(PAGE)}),
    outcome=Outcome.FAILED,
    reason=Reason.MISSING,
)
