"""A page that is read by nobody: once it has loaded, its script never ends."""

from troubles import ANSWER, Trouble, page, shop

from selfserve_check.model.result import Outcome

BUSY = page(
    f"<main><h1>Returns</h1><p>{ANSWER}</p></main>"
    "<script>addEventListener('load', () => setTimeout(() => { while (true) {} }))</script>"
)

TROUBLE = Trouble(
    tells="the page with the answer loads, and hangs at once",
    app=lambda _places: shop({"/returns": BUSY}),
    outcome=Outcome.ERRORED,
    cause="timeout",
    settings=lambda _places: {"timeouts": {"page_s": 2, "step_s": 2, "settle_s": 2}},
)
