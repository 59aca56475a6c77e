"""A home page that sends each visitor to the pages in their language."""

from troubles import ABOUT, ANSWER, App, Ask, Reply, Trouble, page, pages, redirect

from selfserve_check.model.result import Outcome


def app() -> App:
    shown = pages(
        {
            "/en/": page("<main><h1>Lamp shades</h1><a href='/en/returns'>Returns and refunds</a></main>"),
            "/en/returns": page(f"<main><h1>Returns and refunds</h1><p>{ANSWER}</p></main>"),
            "/de/": page("<main><h1>Lampenschirme</h1><a href='/de/about'>Über uns</a></main>", lang="de"),
            "/de/about": page(ABOUT, lang="de"),
        }
    )

    def answer(ask: Ask) -> Reply | None:
        if ask.path != "/":
            return shown(ask)
        return redirect("/de/" if ask.headers.get("accept-language", "").startswith("de") else "/en/")

    return answer


TROUBLE = Trouble(
    tells="the home page redirects by the visitor's language; ours is English",
    app=lambda _places: app(),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=1,
)
