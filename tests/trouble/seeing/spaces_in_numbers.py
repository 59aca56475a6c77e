"""Non-breaking and narrow spaces stand inside the number and before the currency."""

from troubles import Trouble, page, shop

from selfserve_check.model.result import Outcome

PAGE = """<main><h1>Prices of our large lamp shades</h1><p>A large lamp shade costs 1&#8239;250,00&nbsp;&euro;,
delivery included.</p></main>"""
HOME = """<main><h1>Lamp shades</h1><p>By hand.</p><a href="/prices">Prices of lamp shades</a></main>"""

TROUBLE = Trouble(
    tells="1 250,00 € with spaces that do not break",
    app=lambda _places: shop({"/": page(HOME), "/prices": page(PAGE)}),
    question="What does a large lamp shade cost?",
    facts=("1250 EUR",),
    outcome=Outcome.PASSED,
    clicks=1,
)
