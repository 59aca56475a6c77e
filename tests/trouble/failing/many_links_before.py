"""A hundred thousand links, and the one that matters is the last."""

from troubles import Trouble, page, shop

from selfserve_check.model.result import Outcome

LINKS = "".join(f"<li><a href=/shade/{number}>Shade {number}</a>" for number in range(100_000))

TROUBLE = Trouble(
    tells="the link to the answer comes after 100,000 others, more than anybody reads",
    app=lambda _places: shop(
        {"/": page(f"<main><h1>Shades</h1><ul>{LINKS}</ul><a href=/returns>Returns and refunds</a></main>")}
    ),
    budget=1,
    outcome=Outcome.ERRORED,
    cause="limit",
    says=("limits.affordances_max",),
    settings=lambda _places: {"timeouts": {"page_s": 60, "step_s": 60, "settle_s": 30, "journey_s": 180}},
)
