"""What a shared site asks of the browser: load a state, try an act. Each call starts from a clean session."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from selfserve_check.journey.site_port import Reply
from selfserve_check.model.action import Action, StateId


@dataclass(frozen=True, slots=True, kw_only=True)
class Navigates:
    """The act loads the document at ``url``. It was held back, so nothing was loaded yet."""

    url: str
    new_tab: bool = False


Effect = Reply | Navigates


class Explorer(Protocol):
    """Loads and acts in a clean session each time. Both calls have deadlines and always return."""

    async def load(self, state: StateId) -> Reply:
        """Load the document of ``state`` and repeat its actions."""
        ...

    async def try_act(self, state: StateId, action: Action, *, follow: bool) -> Effect:
        """Do ``action`` in ``state``. A document that the act would load is held back and named
        (:class:`Navigates`), unless ``follow``: then it is really clicked through."""
        ...
