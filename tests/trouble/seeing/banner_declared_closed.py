"""A cookie banner in a closed shadow root that the markup itself declares: no script attached it."""

from troubles import HOME, Trouble, page, shop

from selfserve_check.model.result import Outcome

BANNER = """<div id=privacy><template shadowrootmode=closed>
<div style="position:fixed;inset:0;background:#fff;padding:4em;z-index:9"><p>We use cookies. May we?</p>
<form method=dialog><button type=button onclick="this.getRootNode().host.remove()">Accept all</button>
<button type=button onclick="this.getRootNode().host.remove();document.cookie='no=1;path=/'">Reject all</button>
</form></div></template></div><script>if (document.cookie.includes('no=1')) privacy.remove();</script>"""

TROUBLE = Trouble(
    tells="the banner stands in a closed shadow root that was declared in HTML",
    app=lambda _places: shop({"/": page(HOME + BANNER)}),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=1,
    says=("A cookie banner was refused (“Reject all”).",),
)
