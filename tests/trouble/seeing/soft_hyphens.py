"""Soft hyphens and zero-width spaces stand inside the words, for the sake of narrow columns."""

from troubles import Trouble, page, shop

from selfserve_check.model.result import Outcome

PAGE = """<main style="width:70px;hyphens:manual"><h1>Re&shy;turns and re&shy;funds</h1><p>You can re&shy;turn
any&shy;thing with&shy;in 30&#8203; da&shy;ys of de&shy;liv&shy;ery.</p></main>"""

TROUBLE = Trouble(
    tells="words with signs in them that nobody sees",
    app=lambda _places: shop({"/returns": page(PAGE)}),
    facts=("within 30 days of delivery",),
    outcome=Outcome.PASSED,
    clicks=1,
)
