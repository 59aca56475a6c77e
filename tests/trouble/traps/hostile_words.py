"""Titles and labels with markup, scripts, terminal sequences, direction overrides and null characters."""

import html

from trouble_reports import check_outputs
from troubles import ANSWER, Trouble, page, shop

from selfserve_check.model.result import Outcome

NASTY = (
    "<script>alert(1)</script><img src=x onerror=alert(1)> \x1b[31mred\x1b]0;owned\x07 \x1b]8;;http://evil.example\x07"
    " \u202egnp.exe\u2066 \x9b2J \x00 \u2028 ]]> --> {{ 7*7 }} `|**[x](javascript:alert(1)) https://evil.example"
)
SHOWN = html.escape(NASTY)
HOME = f"""<main><h1>{SHOWN}</h1><ul><li><a href="/returns" title="{SHOWN}">Returns {SHOWN}</a></li>
<li><a href="/about" aria-label="{SHOWN}">{SHOWN}</a></li></ul></main>"""
RETURNS = f"<main><h1>Returns {SHOWN}</h1><p>{ANSWER} {SHOWN}</p></main>"

TROUBLE = Trouble(
    tells="every word that reports print is written to break out of them",
    app=lambda _places: shop({"/": page(HOME, title=SHOWN), "/returns": page(RETURNS, title=SHOWN)}),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=1,
    also=check_outputs,
)
