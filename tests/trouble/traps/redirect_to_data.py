"""The link with the right words redirects to a page that the redirect brings along itself."""

from troubles import Told, Trouble, redirect, shop

from selfserve_check.model.result import Outcome, Reason


def also(told: Told) -> None:
    """What it leads to is never asked for."""
    assert all(ask.host == told.places.home.removeprefix("http://") for ask in told.received)
    assert not any(ask.path.startswith(("/admin", "/latest")) for ask in told.received)


TROUBLE = Trouble(
    tells="a redirect to a page that the redirect brings along itself",
    app=lambda _places: shop(
        {
            "/returns": redirect(
                "data:text/html,<h1>Returns</h1><p>You can return anything within 30 days of delivery.</p>"
            )
        }
    ),
    outcome=Outcome.FAILED,
    reason=Reason.BROKEN,
    also=also,
)
