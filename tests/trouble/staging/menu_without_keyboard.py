"""The menu is a div that listens for clicks: no key reaches it."""

from troubles import LOREM, Trouble, page, shop

from selfserve_check.model.result import Outcome

HOME = f"""<header><style>#menu {{ display: none }} #menu.open {{ display: block }}
.burger {{ cursor: pointer; padding: 8px }}</style>
<div class=burger onclick="menu.classList.toggle('open')">Help menu</div>
<ul id=menu><li><a href="/returns">Returns and refunds</a></li><li><a href="/about">About us</a></li></ul>
</header><main><h1>Lamp shades</h1><p>{LOREM}</p></main>"""

TROUBLE = Trouble(
    tells="a menu for mice only: neither Tab nor Enter opens it",
    app=lambda _places: shop({"/": page(HOME)}),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=2,
    says=(
        "By keyboard nobody finds the answer.",
        "'Help menu': the Tab key does not reach it",
        "reached by Tab and worked by Enter",
    ),
    settings=lambda _places: {"conditions": ["keyboard"]},
)
