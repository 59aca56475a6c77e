"""A shop with German pages: who is sent to them, the app decides."""

from __future__ import annotations

from troubles import ABOUT, HOME, LOREM, RETURNS, App, Ask, Reply, page, pages, redirect

_TEXT_DE = (
    "Wir machen Lampenschirme von Hand, aus Leinen, Papier und Baumwolle, in einer kleinen Stadt am Meer."
)
_SILENT_DE = f"""<header><nav><a href="/de/">Start</a> <a href="/de/about">Über uns</a></nav></header>
<main><h1>Lampenschirme</h1><p>{_TEXT_DE}</p></main>"""
_HOME_DE = page(
    "<header><a href='/en/'>English</a> <a href='/de/impressum'>Impressum</a></header><main><h1>Lampenschirme</h1>"
    "<p>Wir machen Lampenschirme von Hand, aus Leinen, Papier und Baumwolle.</p>"
    "<a href='/de/rueckgabe'>Ware zurückgeben</a></main>",
    lang="de",
    title="Lampenschirme",
)
_ANSWER_DE = "Sie können alles innerhalb von 30 Tagen nach der Lieferung zurückgeben."


def by_wish(ask: Ask) -> Reply | None:
    """A browser that asks for German is sent to German pages, which do not answer."""
    german = ask.headers.get("accept-language", "").startswith("de")
    if german and not ask.path.startswith("/de"):
        return redirect("/de/")
    served = {
        "/": page(HOME),
        "/returns": page(RETURNS, title="Returns"),
        "/about": page(ABOUT),
        "/de/": page(_SILENT_DE, title="Lampenschirme", lang="de"),
        "/de/about": page(f"<main><h1>Über uns</h1><p>{_TEXT_DE}</p></main>", lang="de"),
    }
    return served.get(ask.path)


def by_place() -> App:
    """Everybody is sent to the German pages, as by an address in Germany. They answer, as the English do."""
    return pages(
        {
            "/": redirect("/de/"),
            "/de/": _HOME_DE,
            "/de/rueckgabe": page(f"<main><h1>Rückgabe</h1><p>{_ANSWER_DE}</p></main>", lang="de"),
            "/de/impressum": page("<main><h1>Impressum</h1><p>Am Hafen 1</p></main>", lang="de"),
            "/en/": page(f"<main><h1>Lamp shades</h1><p>{LOREM}</p><a href='/en/returns'>Returns</a></main>"),
            "/en/returns": page(RETURNS),
        }
    )
