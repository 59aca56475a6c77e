"""A button that hangs the page it stands on."""

from troubles import LOREM, Trouble, page, shop

from selfserve_check.model.result import Outcome

HANGING = page(
    f"<main><h1>Lamp shades</h1><p>{LOREM}</p>"
    '<button onclick="while (true) {}">Returns and refunds: how long do I have?</button></main>'
)

TROUBLE = Trouble(
    tells="the button that should show the answer hangs the page",
    app=lambda _places: shop({"/": HANGING}),
    outcome=Outcome.ERRORED,
    cause="timeout",
    settings=lambda _places: {"timeouts": {"page_s": 2, "step_s": 2, "settle_s": 2}},
)
