"""A drop-down list that goes to the page that is chosen."""

from acting_pages import home
from troubles import Trouble, shop

from selfserve_check.model.result import Outcome

HOME = home("""<label>Customer care: <select onchange="if (this.value) location.href = this.value">
<option value="">Choose a topic</option><option value=/about>Our workshop</option>
<option value=/returns>Returns and refunds</option></select></label>""")

TROUBLE = Trouble(
    tells="the only way is an entry of a select",
    app=lambda _places: shop({"/": HOME}),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=1,
)
