"""Addresses with markup, quotes and turned-round text in them, that a server answers all the same."""

from urllib.parse import quote

from trouble_reports import check_outputs
from troubles import ANSWER, Ask, Reply, Trouble, page

from selfserve_check.model.result import Outcome

PATH = '/returns/"><script>alert(1)</script>/\u202e../..\\..\\x/\x1b[31m%00'
LINK = quote(PATH, safe="/\"<>'();%")


def app(ask: Ask) -> Reply | None:
    if ask.path == "/":
        shown = LINK.replace('"', "&quot;").replace("<", "&lt;")
        return page(
            f'<main><h1>Lamp shades</h1><a href="{shown}#&lt;img src=x onerror=alert(1)&gt;">Returns</a></main>'
        )
    if ask.path.startswith("/returns/"):
        return page(f"<main><h1>Returns</h1><p>{ANSWER}</p></main>", title="javascript:alert(1)")
    return None


TROUBLE = Trouble(
    tells="the address of the page with the answer is an attack on the report",
    app=lambda _places: app,
    outcome=Outcome.PASSED,
    quote="within 30 days",
    also=check_outputs,
)
