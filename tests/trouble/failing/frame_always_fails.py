"""The frame that may hold the answer never comes."""

from faulty_parts import ALWAYS, faulty, framed
from troubles import ANSWER, LOREM, Trouble

from selfserve_check.model.result import Outcome

TROUBLE = Trouble(
    tells="the frame with the answer is answered 503 whenever it is asked for, so that nobody knows what it says",
    app=lambda _places: faulty(framed(LOREM, ANSWER), "/terms", visits=ALWAYS),
    outcome=Outcome.ERRORED,
    cause="server_error",
    says=("/terms", "503"),
)
