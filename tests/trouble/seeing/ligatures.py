"""Letters that a word processor has joined: ﬁ, ﬀ, ﬂ."""

from troubles import Trouble, page, shop

from selfserve_check.model.result import Outcome

PAGE = """<main><h1>Returns and refunds</h1><p>Your return is ﬁnal and the refund oﬃcial within ﬁfteen days: send
us the ﬁlled in form, and the ﬂat fee comes back, too.</p></main>"""

TROUBLE = Trouble(
    tells="one character stands for two or three letters",
    app=lambda _places: shop({"/returns": page(PAGE)}),
    question="When is the refund of my return official?",
    facts=("refund official within fifteen days",),
    outcome=Outcome.PASSED,
    clicks=1,
)
