"""A page at which the browser's renderer dies: its script asks for more memory than a process may have."""

from troubles import Trouble, page, shop

from selfserve_check.model.result import Outcome

CRASHING = page(
    """<main><h1>Returns</h1></main><script>
let text = 'x'.repeat(1000);
const all = [];
while (true) all.push(Array.from({ length: 100000 }, (_, n) => text + n));</script>"""
)

TROUBLE = Trouble(
    tells="the page with the answer crashes the renderer",
    app=lambda _places: shop({"/returns": CRASHING}),
    outcome=Outcome.ERRORED,
    cause="crash",
)
