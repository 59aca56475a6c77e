"""The ``Site`` port: all that a journey knows of a site.

Implementations: ``browser.live_site`` (one journey alone in a real tab), ``site.shared_site`` (many
journeys over one graph), ``site.recording`` (a saved graph, without a browser).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from selfserve_check.journey.addresses import steady_address
from selfserve_check.model.action import Action, StateId, View
from selfserve_check.model.journey import BlockedRequest, Cause
from selfserve_check.model.observation import Observation


@dataclass(frozen=True, slots=True, kw_only=True)
class PageState:
    """A state a visitor stands in.

    ``revealed`` holds the indexes of passages that the last in-document action made visible;
    None means the whole page counts (the state is a freshly loaded document).
    ``blocked`` are requests the guard stopped that the answer may hang on.
    """

    id: StateId
    observation: Observation
    revealed: tuple[int, ...] | None = None
    blocked: tuple[BlockedRequest, ...] = ()

    @property
    def document(self) -> str:
        """The steady address without its fragment: what affordances that lead nowhere are remembered by."""
        return steady_address(self.observation.url.partition("#")[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """The act led to ``page``."""

    page: PageState


@dataclass(frozen=True, slots=True, kw_only=True)
class NoChange:
    """The act did nothing a visitor could see (an in-page jump, a dead button); ``detail`` says why, where
    that is known."""

    blocked: tuple[BlockedRequest, ...] = ()
    detail: str = ""


class RefusalKind(StrEnum):
    """Why we did not act."""

    OFF_HOST = "off_host"
    ROBOTS = "robots"
    UNSAFE = "unsafe"
    NOT_A_PAGE = "not_a_page"
    DOWNLOAD = "download"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """We did not act, on principle. Costs nothing. ``detail`` is a host, a path or a word."""

    kind: RefusalKind
    detail: str
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """The site's own fault: 404, 410 (``status``) or a redirect loop (``status`` 0)."""

    url: str
    status: int
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Walled:
    """A log-in or region wall of the site's own making: 401, 451, or a log-in page instead of the page."""

    url: str
    detail: str
    page: PageState | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CouldNotAsk:
    """Our trouble, or trouble that says nothing about the content; never the site's failure."""

    cause: Cause


@dataclass(frozen=True, slots=True, kw_only=True)
class Unobserved:
    """A recording does not hold this state or act."""

    state: StateId
    action: Action | None


Reply = Arrived | NoChange | Refused | Broken | Walled | CouldNotAsk | Unobserved


class Site(Protocol):
    """A site that can be opened and acted on. Deadlines lie inside the implementation; both calls
    always return."""

    async def open(self, view: View, url: str) -> Reply:
        """Open the document at ``url`` as a visitor who types or is sent the address."""
        ...

    async def act(self, state: StateId, action: Action) -> Reply:
        """Do ``action`` in ``state``."""
        ...
