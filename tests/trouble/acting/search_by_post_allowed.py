"""A search whose form is sent by POST. The settings name the request."""

from acting_pages import home
from troubles import Ask, Reply, Trouble, page, shop

from selfserve_check.model.result import Outcome

BOX = "<form method=post action=/find><input name=q type=search placeholder=Search><button>Search</button></form>"
FOUND = page("<main><h1>Search results</h1><p><a href=/returns>Returns and refunds</a></p></main>")
NOTHING = page("<main><h1>Search results</h1><p>Nothing was found.</p></main>")
SHOP = shop({"/": home(BOX)})


def answer(ask: Ask) -> Reply | None:
    if ask.path != "/find":
        return SHOP(ask)
    return FOUND if ask.method == "POST" and b"return" in ask.body else NOTHING


TROUBLE = Trouble(
    tells="the search form is sent by POST, and the settings allow it",
    app=lambda _places: answer,
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=2,
    settings=lambda places: {"allow_reads": [f"POST {places.home}/find"]},
    writes_allowed=("POST /find",),
    personas=("search",),
)
