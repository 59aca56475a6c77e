"""A search whose form is sent by POST, and whose answer is a redirect to the results."""

from __future__ import annotations

from acting_pages import home
from troubles import Ask, Reply, page, redirect, shop

BOX = "<form method=post action=/find><input name=q type=search placeholder=Search><button>Search</button></form>"
FOUND = page("<main><h1>Search results</h1><p><a href=/returns>Returns and refunds</a></p></main>")
SHOP = shop({"/": home(BOX), "/results/17": FOUND})


def answer(ask: Ask) -> Reply | None:
    return redirect("/results/17", 303) if (ask.method, ask.path) == ("POST", "/find") else SHOP(ask)


TELLS = "the search form is sent by POST and answered by a redirect"
PATH = "/find"
