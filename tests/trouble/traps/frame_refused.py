"""A frame whose address the browser refuses to open, beside an answer that is plain to see."""

from troubles import ANSWER, Told, Trouble, page, shop

from selfserve_check.model.result import Outcome

PAGE = f"""<main><h1>Returns and refunds</h1><iframe src="file:///etc/passwd" title="Returns"></iframe>
<p>{ANSWER}</p></main>"""


def also(told: Told) -> None:
    """Nothing of this machine was read."""
    assert "root:" not in str(told.finished.run)


TROUBLE = Trouble(
    tells="a frame that never gets a document, because a page of the web may not show a file",
    app=lambda _places: shop({"/": page(PAGE)}),
    outcome=Outcome.PASSED,
    clicks=0,
    also=also,
)
