"""A site of one document: a router changes the address and the view, and no page is loaded."""

from router_pages import ABOUT, HOME, RETURNS, routed
from troubles import Trouble

from selfserve_check.model.result import Outcome

TROUBLE = Trouble(
    tells="the view changes by history.pushState",
    app=lambda _places: routed({"/": HOME, "/about": ABOUT, "/returns": RETURNS}, "<h1>Not found</h1>"),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=1,
)
