"""A page that loads itself again as soon as it is there."""

from troubles import Trouble, page, shop

from selfserve_check.model.result import Outcome

RELOADING = page(
    "<main><h1>Returns</h1><p>One moment please, we are looking for the right page for you.</p></main>"
    "<script>addEventListener('load', () => location.reload())</script>"
)

TROUBLE = Trouble(
    tells="the page with the answer reloads itself without end",
    app=lambda _places: shop({"/returns": RELOADING}),
    goes_on_unseen="the page loads itself anew",
    outcome=Outcome.ERRORED,
    cause="unsettled",
    settings=lambda _places: {"timeouts": {"page_s": 3, "step_s": 2, "settle_s": 2}},
)
