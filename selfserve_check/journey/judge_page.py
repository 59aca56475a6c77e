"""The page side of the judge: its passages with what they speak of, grouped into sections."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlsplit

from selfserve_check.journey.echo import echoes, echoes_whole
from selfserve_check.journey.judge_table import header_rows
from selfserve_check.language.facts import Span
from selfserve_check.language.forgetting import for_a_run
from selfserve_check.language.synonyms import groups_of
from selfserve_check.language.words import content_stems, normalise
from selfserve_check.model.observation import Observation, Passage, PassageKind, Region
from selfserve_check.model.verdict import Evidence

_SECOND_LEVEL = frozenset("co com org net gov ac edu".split())
SECTION_TEXT_MAX = 20_000
QUOTE_MAX = 300
_TITLE_SEPARATORS = (" | ", " - ", " · ", " « ", " » ", " :: ", " / ", ": ")


Similarity = Callable[[str, str], float]
"""How close in meaning a question and a passage are, -1 to 1; the same for the same two texts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a text speaks of: content stems and concept groups."""

    stems: frozenset[str]
    groups: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Neighbouring passages under one trail of headings; ``indexes`` are theirs in the observation."""

    headings: tuple[str, ...]
    region: Region
    indexes: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """An observation as the judge reads it.

    ``section_of`` has one entry a passage; ``brand`` are stems that stand on every page of the site;
    ``candidates`` are the passages that may be evidence (those revealed, or all, without echoes of what was
    typed). ``echoes`` are those; ``echoing`` are headings (and the title) that say nothing else either.
    ``header_of`` is the row that heads a table's row, -1 for all other passages. ``similarity`` is None where
    meaning cannot be compared.
    """

    observation: Observation
    lang: str
    title: str
    brand: frozenset[str]
    sections: tuple[Section, ...]
    section_of: tuple[int, ...]
    candidates: frozenset[int]
    echoes: frozenset[int] = frozenset()
    echoing: frozenset[str] = frozenset()
    header_of: tuple[int, ...] = ()
    similarity: Similarity | None = None


def read_page(
    observation: Observation, revealed: tuple[int, ...] | None, similarity: Similarity | None = None
) -> Page:
    """Prepare ``observation``; with ``revealed`` only those passages may be evidence."""
    brand_text, title = split_title(observation)
    sections = _sections(observation.passages)
    section_of = {index: number for number, section in enumerate(sections) for index in section.indexes}
    count = len(observation.passages)
    sectioned = tuple(section_of[index] for index in range(count))
    echoed = echoes(observation)
    echoing = _echoing(observation)
    return Page(
        observation=observation,
        lang=observation.lang or "en",
        title="" if echoes_whole(title, observation.url) else title,
        brand=_brand(observation, brand_text),
        sections=sections,
        section_of=sectioned,
        candidates=frozenset(range(count) if revealed is None else revealed) - echoed,
        echoes=echoed,
        echoing=echoing,
        header_of=header_rows(observation.passages, sectioned),
        similarity=similarity,
    )


def _echoing(observation: Observation) -> frozenset[str]:
    """The headings that echo what was typed: what stands below them is not about it for that."""
    trails = {passage.headings for passage in observation.passages}
    headings = frozenset(heading for trail in trails for heading in trail)
    return frozenset(heading for heading in headings if echoes_whole(heading, observation.url))


def evidence(
    page: Page,
    index: int,
    about: float,
    spans: tuple[Span, ...] = (),
    *,
    conditions: tuple[str, ...] = (),
    certainty: float = 0.0,
) -> Evidence:
    """Passage ``index`` as evidence; ``spans`` are the facts in it, as the page writes them."""
    passage = page.observation.passages[index]
    return Evidence(
        url=page.observation.url,
        quote=quote(passage.text, spans),
        headings=passage.headings,
        frame=passage.frame,
        locator=passage.locator,
        passage=index,
        aboutness=round(about, 3),
        facts=tuple(dict.fromkeys(span.text for span in sorted(spans, key=lambda span: span.start))),
        conditions=conditions,
        certainty=round(certainty, 3),
    )


def quote(text: str, spans: tuple[Span, ...] = ()) -> str:
    """``text`` cut around its first fact to at most 300 characters, at word boundaries, with ellipses."""
    if len(text) <= QUOTE_MAX:
        return text
    first = min(spans, key=lambda span: span.start, default=Span(start=0, end=0, text=""))
    room = QUOTE_MAX - 4
    start = max(0, min(first.start - max(0, room - (first.end - first.start)) // 2, len(text) - room))
    end = min(len(text), start + room)
    while 0 < start < first.start and not text[start - 1].isspace():
        start += 1
    while first.end < end < len(text) and not text[end].isspace():
        end -= 1
    return ("… " if start else "") + text[start:end].strip() + (" …" if end < len(text) else "")


@for_a_run(32768)
def read(text: str, lang: str) -> Reading:
    """The stems and groups of ``text``."""
    return Reading(stems=frozenset(content_stems(text, lang)), groups=groups_of(text, lang))


def split_title(observation: Observation) -> tuple[str, str]:
    """The part of the page's title that names the site, and the rest.

    The part that shares a word with the host is the site's name; else the last part of several, unless a
    heading of the page says the same. "" where no part names the site.
    """
    parts = _title_parts(observation.title)
    if len(parts) < 2:
        return "", observation.title
    host = urlsplit(observation.url).hostname or ""
    headings = {normalise(p.text) for p in observation.passages if p.kind is PassageKind.HEADING}
    named = [part for part in (parts[-1], parts[0]) if _named_by(host, part)]
    unlike = [part for part in parts[-1:] if normalise(part) not in headings]
    brand = next(iter((*named, *unlike)), "")
    return brand, " ".join(part for part in parts if part != brand)


def _title_parts(title: str) -> tuple[str, ...]:
    plain = title.replace("–", "-").replace("—", "-")
    for separator in _TITLE_SEPARATORS:
        if separator in plain:
            return tuple(part.strip() for part in plain.split(separator) if part.strip())
    return (title,)


def _named_by(host: str, part: str) -> bool:
    """Whether a part of the title is written in the host name ("Acme Tiles", www.acmetiles.example)."""
    letters = "".join(char for char in normalise(part) if char.isalnum())
    name = _host_name(host).replace("-", "")
    return len(letters) > 2 and len(name) > 2 and (letters in name or name in letters)


def _host_name(host: str) -> str:
    """The label that a company registered: "acme" in help.acme.co.uk; "" for an IP address."""
    labels = [label for label in host.split(".")[:-1] if label not in _SECOND_LEVEL]
    return "" if not labels or host.replace(".", "").isdigit() else labels[-1]


def _brand(observation: Observation, brand_text: str) -> frozenset[str]:
    """Stems of the site's name, from the title and from the host."""
    name = _host_name(urlsplit(observation.url).hostname or "").replace("-", " ")
    lang = observation.lang or "en"
    return frozenset((*content_stems(brand_text, lang), *content_stems(name, lang)))


def _sections(passages: tuple[Passage, ...]) -> tuple[Section, ...]:
    """Runs of neighbouring passages under one trail, in one region and frame; a heading opens its own."""
    runs = groupby(range(len(passages)), key=lambda index: _place(passages[index]))
    return tuple(
        Section(headings=trail, region=region, indexes=tuple(indexes)) for (trail, region, _), indexes in runs
    )


def _place(passage: Passage) -> tuple[tuple[str, ...], Region, str]:
    opens = (passage.text,) if passage.kind is PassageKind.HEADING else ()
    return ((*passage.headings, *opens), passage.region, passage.frame)
