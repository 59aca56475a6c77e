"""The link to the answer leads in a circle."""

from acting_pages import home
from troubles import Trouble, redirect, shop

from selfserve_check.model.result import Outcome, Reason

TROUBLE = Trouble(
    tells="two addresses redirect to each other",
    app=lambda _places: shop(
        {
            "/": home("<p><a href=/to-returns>Returns and refunds</a></p>"),
            "/to-returns": redirect("/returns"),
            "/returns": redirect("/to-returns"),
        }
    ),
    outcome=Outcome.FAILED,
    reason=Reason.BROKEN,
    says=("redirects",),
)
