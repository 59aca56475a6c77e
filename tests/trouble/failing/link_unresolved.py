"""The answer stands on a host that is gone from the DNS."""

from troubles import HOME, Trouble, page, shop

from selfserve_check.model.result import Outcome

LINKING = HOME.replace('href="/returns"', 'href="http://help.lamps.invalid/returns"')

TROUBLE = Trouble(
    tells="the link to the answer names a host that cannot be looked up",
    app=lambda _places: shop({"/": page(LINKING)}),
    outcome=Outcome.ERRORED,
    cause="dns",
    settings=lambda _places: {"hosts": ["help.lamps.invalid"]},
)
