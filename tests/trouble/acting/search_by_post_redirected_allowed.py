"""A search whose form is sent by POST, and whose answer is a redirect to the results. The settings name the request."""

from acting_pages import home
from troubles import Ask, Reply, Trouble, page, redirect, shop

from selfserve_check.model.result import Outcome

BOX = "<form method=post action=/find><input name=q type=search placeholder=Search><button>Search</button></form>"
FOUND = page("<main><h1>Search results</h1><p><a href=/returns>Returns and refunds</a></p></main>")
SHOP = shop({"/": home(BOX), "/results/17": FOUND})


def answer(ask: Ask) -> Reply | None:
    return redirect("/results/17", 303) if (ask.method, ask.path) == ("POST", "/find") else SHOP(ask)


TROUBLE = Trouble(
    tells="the search form is sent by POST and answered by a redirect, and the settings allow it",
    app=lambda _places: answer,
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=2,
    settings=lambda places: {"allow_reads": [f"POST {places.home}/find"]},
    writes_allowed=("POST /find",),
    personas=("search",),
)
