"""The link that matters, and a hundred thousand others below it."""

from troubles import HOME, Trouble, page, shop

from selfserve_check.model.result import Outcome

LINKS = "".join(f"<li><a href=/shade/{number}>Shade {number}</a>" for number in range(100_000))

TROUBLE = Trouble(
    tells="the link to the answer comes before 100,000 others",
    app=lambda _places: shop({"/": page(f"{HOME}<ul>{LINKS}</ul>")}),
    outcome=Outcome.PASSED,
    clicks=1,
    says=("limits.affordances_max",),
    settings=lambda _places: {"timeouts": {"page_s": 60, "step_s": 60, "settle_s": 30, "journey_s": 180}},
)
