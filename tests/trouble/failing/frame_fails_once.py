"""The answer stands in a frame that the server does not bring at first."""

from faulty_parts import faulty, framed
from troubles import ANSWER, LOREM, Trouble

from selfserve_check.model.result import Outcome

TROUBLE = Trouble(
    tells="the frame with the answer is answered 503 at first: its page is loaded again, as a customer would",
    app=lambda _places: faulty(framed(LOREM, ANSWER), "/terms", visits=1),
    outcome=Outcome.PASSED,
)
