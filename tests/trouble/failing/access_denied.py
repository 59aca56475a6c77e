"""A refusal that is dressed as a page."""

from troubles import Trouble, page, shop

from selfserve_check.model.result import Outcome

DENIED = page(
    '<h1>Access Denied</h1><p>You don\'t have permission to access "http://lamps.example/returns" on this '
    "server.</p><p>Reference #18.2d3c1402.1700000000.a1b2c3d</p>",
    title="Access Denied",
)

TROUBLE = Trouble(
    tells="the page with the answer is refused with status 200",
    app=lambda _places: shop({"/returns": DENIED}),
    outcome=Outcome.ERRORED,
    cause="bot_wall",
)
