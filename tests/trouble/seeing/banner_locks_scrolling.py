"""A banner that locks scrolling until somebody answers it; the way on lies below the fold."""

from troubles import LOREM, Trouble, page, shop

from selfserve_check.model.result import Outcome

LONG = f"""<main><h1>Lamp shades</h1>{"<p>" + LOREM + "</p>"}<div style="height:1800px"></div>
<p><a href="/returns">Returns and refunds</a></p></main>"""
BANNER = """<div id=wall role=dialog aria-modal=true style="position:fixed;left:20%;top:20%;width:60%;height:50%;
background:#fff;border:1px solid"><p>We value your privacy. Cookies help us to get better.</p>
<button onclick="off('all')">OK</button> <button onclick="off('none')">Only necessary</button></div>
<script>
const root = document.documentElement;
function off(what) { document.cookie = 'cc=' + what + ';path=/'; wall.remove(); root.style.overflow = ''; }
if (document.cookie.includes('cc=')) wall.remove(); else root.style.overflow = 'hidden';
</script>"""

TROUBLE = Trouble(
    tells="nothing scrolls before the banner is answered",
    app=lambda _places: shop({"/": page(LONG + BANNER)}),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=1,
    says=("A cookie banner was refused (“Only necessary”).",),
)
