"""A staging server whose pages were written for production: every link is absolute and leads there."""

from troubles import ABOUT, ANSWER, LOREM, App, Ask, Places, Reply, Told, Trouble, page, redirect

from selfserve_check.model.result import Outcome


def app(places: Places) -> App:
    production = places.other
    home = f"""<header><nav><a href="{production}/">Home</a> <a href="{production}/about">About us</a></nav>
    </header><main><h1>Lamp shades</h1><p>{LOREM}</p>
    <p><a href="{production}/help">Help: returns and refunds</a></p></main>"""
    served = {
        "/": page(home, head=f'<link rel=stylesheet href="{production}/style.css">'),
        "/about": page(ABOUT),
        "/style.css": Reply(body="h1 { color: #333 }", content_type="text/css"),
        # A redirect that the server makes from its own name, which it takes for production's.
        "/help": redirect(f"{production}/help/"),
        "/help/": page(
            f"""<main><h1>Help</h1><p>{LOREM}</p>
            <button onclick="location.href = '{production}/returns'">Returns and refunds</button></main>"""
        ),
        "/returns": page(f"<main><h1>Returns and refunds</h1><p>{ANSWER}</p></main>", title="Returns"),
    }

    def answer(ask: Ask) -> Reply | None:
        return served.get(ask.path)

    return answer


def nothing_reached_production(told: Told) -> None:
    production, staging = (place.removeprefix("http://") for place in (told.places.other, told.places.home))
    assert {ask.host for ask in told.received} == {staging}
    assert any(ask.path == "/style.css" for ask in told.received)
    told_so = f"links to {production} were followed on {staging}"
    assert told_so in told.words, told.words
    assert all(one.url.startswith(told.places.home) for one in told.result.evidence)


TROUBLE = Trouble(
    tells="links, a redirect, a script and the styles lead to production; only staging may be asked",
    app=app,
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=2,
    settings=lambda places: {
        "aliases": {places.other.removeprefix("http://"): places.home.removeprefix("http://")},
        # Nothing but the alias keeps production from being asked.
        "hosts": [places.other.removeprefix("http://")],
        "allow_private": ["localhost"],
    },
    also=nothing_reached_production,
)
