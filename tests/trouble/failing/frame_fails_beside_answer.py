"""A frame never comes, and the page around it says what was asked."""

from faulty_parts import ALWAYS, faulty, framed
from troubles import ANSWER, LOREM, Trouble

from selfserve_check.model.result import Outcome

TROUBLE = Trouble(
    tells="a frame beside the answer is answered 503 whenever it is asked for, which keeps nobody from reading",
    app=lambda _places: faulty(framed(ANSWER, LOREM), "/terms", visits=ALWAYS),
    outcome=Outcome.PASSED,
)
