"""A link whose address is a script."""

from acting_pages import home
from troubles import Trouble, shop

from selfserve_check.model.result import Outcome

HOME = home(
    """<p><a href="javascript:go('returns')">Returns and refunds</a></p>""",
    after="<script>function go(place) { location.assign('/' + place); }</script>",
)

TROUBLE = Trouble(
    tells="the link leads to javascript:",
    app=lambda _places: shop({"/": HOME}),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=1,
)
