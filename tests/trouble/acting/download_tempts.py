"""A file to download that smells more of the answer than the page does."""

from acting_pages import home
from troubles import Reply, Trouble, shop

from selfserve_check.model.result import Outcome

HOME = home(
    "<p><a href=/returns.csv download>How long do I have to return something?</a></p>"
    "<p><a href=/returns>Returns and refunds</a></p>"
)
TABLE = Reply(body="Returns;30 days", content_type="text/csv")

TROUBLE = Trouble(
    tells="the best link has the attribute download",
    app=lambda _places: shop({"/": HOME, "/returns.csv": TABLE}),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=1,
)
