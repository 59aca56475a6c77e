"""The link to the answer leads in a circle that scripts and meta refresh turn."""

from acting_pages import home
from troubles import Trouble, page, shop

from selfserve_check.model.result import Outcome, Reason

TROUBLE = Trouble(
    tells="two pages send the visitor to each other",
    app=lambda _places: shop(
        {
            "/": home("<p><a href=/to-returns>Returns and refunds</a></p>"),
            "/to-returns": page("<p>Moved</p>", head="<meta http-equiv=refresh content='0; url=/returns'>"),
            "/returns": page("<p>Moved</p><script>location.replace('/to-returns')</script>"),
        }
    ),
    outcome=Outcome.FAILED,
    reason=Reason.BROKEN,
    says=("in a circle",),
    settings=lambda _places: {"timeouts": {"settle_s": 2}},
)
