"""The link with the right words redirects to another port of the very machine that the site is on."""

from troubles import Told, Trouble, redirect, shop

from selfserve_check.model.result import Outcome


def also(told: Told) -> None:
    """What it leads to is never asked for."""
    assert all(ask.host == told.places.home.removeprefix("http://") for ask in told.received)
    steps = [step for record in told.result.records for step in record.journey.steps]
    assert any(step.result == "refused" for step in steps)
    assert not any(ask.path.startswith(("/admin", "/latest")) for ask in told.received)


TROUBLE = Trouble(
    tells="a redirect to another port of the very machine that the site is on",
    app=lambda places: shop(
        {"/returns": redirect(f"{places.other.replace('localhost', '127.0.0.1')}/admin")}
    ),
    outcome=Outcome.ERRORED,
    cause="refused",
    says=("redirects to", "add hosts:"),
    also=also,
)
