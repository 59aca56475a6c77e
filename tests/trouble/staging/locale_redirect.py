"""Whoever's browser asks for German is sent to the German pages, which do not answer this yet."""

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
    tells="the language of the browser decides which site one gets",
    app=lambda _places: answer,
    also_asked=("Wie lange kann ich etwas zurückgeben?",),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=1,
    says=("In de-DE nobody finds the answer.",),
    settings=lambda _places: {"conditions": [{"locale": "de-DE"}]},
)
