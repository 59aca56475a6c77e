"""An answer in a closed details."""

from acting_pages import home
from troubles import ANSWER, Trouble, shop

from selfserve_check.model.result import Outcome

HOME = home(f"<details><summary>Returns and refunds</summary><p>{ANSWER}</p></details>")

TROUBLE = Trouble(
    tells="the answer shows when its summary is clicked",
    app=lambda _places: shop({"/": HOME}),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=1,
)
