"""Two ways: the one that looks best hangs, the other one leads to the answer."""

from troubles import LOREM, Trouble, page, shop

from selfserve_check.model.result import Outcome

HANGING = page(
    f"<main><h1>Lamp shades</h1><p>{LOREM}</p>"
    '<button onclick="while (true) {}">How long do I have to return something?</button>'
    "<p><a href=/returns>Returns</a></p></main>"
)

TROUBLE = Trouble(
    tells="a button hangs the page, and a link beside it leads to the answer",
    app=lambda _places: shop({"/": HANGING}),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    settings=lambda _places: {"timeouts": {"page_s": 2, "step_s": 2, "settle_s": 2}},
)
