"""A title, a label and an attribute of a million characters each."""

from trouble_reports import check_outputs, outputs_of
from troubles import ANSWER, Told, Trouble, page, shop

from selfserve_check.model.result import Outcome

MILLION = "return something " * 60_000
HOME = f"""<main><h1>Lamp shades</h1><p><a href="/returns">Returns and refunds</a></p>
<p><a href="/about" title="{MILLION}">About us</a> <a href="/about?{"x" * 1_000_000}">Long</a>
<button aria-label="{MILLION}">?</button></p><p style="height:3em;overflow:hidden">
<a href="/about#far">{MILLION}</a></p></main>"""


def also(told: Told) -> None:
    """Every text has a limit, so that the report stays one that can be opened."""
    check_outputs(told)
    sizes = {name: len(text) for name, text in outputs_of(told.finished).items()}
    assert max(sizes.values()) < 1_500_000, sizes


TROUBLE = Trouble(
    tells="single words of the page are longer than a book",
    app=lambda _places: shop(
        {"/": page(HOME, title=MILLION), "/returns": page(f"<h1>Returns</h1><p>{ANSWER}</p>", title=MILLION)}
    ),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=1,
    also=also,
)
