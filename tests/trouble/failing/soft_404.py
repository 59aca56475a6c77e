"""A page that is gone, though its status says that all is well."""

from troubles import Trouble, page, shop

from selfserve_check.model.result import Outcome, Reason

GONE = page(
    "<header><a href='/'>Lamp shades</a></header><main><h1>Oops! That page can't be found.</h1>"
    "<p>It looks like nothing was found at this location. Maybe try one of the links above?</p></main>",
    title="Page not found – Lamp shades",
)

TROUBLE = Trouble(
    tells="the link to the answer leads to a page that says it is not there, with status 200",
    app=lambda _places: shop({"/returns": GONE}),
    outcome=Outcome.FAILED,
    reason=Reason.BROKEN,
    says=("says that there is no such page",),
)
