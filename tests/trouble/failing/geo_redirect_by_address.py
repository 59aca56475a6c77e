"""A home page that sends every visitor from here to the German pages, with a way to the English ones."""

from troubles import ANSWER, LOREM, Trouble, page, pages, redirect

from selfserve_check.model.result import Outcome

GERMAN = page(
    "<header><a href='/en/'>English</a> <a href='/de/impressum'>Impressum</a></header><main><h1>Lampenschirme</h1>"
    "<p>Wir machen Lampenschirme von Hand, aus Leinen, Papier und Baumwolle.</p></main>",
    lang="de",
    title="Lampenschirme",
)

TROUBLE = Trouble(
    tells="the home page redirects by the visitor's address to pages in another language",
    app=lambda _places: pages(
        {
            "/": redirect("/de/"),
            "/de/": GERMAN,
            "/de/impressum": page("<main><h1>Impressum</h1><p>Am Hafen 1</p></main>", lang="de"),
            "/en/": page(f"<main><h1>Lamp shades</h1><p>{LOREM}</p><a href='/en/returns'>Returns</a></main>"),
            "/en/returns": page(f"<main><h1>Returns</h1><p>{ANSWER}</p></main>"),
        }
    ),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=2,
)
