"""The answer lies in a closed shadow root that the markup declares."""

from troubles import ANSWER, LOREM, Trouble, page, shop

from selfserve_check.model.result import Outcome

PAGE = f"""<main><h1>Returns and refunds</h1><p>{LOREM}</p><policy-text><template shadowrootmode=closed>
<p>{ANSWER}</p></template></policy-text></main>"""

TROUBLE = Trouble(
    tells="the browser's parser made the closed root, no script that could be watched",
    app=lambda _places: shop({"/returns": page(PAGE)}),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=1,
)
