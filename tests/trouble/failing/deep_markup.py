"""Markup ten thousand elements deep, from an editor that forgets to close them."""

from troubles import ANSWER, Trouble, page, shop

from selfserve_check.model.result import Outcome

TROUBLE = Trouble(
    tells="the answer stands inside ten thousand elements that nobody closed; the browser's parser flattens them",
    app=lambda _places: shop({"/returns": page(f"<main><h1>Returns</h1>{'<div>' * 10_000}<p>{ANSWER}</p>")}),
    outcome=Outcome.PASSED,
    quote="within 30 days",
)
