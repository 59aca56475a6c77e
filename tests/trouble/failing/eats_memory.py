"""A page that fills the memory of the machine, piece by piece."""

from troubles import Trouble, page, shop

from selfserve_check.model.result import Outcome

# It says that it is loading as long as it eats: a page that is read before it has eaten enough is another case.
EATING = page(
    """<main><p>Loading</p></main><script>
const kept = [];
let turn = 0;
setInterval(() => {
  if (kept.length < 80) kept.push(new Uint8Array(20000000).fill(7));
  document.querySelector('p').textContent = 'Loading' + '.'.repeat(1 + (turn += 1) % 5);
}, 15);</script>"""
)

TROUBLE = Trouble(
    tells="the page with the answer eats memory without end",
    app=lambda _places: shop({"/returns": EATING}),
    outcome=Outcome.ERRORED,
    cause="limit",
    says=("limits.memory_max_mb",),
    settings=lambda _places: {
        "limits": {"memory_max_mb": 900},
        "timeouts": {"page_s": 15, "step_s": 10, "settle_s": 12},
    },
)
