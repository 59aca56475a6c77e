"""A banner that can only be closed, by a cross that is drawn and has no name."""

from troubles import HOME, Trouble, page, shop

from selfserve_check.model.result import Outcome

BANNER = """<div id=gdpr style="position:fixed;inset:auto 0 0 0;height:60vh;background:#fff;border:1px solid">
<button style="position:absolute;right:8px;top:8px;width:32px;height:32px" onclick="shut()"><svg width=16 height=16
viewBox="0 0 16 16"><path d="M1 1L15 15M15 1L1 15" stroke="#000"/></svg></button><p>This site uses cookies, as every
site does.</p><a href="/privacy">Read more</a></div><script>
function shut() { document.cookie = 'gdpr=shut;path=/'; gdpr.remove(); }
if (document.cookie.includes('gdpr=')) gdpr.remove();</script>"""

TROUBLE = Trouble(
    tells="nothing says what the only button does",
    app=lambda _places: shop({"/": page(HOME + BANNER)}),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=1,
    says=("could not be refused and was closed",),
)
