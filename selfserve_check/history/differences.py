"""What was changed on the pages of a way between two nights. Pure.

Nothing is said of a page that nobody looked at on one of the nights, and nothing of what may lie behind a
cap: "gone" is said only of what was looked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from selfserve_check.history.pages import CHARS_MAX, LinkDigest, PageDigest
from selfserve_check.history.past import PastQuestion, Quote
from selfserve_check.journey.addresses import steady_address
from selfserve_check.model.past_path import PastStep
from selfserve_check.report.run_parts import DifferencePart

TOLD_MAX = 5
EDITED_FROM = 0.5
"""Share of characters that two passages must have in common (difflib's ratio) to be one that was edited."""

_BACKWARDS = {
    "label_gone": "label_new",
    "link_dead": "link_mended",
    "page_gone": "page_back",
    "passage_gone": "passage_new",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """All that was seen of one page in one night, in whatever state it was."""

    texts: tuple[str, ...]
    links: tuple[LinkDigest, ...]
    cut: bool
    dead: bool


def differences(before: PastQuestion, now: PastQuestion) -> tuple[DifferencePart, ...]:
    """What keeps the way and the answer of ``before`` from being what they were: seen from ``before``, whose
    path led to the answer."""
    found = [*_on_the_way(before, now.pages)]
    if not found:
        found = [*_in_the_answer(before, now.pages)]
    return tuple(dict.fromkeys(found))[:TOLD_MAX]


def differences_back(before: PastQuestion, now: PastQuestion) -> tuple[DifferencePart, ...]:
    """The same for a question that is answered again: what was mended."""
    return tuple(_turned(one) for one in differences(now, before))


def _turned(one: DifferencePart) -> DifferencePart:
    update = {"what": _BACKWARDS.get(one.what, one.what), "was": one.now, "now": one.was}
    return DifferencePart.model_validate(one.model_dump() | update)


def _on_the_way(before: PastQuestion, pages: Sequence[PageDigest]) -> Iterator[DifferencePart]:
    for step in before.path.steps if before.path else ():
        old, new = _page(before.pages, step.url), _page(pages, step.url)
        landed = _page(pages, step.landed)
        if new is not None and new.dead:
            yield DifferencePart(what="page_gone", url=step.url)
        elif new is not None and step.action != "search":
            yield from _label(step, old, new)
        if landed is not None and landed.dead:
            yield DifferencePart(what="link_dead", url=step.url, was=step.label, now=step.landed)


def _label(step: PastStep, old: _Page | None, new: _Page) -> Iterator[DifferencePart]:
    alike = [link for link in new.links if _plain(link.label) == _plain(step.label)]
    if any(link.dead for link in alike) and not any(not link.dead for link in alike):
        yield DifferencePart(what="link_dead", url=step.url, was=step.label, now=alike[0].target)
        return
    if not alike:
        if not new.cut:
            yield _gone(step, old, new)
        return
    led = {link.target for link in (old.links if old else ()) if _plain(link.label) == _plain(step.label)}
    leads = {link.target for link in alike}
    if led and led.isdisjoint(leads) and "" not in led:
        yield DifferencePart(what="page_moved", url=step.url, was=min(led), now=min(leads))


def _gone(step: PastStep, old: _Page | None, new: _Page) -> DifferencePart:
    """A label that is no longer there: renamed, where something new leads where it led."""
    known = {_plain(link.label) for link in old.links} if old else set()
    heirs = [
        link.label
        for link in new.links
        if link.target and _same(link.target, step.landed) and link.label and _plain(link.label) not in known
    ]
    if heirs:
        return DifferencePart(what="label_renamed", url=step.url, was=step.label, now=heirs[0])
    return DifferencePart(what="label_gone", url=step.url, was=step.label)


def _in_the_answer(before: PastQuestion, pages: Sequence[PageDigest]) -> Iterator[DifferencePart]:
    for quote in before.quotes[:1]:
        page = _page(pages, quote.url)
        if page is None:
            continue
        if page.dead:
            yield DifferencePart(what="page_gone", url=quote.url)
        elif not stands_on(page.texts, quote):
            old = _page(before.pages, quote.url)
            yield from _passage(quote, old, page)


def _passage(quote: Quote, old: _Page | None, page: _Page) -> Iterator[DifferencePart]:
    known = set(old.texts) if old else set()
    new = [text for text in page.texts if text not in known]
    nearest = max(new, key=lambda text: (_likeness(quote.text, text), text), default="")
    if nearest and _likeness(quote.text, nearest) >= EDITED_FROM:
        yield DifferencePart(what="passage_edited", url=quote.url, was=_short(quote.text), now=nearest)
    elif not page.cut:
        yield DifferencePart(what="passage_gone", url=quote.url, was=_short(quote.text))


def stands_on(texts: Iterable[str], quote: Quote) -> bool:
    """Whether ``quote`` is one of ``texts`` of a page, or a part of one; both may have been cut."""
    wanted = _short(quote.text)
    return any(wanted in text or (len(text) == CHARS_MAX and text in wanted) for text in texts)


def page_texts(pages: Sequence[PageDigest], url: str) -> tuple[str, ...] | None:
    """What the page at ``url`` said; None where nobody looked, or not all of it is known."""
    page = _page(pages, url)
    return None if page is None or page.cut else page.texts


def _page(pages: Sequence[PageDigest], url: str) -> _Page | None:
    seen = [page for page in pages if _same(page.url, url) or _same(page.asked, url)]
    if not seen:
        return None
    alive = [page for page in seen if not page.dead]
    return _Page(
        texts=tuple(dict.fromkeys(text for page in alive for text in page.passages)),
        links=tuple(dict.fromkeys(link for page in alive for link in page.links)),
        cut=any(page.cut for page in alive),
        dead=not alive,
    )


def _likeness(one: str, other: str) -> float:
    # Two texts of a passage's length each: a quadratic comparison, and bounded.
    return SequenceMatcher(None, _short(one), other, autojunk=False).ratio()


def _same(one: str, other: str) -> bool:
    return steady_address(one).rstrip("/") == steady_address(other).rstrip("/")


def _short(text: str) -> str:
    return " ".join(text.split())[:CHARS_MAX]


def _plain(label: str) -> str:
    return " ".join(label.split()).casefold()[:CHARS_MAX]
