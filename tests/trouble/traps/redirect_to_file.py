"""The link with the right words redirects to a file of the machine that the browser runs on."""

from troubles import Told, Trouble, redirect, shop

from selfserve_check.model.result import Outcome, Reason


def also(told: Told) -> None:
    """What it leads to is never asked for."""
    assert all(ask.host == told.places.home.removeprefix("http://") for ask in told.received)
    assert not any(ask.path.startswith(("/admin", "/latest")) for ask in told.received)


TROUBLE = Trouble(
    tells="a redirect to a file of the machine that the browser runs on",
    app=lambda _places: shop({"/returns": redirect("file:///etc/passwd")}),
    outcome=Outcome.FAILED,
    reason=Reason.BROKEN,
    also=also,
)
