"""A site of one document, whose router has no page for the address that the link to the answer puts up."""

from router_pages import ABOUT, HOME, routed
from troubles import Trouble

from selfserve_check.model.result import Outcome, Reason

GONE = "<h1>Page not found</h1><p>Sorry, there is nothing here.</p><p><a href=/>Home</a></p>"

TROUBLE = Trouble(
    tells="the link to the answer leads to a view that says it is not there, and no document is loaded",
    app=lambda _places: routed({"/": HOME, "/about": ABOUT}, GONE),
    outcome=Outcome.FAILED,
    reason=Reason.BROKEN,
    says=("says that there is no such page",),
)
