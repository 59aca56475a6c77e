"""The answer lies under a picture that never goes."""

from troubles import ANSWER, LOREM, Trouble, page, shop

from selfserve_check.model.result import Outcome, Reason

PAGE = f"""<main><h1>Returns and refunds</h1><p>{LOREM}</p>
<div style="position:relative"><p>{ANSWER}</p><div style="position:absolute;inset:-10px;background:#cde"></div></div></main>"""

TROUBLE = Trouble(
    tells="text that something opaque covers",
    app=lambda _places: shop({"/returns": page(PAGE)}),
    outcome=Outcome.FAILED,
    reason=Reason.MISSING,
)
