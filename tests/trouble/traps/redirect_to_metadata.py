"""The link with the right words redirects to the address where clouds keep their keys."""

from troubles import Told, Trouble, redirect, shop

from selfserve_check.model.result import Outcome


def also(told: Told) -> None:
    """What it leads to is never asked for."""
    assert all(ask.host == told.places.home.removeprefix("http://") for ask in told.received)
    steps = [step for record in told.result.records for step in record.journey.steps]
    assert any(step.result == "refused" for step in steps)
    assert not any(ask.path.startswith(("/admin", "/latest")) for ask in told.received)


TROUBLE = Trouble(
    tells="a redirect to the address where clouds keep their keys",
    app=lambda _places: shop({"/returns": redirect("http://169.254.169.254/latest/meta-data/")}),
    outcome=Outcome.ERRORED,
    cause="refused",
    says=("redirects to", "add hosts:"),
    also=also,
)
