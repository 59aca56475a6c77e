"""A page that wants to know whether we are human before it says anything."""

from troubles import Trouble, page, shop

from selfserve_check.model.result import Outcome

RIDDLE = page(
    "<main><h1>One more step</h1><p>Please complete the security check to go on.</p>"
    "<form method=post action='/captcha'><label><input type=checkbox> I'm not a robot</label>"
    "<button>Continue</button></form></main>",
    title="Security check",
)

TROUBLE = Trouble(
    tells="the page with the answer stands behind a captcha",
    app=lambda _places: shop({"/returns": RIDDLE}),
    outcome=Outcome.ERRORED,
    cause="captcha",
)
