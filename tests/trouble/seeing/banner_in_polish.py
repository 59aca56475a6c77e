"""A banner in Polish whose buttons are divs."""

from troubles import HOME, Trouble, page, shop

from selfserve_check.model.result import Outcome

BANNER = """<style>.c{position:fixed;inset:auto 0 0 0;height:70vh;background:#fff}
.b{display:inline-block;padding:1em;cursor:pointer;border:1px solid}</style>
<div class=c id=c><p>Ta strona używa plików cookie (ciasteczka) w celach statystycznych.</p>
<div class=b tabindex=0 onclick="x()">Zgadzam się</div> <div class=b tabindex=0 onclick="x()">Odrzuć wszystkie</div>
</div><script>function x() { document.cookie = 'c=1;path=/'; c.remove(); }
if (document.cookie.includes('c=1')) c.remove();</script>"""

TROUBLE = Trouble(
    tells="a banner in another language than the page, with buttons that are divs",
    app=lambda _places: shop({"/": page(HOME + BANNER)}),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=1,
    says=("A cookie banner was refused (“Odrzuć wszystkie”).",),
)
