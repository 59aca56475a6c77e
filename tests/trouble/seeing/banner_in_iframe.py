"""A cookie banner that a consent service shows in an iframe of its own host, over everything."""

from troubles import HOME, Places, Trouble, page, shop

from selfserve_check.model.result import Outcome

ASKS = """<h2>Your privacy</h2><p>We and 412 partners store cookies on your device.</p>
<button onclick="parent.postMessage('yes', '*')">Agree and close</button>
<button onclick="parent.postMessage('no', '*')">Continue without accepting</button>"""


def banner(places: Places) -> str:
    return f"""<iframe id=cmp title="Privacy" src="{places.other}/cmp" style="position:fixed;inset:0;width:100%;
height:100%;border:0;background:#fffd"></iframe><script>
addEventListener('message', (said) => {{ document.cookie = 'cmp=' + said.data + ';path=/'; cmp.remove(); }});
if (document.cookie.includes('cmp=')) cmp.remove();</script>"""


TROUBLE = Trouble(
    tells="the banner stands in an iframe of another origin that fills the window",
    app=lambda places: shop({"/": page(HOME + banner(places)), "/cmp": page(ASKS)}),
    settings=lambda places: {"allow_private": [places.other.removeprefix("http://")]},
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=1,
    says=("A cookie banner was refused (“Continue without accepting”).",),
)
