"""The link with the right words redirects to a script instead of an address."""

from troubles import Told, Trouble, redirect, shop

from selfserve_check.model.result import Outcome


def also(told: Told) -> None:
    """What it leads to is never asked for."""
    assert all(ask.host == told.places.home.removeprefix("http://") for ask in told.received)
    assert not any(ask.path.startswith(("/admin", "/latest")) for ask in told.received)


TROUBLE = Trouble(
    tells="a redirect to a script instead of an address",
    app=lambda _places: shop(
        {
            "/returns": redirect(
                "javascript:document.write('You can return anything within 30 days of delivery.')"
            )
        }
    ),
    outcome=Outcome.ERRORED,  # Chromium breaks off without a word why
    cause="network",
    also=also,
)
