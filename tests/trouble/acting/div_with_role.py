"""A button that is a div with a role."""

from acting_pages import home
from troubles import ANSWER, Trouble, shop

from selfserve_check.model.result import Outcome

HOME = home(
    "<div role=button tabindex=0 id=more>Returns and refunds</div>"
    f"<div id=panel hidden><p>{ANSWER}</p></div>",
    after="<script>more.onclick = () => { panel.hidden = !panel.hidden; };</script>",
)

TROUBLE = Trouble(
    tells="what opens the answer is a div with a role",
    app=lambda _places: shop({"/": HOME}),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=1,
)
