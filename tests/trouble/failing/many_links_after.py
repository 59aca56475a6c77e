"""The link that matters, and two and a half thousand others below it."""

from troubles import HOME, Trouble, page, shop

from selfserve_check.model.result import Outcome

LINKS = "".join(f"<li><a href=/shade/{number}>Shade {number}</a>" for number in range(2_500))

TROUBLE = Trouble(
    tells="the link to the answer comes before 2,500 others, more than are read",
    app=lambda _places: shop({"/": page(f"{HOME}<ul>{LINKS}</ul>")}),
    outcome=Outcome.PASSED,
    clicks=1,
    says=("limits.affordances_max",),
    settings=lambda _places: {"timeouts": {"page_s": 30, "step_s": 30, "settle_s": 15}},
)
