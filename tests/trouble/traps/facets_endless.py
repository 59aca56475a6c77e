"""Twenty filters, each of which can be added to every other: a million addresses of one list."""

from troubles import Ask, Reply, Trouble, page

from selfserve_check.model.result import Outcome, Reason

COLOURS = (
    "red blue green black white grey brown pink amber ivory teal navy olive coral lime plum rust sand sky mint"
).split()
RETURNS = "<main><h1>Good to know</h1><p>You can return anything within 30 days of delivery.</p></main>"


def app(ask: Ask) -> Reply | None:
    if ask.path == "/know":
        return page(RETURNS, title="Good to know")
    if ask.path != "/":
        return None
    chosen = [word for word in ask.query.removeprefix("f=").split(",") if word in COLOURS]
    facets = "".join(
        f'<li><a href="/?f={",".join([*chosen, colour])}">Return something {colour}</a></li>'
        for colour in COLOURS
        if colour not in chosen
    )
    body = f"""<main><h1>Lamp shades {" ".join(chosen)}</h1><aside><ul>{facets}</ul></aside></main>
    <footer><a href="/know">Good to know</a></footer>"""
    return page(body)


TROUBLE = Trouble(
    tells="2^20 combinations of filters smell of the question; the page with the answer is linked in the footer",
    app=lambda _places: app,
    outcome=Outcome.NEEDS_REVIEW,
    reason=Reason.MISLED,
    budget=2,
    says=("/know",),
)
