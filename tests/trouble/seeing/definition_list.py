"""Questions and answers in a definition list, with two terms for one answer."""

from troubles import Trouble, page, shop

from selfserve_check.model.result import Outcome

PAGE = """<main><h1>Terms at a glance</h1><dl><dt>Delivery time</dt><dd>3 to 5 working days</dd>
<dt>Return period</dt><dt>Exchange period</dt><dd>30 days</dd><dt>Warranty</dt><dd>2 years</dd></dl></main>"""

TROUBLE = Trouble(
    tells="the fact stands in a dd, what it is about in a dt further up",
    app=lambda _places: shop({"/returns": page(PAGE)}),
    question="How long is the return period?",
    outcome=Outcome.PASSED,
    quote="30 days",
    clicks=1,
)
