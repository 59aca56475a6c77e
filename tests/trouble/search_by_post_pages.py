"""A search whose form is sent by POST."""

from __future__ import annotations

from acting_pages import home
from troubles import Ask, Reply, page, shop

BOX = "<form method=post action=/find><input name=q type=search placeholder=Search><button>Search</button></form>"
FOUND = page("<main><h1>Search results</h1><p><a href=/returns>Returns and refunds</a></p></main>")
NOTHING = page("<main><h1>Search results</h1><p>Nothing was found.</p></main>")
SHOP = shop({"/": home(BOX)})


def answer(ask: Ask) -> Reply | None:
    if ask.path != "/find":
        return SHOP(ask)
    return FOUND if ask.method == "POST" and b"return" in ask.body else NOTHING


TELLS = "the search form is sent by POST"
PATH = "/find"
