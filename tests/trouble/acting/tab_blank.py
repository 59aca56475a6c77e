"""A link that opens in another tab."""

from acting_pages import home
from troubles import Trouble, shop

from selfserve_check.model.result import Outcome

HOME = home("<p><a href=/returns target=_blank rel=noopener>Returns and refunds</a></p>")

TROUBLE = Trouble(
    tells="the link has target=_blank",
    app=lambda _places: shop({"/": HOME}),
    goes_on_unseen="what a new tab shows is loaded in the tab of the same journey",
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=1,
)
