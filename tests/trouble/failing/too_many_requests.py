"""A server that asks to be left alone for a while."""

from troubles import Reply, Trouble, shop

from selfserve_check.model.result import Outcome

TROUBLE = Trouble(
    tells="the page with the answer answers 429, and says when to come again",
    app=lambda _places: shop(
        {"/returns": Reply(status=429, body="<h1>Slow down</h1>", headers=(("retry-after", "120"),))}
    ),
    outcome=Outcome.ERRORED,
    cause="rate_limited",
    says=("120 s",),
)
