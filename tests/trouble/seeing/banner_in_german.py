"""A banner in German, in a dialog element, whose second layer holds the refusal of everything."""

from troubles import Trouble, page, pages

from selfserve_check.model.result import Outcome

HOME = """<nav><a href="/">Start</a> <a href="/ueber-uns">Über uns</a></nav><main><h1>Lampenschirme</h1>
<p>Wir fertigen Lampenschirme von Hand.</p><p><a href="/rueckgabe">Bestellung zurückgeben</a></p></main>"""
BACK = (
    """<main><h1>Rückgabe</h1><p>Sie können Ihre Bestellung innerhalb von 30 Tagen zurückgeben.</p></main>"""
)
BANNER = """<dialog id=ein><h2>Datenschutzeinstellungen</h2><p>Wir nutzen Cookies auf unserer Website.</p>
<button onclick="weg()">Alle akzeptieren</button><button onclick="weg()">Nur essenzielle Cookies akzeptieren
</button><a href="#">Individuelle Einstellungen</a></dialog><script>
function weg() { document.cookie = 'ein=1;path=/'; ein.close(); }
if (!document.cookie.includes('ein=1')) ein.showModal();</script>"""

TROUBLE = Trouble(
    tells="a modal dialog asks for consent in German",
    app=lambda _places: pages(
        {"/": page(HOME + BANNER, lang="de"), "/rueckgabe": page(BACK, lang="de"), "/ueber-uns": page(HOME)}
    ),
    question="Wie lange kann ich meine Bestellung zurückgeben?",
    facts=("30 Tage",),
    outcome=Outcome.PASSED,
    quote="innerhalb von 30 Tagen",
    clicks=1,
    says=("Nur essenzielle Cookies akzeptieren",),
)
