"""Which page a request of Playwright is the top-level document of."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page, Request, Response

from selfserve_check.browser.documents import DocumentArrived, Hop


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """Whose document a request is for. ``page`` is None while a popup is not known yet."""

    page: Page | None


def main_document_of(request: Request) -> Asker | None:
    """Who asks, when ``request`` is for a top-level document; None for frames and resources."""
    if not request.is_navigation_request():
        return None
    try:
        return None if request.frame.parent_frame else Asker(page=request.frame.page)
    except PlaywrightError:
        return Asker(page=None)  # a popup asks for its first document before Playwright knows it


def frame_beyond_use(request: Request, deep_max: int, loaded_max: int) -> str:
    """The setting that keeps the frame away whose document ``request`` is for, or "": frames within frames,
    or one beside the other, can go on without end."""
    if not request.is_navigation_request():
        return ""
    try:
        frame, deep = request.frame, 0
        while frame.parent_frame is not None and deep <= deep_max:
            frame, deep = frame.parent_frame, deep + 1
        if deep > deep_max:
            return "limits.frames_deep_max"
        return "limits.frames_loaded_max" if deep and len(frame.page.frames) - 1 > loaded_max else ""
    except PlaywrightError:
        return ""  # the frame is gone meanwhile


def page_of(request: Request) -> Page | None:
    """The page whose top-level document ``request`` is for, where it is one and the page is known."""
    asker = main_document_of(request)
    return asker.page if asker else None


def arrived_with(response: Response, hops: tuple[Hop, ...]) -> DocumentArrived:
    """What there is to say of a document whose answer came, after ``hops``."""
    headers = response.headers
    return DocumentArrived(
        url=response.url,
        status=response.status,
        hops=hops,
        content_type=headers.get("content-type", "").split(";")[0].strip().lower(),
        disposition=headers.get("content-disposition", ""),
        retry_after=headers.get("retry-after", "")[:40].strip(),
    )
