"""What did not come to a page although it asked for it, and an answer may hang on it: by us, or by a fault.

A passing fault of the site (an answer of 5xx or 429, a connection that broke) in a script, a frame or data
leaves a page that looks whole and is not. Nobody knows what it would have shown; a customer loads it again.
"""

from __future__ import annotations

from collections import deque
from urllib.parse import urlsplit

from playwright.async_api import Page, Request, Response

from selfserve_check.browser.bad_day import is_first_party
from selfserve_check.browser.failures import failure_of_error
from selfserve_check.browser.frames_in_sight import too_small
from selfserve_check.browser.ledger import Layer, Ledger, Stopped, Trouble
from selfserve_check.browser.policy import READ_METHODS, ReadPolicy, address_of, mask_url, suggestion
from selfserve_check.browser.rules import Stop, asks_for_content
from selfserve_check.browser.trackers import looks_like_telemetry
from selfserve_check.journey.again import PASSING
from selfserve_check.journey.site_port import CouldNotAsk
from selfserve_check.model.journey import BlockedRequest
from selfserve_check.model.observation import Observation
from selfserve_check.model.said import Said, say

KEPT_MAX = 500
_CONTENT = frozenset({"document", "script", "xhr", "fetch"})
"""Resource types that bring words, or what shows them."""

_TOO_MANY, _SERVER_ERROR = 429, 500


async def mattering(
    page: Page, read: Observation, missing: tuple[BlockedRequest, ...]
) -> tuple[BlockedRequest, ...]:
    """Those of ``missing`` that the answer may hang on: all of a page that has nothing to show, else those
    that ask for something to show, what the site itself failed to bring, and the documents of frames that one
    could read."""
    signals = read.signals
    wants = signals.main_empty or signals.loading or signals.error_state
    framed = not wants and any(one.frame for one in missing)
    unread = await too_small(page) if framed else frozenset()

    def matters(one: BlockedRequest) -> bool:
        return one.url not in unread if one.frame else bool(one.fault) or asks_for_content(one.url)

    return tuple(one for one in missing if wants or matters(one))


class KeptAway:
    """The list for one browser context; ``count`` are all of them, of which the last 500 are kept."""

    def __init__(self, policy: ReadPolicy, ledger: Ledger) -> None:
        self.count = 0
        self._policy = policy
        self._ledger = ledger
        self._kept: deque[tuple[int, BlockedRequest]] = deque(maxlen=KEPT_MAX)

    def since(self, mark: int) -> tuple[BlockedRequest, ...]:
        """Those after the first ``mark``, as far as an answer may hang on them."""
        return tuple(one for number, one in self._kept if number > mark)

    def stop(self, layer: Layer, method: str, url: str, stop: Stop) -> None:
        """We stopped a request."""
        self.count += 1
        masked = mask_url(url)
        self._ledger.stop(Stopped(layer=layer, method=method, url=masked, why=stop.why))
        if stop.matters:
            blocked = BlockedRequest(
                method=method,
                url=masked,
                why=stop.why,
                allow_reads=suggestion(method, url),
                allow_private=urlsplit(masked).netloc if stop.private else "",
                frame=stop.frame,
            )
            self._kept.append((self.count, blocked))

    def answered(self, response: Response, trouble: Trouble | None) -> None:
        """A resource, or the document of a frame, was answered; ``trouble`` where that was our proxy."""
        if trouble is not None:
            self._troubled(response.request, trouble)
        elif response.status >= _SERVER_ERROR or response.status == _TOO_MANY:
            kind = "rate_limited" if response.status == _TOO_MANY else "server_error"
            why = say("the server answers {status}", status=str(response.status))
            self._fault(response.request, kind, why)

    def failed(self, request: Request, trouble: Trouble | None) -> None:
        """A resource, or the document of a frame, did not come."""
        if trouble is not None:
            self._troubled(request, trouble)
            return
        error = request.failure or ""
        # What the page gave up by itself, and what we stopped, is no fault of the site.
        if error.startswith("net::") and "ABORTED" not in error and "BLOCKED" not in error:
            failure = failure_of_error(error, mask_url(request.url))
            if isinstance(failure, CouldNotAsk):
                self._fault(request, failure.cause.kind, failure.cause.detail)

    def _troubled(self, request: Request, trouble: Trouble) -> None:
        """Only we keep away what lies at an address in a private network."""
        if trouble.kind == "private_address":
            matters = request.resource_type in _CONTENT
            frame = request.is_navigation_request()
            stop = Stop(why=trouble.detail, matters=matters, private=True, frame=frame)
            self.stop(Layer.PROXY, request.method, request.url, stop)
        else:
            self._fault(request, trouble.kind, trouble.detail)

    def _fault(self, request: Request, kind: str, why: str | Said) -> None:
        """Count it where the site itself was to bring something that is read."""
        address = address_of(request.url)
        ours = address is not None and is_first_party(self._policy, address)
        passing = kind in PASSING or kind == "rate_limited"
        reads = request.method in READ_METHODS and request.resource_type in _CONTENT
        if ours and passing and reads and not looks_like_telemetry(request.url):
            self.count += 1
            masked, frame = mask_url(request.url), request.is_navigation_request()
            fault = BlockedRequest(method=request.method, url=masked, why=why, frame=frame, fault=kind)
            self._kept.append((self.count, fault))
