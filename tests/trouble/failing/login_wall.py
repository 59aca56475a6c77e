"""The answer stands behind a log-in."""

from troubles import Trouble, page, redirect, shop

from selfserve_check.model.result import Outcome, Reason

LOGIN = page(
    "<main><h1>Sign in</h1><form method=post><label>E-mail <input type=email></label>"
    "<label>Password <input type=password></label><button>Sign in</button></form></main>",
    title="Sign in",
)

TROUBLE = Trouble(
    tells="the link to the answer leads to a page to log in on",
    app=lambda _places: shop({"/returns": redirect("/login?next=/returns"), "/login": LOGIN}),
    outcome=Outcome.FAILED,
    reason=Reason.WALLED,
)
