"""Many links to one page, each with its own tracking parameters."""

from acting_pages import home
from troubles import LOREM, Told, Trouble, page, shop

from selfserve_check.model.result import Outcome

TEASERS = "".join(
    f"<p><a href='/returns-centre?utm_source=home&utm_content=tile{n}&gclid=EAIaIQobChMI{n}'>Returns: {what}</a></p>"
    for n, what in enumerate(
        (
            "how long you have",
            "how to return something",
            "what you have to know",
            "return something",
            "the returns centre",
        )
    )
)
CENTRE = page(f"<main><h1>The returns centre</h1><p>{LOREM}</p></main>")


def check_loads(told: Told) -> None:
    """Whoever looked at one of them need not look at the others: once to walk, once to confirm, once back."""
    loads = [ask for ask in told.received if ask.path == "/returns-centre"]
    assert len(loads) <= 3, loads


TROUBLE = Trouble(
    tells="five links that smell of the answer lead to one page, which does not have it",
    app=lambda _places: shop(
        {"/": home(TEASERS + "<p><a href=/returns>Terms</a></p>"), "/returns-centre": CENTRE}
    ),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=3,
    also=check_loads,
)
