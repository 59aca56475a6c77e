"""A document ten thousand elements deep, made by a script: browsers die of it, or nearly."""

from troubles import ANSWER, Told, Trouble, page, shop

from selfserve_check.model.result import Outcome

DIGGING = f"""<main id=top><h1>Returns and refunds</h1></main><script>
let at = document.getElementById('top');
for (let depth = 0; depth < 10000; depth += 1) at = at.appendChild(document.createElement('div'));
at.textContent = '{ANSWER}';</script>"""


def died_or_hung(told: Told) -> None:
    assert told.result.error is not None
    assert told.result.error.kind in ("crash", "timeout")


TROUBLE = Trouble(
    tells="the answer lies ten thousand elements deep",
    app=lambda _places: shop({"/returns": page(DIGGING)}),
    outcome=Outcome.ERRORED,
    settings=lambda _places: {"timeouts": {"settle_s": 3}},
    also=died_or_hung,
)
