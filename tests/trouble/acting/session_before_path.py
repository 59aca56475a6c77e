"""A shop that keeps its session in the first part of the path, as ASP.NET does without cookies."""

import re
import secrets

from session_pages import check_steady
from troubles import ABOUT, RETURNS, Ask, Reply, Trouble, page, redirect

from selfserve_check.model.result import Outcome

BODIES = {
    "/": "<main><h1>Lamp shades</h1><p><a href='care'>Customer care: returns</a></p></main>",
    "/care": "<main><h1>Customer care</h1><p><a href='returns'>Returns and refunds</a></p></main>",
    "/returns": RETURNS,
    "/about": ABOUT,
}


def answer(ask: Ask) -> Reply | None:
    match = re.fullmatch(r"/\(S\((\w+)\)\)(/.*)", ask.path)
    if match is None:
        return redirect(f"/(S({secrets.token_hex(12)})){ask.path}") if ask.path in BODIES else None
    body = BODIES.get(match[2])
    return page(f"<nav><a href='about'>About us</a></nav>{body}") if body else None


TROUBLE = Trouble(
    tells="every address holds a session that differs at each first visit",
    app=lambda _places: answer,
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=2,
    also=check_steady,
)
