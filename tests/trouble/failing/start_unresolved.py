"""A site whose name nobody knows."""

from troubles import Trouble, shop

from selfserve_check.model.result import Outcome

TROUBLE = Trouble(
    tells="the name of the site cannot be looked up",
    app=lambda _places: shop(),
    start="http://lamps.invalid/",
    outcome=Outcome.ERRORED,
    cause="dns",
)
