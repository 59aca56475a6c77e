"""A page that looks at the browser for a while, and never lets it through."""

from troubles import Trouble, page, shop

from selfserve_check.model.result import Outcome

WAITING = page(
    "<div class=main><h1>127.0.0.1</h1><h2>Checking if the site connection is secure</h2>"
    "<p>This process is automatic. Your browser will redirect to your requested content shortly.</p>"
    "<p>Please allow up to 5 seconds…</p></div><footer>Ray ID: 7d1e7a0c3f</footer>",
    title="Just a moment...",
)

TROUBLE = Trouble(
    tells="an interstitial with status 200 stands before the page with the answer, and stays",
    app=lambda _places: shop({"/returns": WAITING}),
    outcome=Outcome.ERRORED,
    cause="bot_wall",
)
