"""A home page that sends every visitor from here to the German pages, and a question in English."""

from troubles import LOREM, RETURNS, Trouble, page, pages, redirect

from selfserve_check.model.result import Outcome

GERMAN = page(
    "<header><a href='/en/'>English</a> <a href='/de/impressum'>Impressum</a></header><main><h1>Lampenschirme</h1>"
    "<p>Wir machen Lampenschirme von Hand, aus Leinen, Papier und Baumwolle.</p>"
    "<a href='/de/rueckgabe'>Ware zurückgeben</a></main>",
    lang="de",
    title="Lampenschirme",
)
ANSWER_DE = "Sie können alles innerhalb von 30 Tagen nach der Lieferung zurückgeben."

TROUBLE = Trouble(
    tells="visitors are sent to German pages by their address, and the question is in English",
    app=lambda _places: pages(
        {
            "/": redirect("/de/"),
            "/de/": GERMAN,
            "/de/rueckgabe": page(f"<main><h1>Rückgabe</h1><p>{ANSWER_DE}</p></main>", lang="de"),
            "/de/impressum": page("<main><h1>Impressum</h1><p>Am Hafen 1</p></main>", lang="de"),
            "/en/": page(f"<main><h1>Lamp shades</h1><p>{LOREM}</p><a href='/en/returns'>Returns</a></main>"),
            "/en/returns": page(RETURNS),
        }
    ),
    budget=1,
    outcome=Outcome.ERRORED,
    cause="language",
    says=("the question is in English", "in German", "let start: name the pages in English", "locale: de"),
)
