"""The search is the only way to the answer, by a page of results."""

from troubles import LOREM, RETURNS, Ask, Reply, Trouble, page

from selfserve_check.model.result import Outcome

HOME = f"""<header><form action="/search" role=search><input type=search name=q aria-label="Search">
<button>Search</button></form> <a href="/about">About us</a></header><main><h1>Lamp shades</h1><p>{LOREM}</p>
</main>"""
FOUND = '<main><h1>Search</h1><ul><li><a href="/returns">Returns and refunds</a></li></ul></main>'


def answer(ask: Ask) -> Reply | None:
    served = {
        "/": page(HOME),
        "/search": page(FOUND, title="Search"),
        "/returns": page(RETURNS, title="Returns"),
        "/about": page(f"<main><h1>About us</h1><p>{LOREM}</p></main>"),
    }
    return served.get(ask.path)


TROUBLE = Trouble(
    tells="when the search does not answer, nothing else leads to the page",
    app=lambda _places: answer,
    outcome=Outcome.PASSED,
    personas=("search",),
    quote="within 30 days",
    says=("With the search down nobody finds the answer.", "the search is down (503)"),
    settings=lambda _places: {"conditions": ["search_down"]},
)
