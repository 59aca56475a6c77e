"""A refusal in the shop's own colours."""

from troubles import Trouble, page, shop

from selfserve_check.model.result import Outcome

DENIED = page(
    "<header><a href='/'>Lamp shades</a></header><main><h1>Pardon our interruption</h1><p>As you were browsing, "
    "something about your browser made us think you were a bot. There are a few reasons this might happen:</p>"
    "<ul><li>You're a power user moving through this website with super-human speed.</li>"
    "<li>You've disabled cookies in your web browser.</li></ul></main>",
    title="Pardon our interruption",
)

TROUBLE = Trouble(
    tells="the page with the answer says that it takes us for a bot, with status 200",
    app=lambda _places: shop({"/returns": DENIED}),
    outcome=Outcome.ERRORED,
    cause="bot_wall",
)
