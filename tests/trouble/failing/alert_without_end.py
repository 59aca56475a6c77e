"""A page that says the same thing for ever."""

from troubles import ANSWER, Trouble, page, shop

from selfserve_check.model.result import Outcome

SHOUTING = page(
    f"<script>while (true) alert('Welcome!')</script><main><h1>Returns</h1><p>{ANSWER}</p></main>"
)

TROUBLE = Trouble(
    tells="the page with the answer shows one alert after the other, without end",
    app=lambda _places: shop({"/returns": SHOUTING}),
    outcome=Outcome.ERRORED,
    cause="timeout",
    settings=lambda _places: {"timeouts": {"page_s": 2, "step_s": 2, "settle_s": 2}},
)
