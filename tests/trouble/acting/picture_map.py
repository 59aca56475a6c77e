"""A picture with places to click in it."""

from acting_pages import home
from troubles import Reply, Trouble, shop

from selfserve_check.model.result import Outcome

HOME = home(
    "<img src=/map.svg width=400 height=100 usemap=#topics alt=''><map name=topics>"
    "<area shape=rect coords=0,0,200,100 href=/about alt='Our workshop'>"
    "<area shape=rect coords=200,0,400,100 href=/returns alt='Returns and refunds'></map>"
)
PICTURE = Reply(
    body="<svg xmlns='http://www.w3.org/2000/svg' width='400' height='100'><rect width='200' height='100' "
    "fill='teal'/><rect x='200' width='200' height='100' fill='navy'/></svg>",
    content_type="image/svg+xml",
)

TROUBLE = Trouble(
    tells="the link is an area of a picture",
    app=lambda _places: shop({"/": HOME, "/map.svg": PICTURE}),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=1,
)
