"""Every page links to twenty more of its kind, for search engines, and none of them says anything."""

import hashlib

from troubles import Ask, Reply, Told, Trouble, page

from selfserve_check.model.result import Outcome, Reason


def app(ask: Ask) -> Reply | None:
    if ask.path != "/" and not ask.path.startswith("/returns-"):
        return None
    seed = hashlib.sha256(ask.path.encode()).hexdigest()
    links = "".join(
        f'<a href="/returns-{seed[:8]}-{number}">Return something: how long, no. {number}</a> '
        for number in range(20)
    )
    return page(f"<main><h1>Lamp shades and returns</h1>{links}</main>", title="Returns")


def also(told: Told) -> None:
    """The budget and survey.pages_max bound what is opened, and the report says so."""
    farm = {ask.path for ask in told.received if ask.path.startswith("/returns-")}
    assert len(farm) <= 24, len(farm)
    assert "survey.pages_max" in told.words


TROUBLE = Trouble(
    tells="a link farm: whatever is opened, the next twenty links look as good",
    app=lambda _places: app,
    outcome=Outcome.FAILED,
    reason=Reason.MISSING,
    also=also,
    budget=2,
    settings=lambda _places: {"survey": {"pages_max": 8}},
)
