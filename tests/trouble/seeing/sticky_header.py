"""A tall header that stays at the top, over whatever the browser scrolls there."""

from troubles import LOREM, Trouble, page, shop

from selfserve_check.model.result import Outcome

PAGE = f"""<header style="position:fixed;inset:0 0 auto 0;height:45vh;background:#eee;z-index:9"><nav>
<a href="/">Home</a> <a href="/about">About us</a></nav></header><main style="padding-top:46vh">
<h1>Lamp shades</h1>{"".join(f"<p>{LOREM}</p>" for _ in range(40))}<p><a href="/returns">Returns and refunds</a></p>
{"".join(f"<p>{LOREM}</p>" for _ in range(40))}</main><script>document.addEventListener('click', () => {{}})</script>"""

TROUBLE = Trouble(
    tells="nearly half of the window is header, and the link is far down",
    app=lambda _places: shop({"/": page(PAGE)}),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=1,
)
