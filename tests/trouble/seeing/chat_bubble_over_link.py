"""A chat bubble that lies over the middle of the link, at the foot of a page that cannot be scrolled."""

from troubles import LOREM, Trouble, page, shop

from selfserve_check.model.result import Outcome

PAGE = f"""<style>body{{margin:0;height:100vh;overflow:hidden}} .foot{{position:absolute;right:10px;bottom:20px;
width:400px;height:30px}} .foot a{{display:block;height:30px}} .chat{{position:fixed;right:170px;bottom:5px;
width:90px;height:60px;border-radius:30px;background:#06c;color:#fff;border:0}}</style>
<main><h1>Lamp shades</h1><p>{LOREM}</p></main><div class=foot><a href="/returns">Returns and refunds of all
your orders</a></div><button class=chat aria-label="Open chat">Chat</button>
<script>document.addEventListener('click', () => {{}})</script>"""

TROUBLE = Trouble(
    tells="the middle of the link cannot be clicked, its ends can",
    app=lambda _places: shop({"/": page(PAGE)}),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=1,
)
