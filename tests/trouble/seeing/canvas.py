"""A page that paints its text on a canvas: people can read it, we cannot."""

from troubles import ANSWER, Trouble, page, shop

from selfserve_check.model.result import Outcome, Reason

PAGE = f"""<title>Returns and refunds</title><canvas id=c width=1200 height=700></canvas><script>
const pen = c.getContext('2d');
pen.font = '32px serif';
pen.fillText('Returns and refunds', 40, 60);
pen.font = '20px serif';
pen.fillText('{ANSWER}', 40, 120);</script>"""

TROUBLE = Trouble(
    tells="the answer is painted, not written",
    app=lambda _places: shop({"/returns": page(PAGE)}),
    outcome=Outcome.NEEDS_REVIEW,
    reason=Reason.MISSING,
    says=("canvas", "could not be read"),
)
