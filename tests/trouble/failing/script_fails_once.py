"""A script writes the answer, and the server does not bring the script at first."""

from faulty_parts import faulty
from troubles import ANSWER, LOREM, Reply, Trouble, shop

from selfserve_check.model.result import Outcome

RETURNS = f"<main><h1>Returns</h1><p>{LOREM}</p><p id=terms></p></main><script src=/terms.js></script>"
SCRIPT = Reply(body=f"terms.textContent = '{ANSWER}'", content_type="text/javascript")

TROUBLE = Trouble(
    tells="the script that writes the answer is answered 503 at first: the page is loaded again",
    app=lambda _places: faulty(
        shop({"/returns": Reply(body=RETURNS), "/terms.js": SCRIPT}), "/terms.js", visits=1
    ),
    outcome=Outcome.PASSED,
)
