"""What became of the last document that each page was asked to load, from its request to its last byte."""

from __future__ import annotations

from dataclasses import replace
from weakref import WeakKeyDictionary

from playwright.async_api import Page, Request, Response

from selfserve_check.browser.documents import (
    Document,
    DocumentArrived,
    DocumentFailed,
    DocumentRefused,
    Hop,
    Refusal,
)
from selfserve_check.browser.ledger import Trouble
from selfserve_check.browser.navigations import arrived_with


class Arrivals:
    """The bookkeeping for the pages of one browser context."""

    def __init__(self) -> None:
        self._documents: WeakKeyDictionary[Page, Document] = WeakKeyDictionary()
        self._hops: WeakKeyDictionary[Page, list[Hop]] = WeakKeyDictionary()

    def of(self, page: Page) -> Document | None:
        """What became of it; None while it is on its way."""
        return self._documents.get(page)

    def asked(self, page: Page) -> None:
        """``page`` asks for a document anew."""
        self._documents.pop(page, None)
        self._hops.pop(page, None)

    def answered(self, page: Page, response: Response, trouble: Trouble | None) -> None:
        """An answer came; ``trouble`` where it was our proxy's."""
        if 300 <= response.status < 400 and "location" in response.headers:
            hop = Hop(url=response.url, status=response.status)
            self._hops.setdefault(page, []).append(hop)
        elif trouble is None:
            self._conclude(page, arrived_with(response, self._hops_of(page)))
        else:
            self._fail(page, response.url, "", trouble)

    def failed(self, page: Page, request: Request, trouble: Trouble | None) -> None:
        """No answer came, or its body did not come whole."""
        self._fail(page, request.url, request.failure or "", trouble)

    def refused(self, page: Page, url: str, reply: Refusal) -> None:
        """We kept it away."""
        self._conclude(page, DocumentRefused(url=url, reply=reply, hops=self._hops_of(page)))

    def _fail(self, page: Page, url: str, error: str, trouble: Trouble | None) -> None:
        hops = self._hops_of(page)
        self._conclude(page, DocumentFailed(url=url, error=error, hops=hops, trouble=trouble))

    def _hops_of(self, page: Page) -> tuple[Hop, ...]:
        return tuple(self._hops.get(page, ()))

    def _conclude(self, page: Page, document: Document) -> None:
        """What was known first stands. An answer whose body then fails broke off."""
        known = self._documents.setdefault(page, document)
        if (
            isinstance(known, DocumentArrived)
            and isinstance(document, DocumentFailed)
            and not known.broken_off
        ):
            # What the page gave up by itself (it went on to another document) came whole for it.
            gave_up = document.error == "net::ERR_ABORTED" and document.trouble is None
            if known.url == document.url and not gave_up:
                self._documents[page] = replace(known, broken_off=document.error, trouble=document.trouble)
