"""Below 400 pixels the styles take the navigation away and put nothing in its place."""

from troubles import LOREM, Trouble, page, shop

from selfserve_check.model.result import Outcome

HOME = f"""<style>@media (max-width: 400px) {{ nav {{ display: none }} }}</style>
<header><nav><a href="/about">About us</a> <a href="/returns">Returns and refunds</a></nav></header>
<main><h1>Lamp shades</h1><p>{LOREM}</p></main>"""

TROUBLE = Trouble(
    tells="the only link to the answer is not there on a small screen",
    app=lambda _places: shop({"/": page(HOME)}),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=1,
    says=("On a small screen nobody finds the answer.",),
    settings=lambda _places: {"conditions": ["small_screen"]},
)
