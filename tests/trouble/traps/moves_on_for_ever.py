"""A page whose script goes on to a new address as soon as it is there."""

from troubles import Ask, Reply, Trouble, page, shop

from selfserve_check.model.result import Outcome

SHOP = shop()


def app(ask: Ask) -> Reply | None:
    if ask.path == "/returns":
        number = int(ask.query.removeprefix("n=") or 0)
        script = f"<script>location.replace('/returns?n={number + 1}')</script>"
        return page(f"<main><h1>Returns</h1><p>One moment, please.</p></main>{script}")
    return SHOP(ask)


TROUBLE = Trouble(
    tells="the page with the right words never stops moving to another address",
    app=lambda _places: app,
    outcome=Outcome.ERRORED,
    budget=1,
    settings=lambda _places: {"timeouts": {"page_s": 3, "settle_s": 1, "step_s": 2, "journey_s": 30}},
)
