"""Pictures, and scripts from elsewhere, never come; no page says what was asked."""

from faulty_parts import ALWAYS, faulty
from troubles import LOREM, Places, Reply, Trouble, shop

from selfserve_check.model.result import Outcome, Reason


def returns(places: Places) -> Reply:
    parts = f"<img src=/terms alt=''><script src={places.other}/terms></script>"
    return Reply(body=f"<main><h1>Returns</h1><p>{LOREM}</p>{parts}</main>")


TROUBLE = Trouble(
    tells="a picture and a script of somebody else are answered 503: they hide no answer, and there is none",
    app=lambda places: faulty(shop({"/returns": returns(places)}), "/terms", visits=ALWAYS),
    outcome=Outcome.FAILED,
    reason=Reason.MISSING,
    settings=lambda _places: {"allow_private": ["localhost"]},
)
