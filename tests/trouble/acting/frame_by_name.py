"""A page of frames: the links stand in the page, what they lead to in a frame."""

from acting_pages import home
from troubles import Trouble, page, shop

from selfserve_check.model.result import Outcome

HOME = home(
    "<p><a href=/returns target=content>Returns and refunds</a> <a href=/about target=content>Our workshop</a></p>"
    "<iframe name=content src=/welcome width=600 height=300></iframe>"
)
WELCOME = page("<p>Choose a topic.</p>")

TROUBLE = Trouble(
    tells="links open in a named frame",
    app=lambda _places: shop({"/": HOME, "/welcome": WELCOME}),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=1,
)
