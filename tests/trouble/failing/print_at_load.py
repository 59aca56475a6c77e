"""A page that wants to be printed."""

from troubles import RETURNS, Trouble, page, shop

from selfserve_check.model.result import Outcome

TROUBLE = Trouble(
    tells="the page with the answer opens the window to print it, again and again",
    app=lambda _places: shop(
        {"/returns": page(f"{RETURNS}<script>for (let n = 0; n < 20; n += 1) window.print()</script>")}
    ),
    outcome=Outcome.PASSED,
    clicks=1,
)
