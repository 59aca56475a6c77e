"""How long a visitor waits, in seconds, and how far one goes on one page."""

from __future__ import annotations

from dataclasses import dataclass, replace

from selfserve_check.browser.bad_day import SLOW_PATIENCE
from selfserve_check.browser.observe import ObserveLimits
from selfserve_check.model.condition import SLOW


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """Deadlines in seconds: for loading a document, for one act, and for a page to come to rest.

    ``whole_s`` bounds everything that is done to one page after its turn has come: whatever else has a
    deadline of its own lies below it, and meeting it means that something hangs that we did not think of.
    ``screens_max`` windows of a page are scrolled through, and ``consent_tries_max`` buttons of a cookie
    banner are pressed.
    """

    page_s: float = 30.0
    step_s: float = 10.0
    settle_s: float = 5.0
    observe: ObserveLimits = ObserveLimits()
    screens_max: int = 30
    consent_tries_max: int = 3

    @property
    def whole_s(self) -> float:
        return self.page_s + 4 * self.step_s + 6 * self.settle_s


def patience_under(patience: Patience, condition: str) -> Patience:
    """On a slow line everything may take longer before we say that we could not ask."""
    if condition != SLOW:
        return patience
    return replace(
        patience,
        page_s=patience.page_s * SLOW_PATIENCE,
        step_s=patience.step_s * SLOW_PATIENCE,
        settle_s=patience.settle_s * SLOW_PATIENCE,
    )
