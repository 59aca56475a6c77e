"""Whoever's browser asks for German is sent to the German pages, and the question is in English only."""

from troubles import ABOUT, HOME, RETURNS, Ask, Reply, Trouble, page, redirect

from selfserve_check.model.result import Outcome

TEXT_DE = (
    "Wir machen Lampenschirme von Hand, aus Leinen, Papier und Baumwolle, in einer kleinen Stadt am Meer."
)
GERMAN = f"""<header><nav><a href="/de/">Start</a> <a href="/de/about">Über uns</a></nav></header>
<main><h1>Lampenschirme</h1><p>{TEXT_DE}</p></main>"""


def answer(ask: Ask) -> Reply | None:
    german = ask.headers.get("accept-language", "").startswith("de")
    if german and not ask.path.startswith("/de"):
        return redirect("/de/")
    served = {
        "/": page(HOME),
        "/returns": page(RETURNS, title="Returns"),
        "/about": page(ABOUT),
        "/de/": page(GERMAN, title="Lampenschirme", lang="de"),
        "/de/about": page(f"<main><h1>Über uns</h1><p>{TEXT_DE}</p></main>", lang="de"),
    }
    return served.get(ask.path)


TROUBLE = Trouble(
    tells="the browser's language decides which site one gets, and nobody asked in that language",
    app=lambda _places: answer,
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=1,
    says=("In de-DE it could not be asked: the question is in English",),
    settings=lambda _places: {"conditions": [{"locale": "de-DE"}]},
)
