"""The settings say to leave banners alone: what it leaves free is read."""

from troubles import HOME, Told, Trouble, page, shop

from selfserve_check.model.result import Outcome

BANNER = """<div id=cb role=dialog aria-label="Cookies" style="position:fixed;inset:auto 0 0 0;height:30vh;
background:#fff"><p>We use cookies to remember you.</p><button onclick="cb.remove()">Reject all</button></div>"""


def untouched(told: Told) -> None:
    assert "cookie banner" not in told.words, told.words


TROUBLE = Trouble(
    tells="consent: leave",
    app=lambda _places: shop({"/": page(HOME + BANNER)}),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    settings=lambda _places: {"consent": "leave"},
    also=untouched,
)
