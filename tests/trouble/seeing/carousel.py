"""The answer stands on a slide that is out of sight until the arrow is used."""

from troubles import ANSWER, LOREM, Trouble, page, shop

from selfserve_check.model.result import Outcome

PAGE = f"""<style>.view{{width:600px;overflow:hidden}} .track{{display:flex;width:1800px;transition:transform .2s}}
.track>div{{width:600px}}</style><main><h1>Lamp shades</h1><section aria-roledescription=carousel
aria-label="Returns, delivery and service"><div class=view><div class=track>
<div><h2>By hand</h2><p>{LOREM}</p></div>
<div><h2>Returns</h2><p>{ANSWER}</p></div><div><h2>Service</h2><p>We repair what we made.</p></div></div></div>
<button onclick="go(-1)" aria-label="Previous">&lsaquo;</button>
<button onclick="go(1)">Next: returns</button></section></main><script>
let at = 0;
function go(by) {{ at = Math.max(0, Math.min(2, at + by));
  document.querySelector('.track').style.transform = `translateX(${{-600 * at}}px)`; }}</script>"""

TROUBLE = Trouble(
    tells="only one slide can be read at a time",
    app=lambda _places: shop({"/": page(PAGE)}),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=1,
)
