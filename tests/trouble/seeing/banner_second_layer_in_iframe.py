"""A consent service in an iframe of its own host, whose only refusal is in the layer behind its options."""

from troubles import HOME, Places, Trouble, page, shop

from selfserve_check.model.result import Outcome

ASKS = """<div id=one><h2>Ihre Privatsphäre</h2><p>Wir und 412 Partner speichern Cookies auf Ihrem Gerät.</p>
<button onclick="parent.postMessage('yes', '*')">Alle akzeptieren</button>
<button onclick="one.remove(); two.hidden = false">Einstellungen verwalten</button></div>
<div id=two hidden><h2>Einstellungen für Cookies</h2><p>Sie können Ihre Einwilligung hier erteilen.</p>
<button role=switch aria-checked=false aria-label=Statistik style="width:40px;height:20px"></button>
<button onclick="parent.postMessage('yes', '*')">Alle akzeptieren</button>
<button onclick="parent.postMessage('no', '*')">Alle ablehnen</button></div>"""


def banner(places: Places) -> str:
    return f"""<iframe id=cmp title="Privatsphäre" src="{places.other}/cmp" style="position:fixed;inset:0;
width:100%;height:100%;border:0;background:#fffd"></iframe><script>
addEventListener('message', (said) => {{ document.cookie = 'cmp=' + said.data + ';path=/'; cmp.remove(); }});
if (document.cookie.includes('cmp=')) cmp.remove();</script>"""


TROUBLE = Trouble(
    tells="the banner's second layer opens in an iframe of another origin",
    app=lambda places: shop({"/": page(HOME + banner(places)), "/cmp": page(ASKS, lang="de")}),
    settings=lambda places: {"allow_private": [places.other.removeprefix("http://")]},
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=1,
    says=("A cookie banner was refused (“Einstellungen verwalten” > “Alle ablehnen”).",),
)
