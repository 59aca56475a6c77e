"""The map of the site as the reports draw it: every place, every word and every line is final here."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

from selfserve_check.report import words
from selfserve_check.report.links import Link, page_link
from selfserve_check.report.map_layout import CLICKS_MAX, COMPACT_FROM, NOWHERE, Column, columns_of
from selfserve_check.report.map_walks import LOST_MIN, WalkedPage, Walks, walks_of
from selfserve_check.report.run_file import RunFile
from selfserve_check.report.speech import _, n_, number
from selfserve_check.report.text import clean_run, one_line

WAYS_MAX = 400
NEXT_MAX = 5
_NODE, _BETWEEN, _EDGE, _TOP = 196, 48, 8, 40
_WIDE_FROM = 5
_PAD = 10
_NARROW = frozenset("iIljtfr.,:;'’!|()[] ")


@dataclass(frozen=True, slots=True, kw_only=True)
class MapNode:
    """A page, or a fold of pages; ``href`` leads to its row in the table. ``marks`` say what it is, as words
    for style sheets; ``full`` is the whole of it in one sentence."""

    x: int
    y: int
    width: int
    height: int
    href: str
    label: str
    line: str
    full: str
    marks: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MapWay:
    """A line from page to page; ``d`` is its path, ``width`` says how many went it."""

    d: str
    width: str
    marks: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MapHead:
    x: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MapNext:
    """Where visitors went on to: what they clicked, the page, and how many."""

    label: str
    text: str
    href: str
    count: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MapRow:
    """One line of the table; ``page`` is None for a fold of pages."""

    anchor: str
    page: Link | None
    title: str
    clicks: str
    visitors: str
    answers: tuple[Link, ...]
    lost: str
    next: tuple[MapNext, ...]
    marks: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MapView:
    """``width`` and ``height`` in the units of the drawing; ``text`` is what it shows, in a few sentences."""

    width: int
    height: int
    compact: bool
    wide: bool
    text: str
    heads: tuple[MapHead, ...]
    nodes: tuple[MapNode, ...]
    ways: tuple[MapWay, ...]
    rows: tuple[MapRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Placed:
    page: WalkedPage
    column: int
    x: int
    y: int
    anchor: str


def build(run: RunFile, anchors: Mapping[str, str]) -> MapView | None:
    """The map of ``run``; ``anchors`` gives the place in the report of each question, by its id. None where
    nobody walked anywhere."""
    return drawn(clean_run(run), anchors)


def drawn(run: RunFile, anchors: Mapping[str, str]) -> MapView | None:
    """The same of a run that is clean already."""
    walks = walks_of(run)
    columns = columns_of(walks)
    if not any(column.pages for column in columns):
        return None
    compact = max(column.rows for column in columns) >= COMPACT_FROM
    height, step = (24, 31) if compact else (42, 54)
    placed = _placed(columns, step)
    folds = _folds(columns, step, height, len(placed))
    questions = {result.id: one_line(result.question) for result in run.results}
    nodes = [_node(one, height, compact=compact) for one in placed.values()]
    return MapView(
        width=_EDGE * 2 + len(columns) * (_NODE + _BETWEEN) - _BETWEEN,
        height=_TOP + max(column.rows for column in columns) * step + _EDGE,
        compact=compact,
        wide=len(columns) >= _WIDE_FROM,
        text=_text(walks, columns),
        heads=tuple(
            MapHead(x=_x(place), text=head_text(column.number)) for place, column in enumerate(columns)
        ),
        nodes=(*nodes, *(node for node, _ in folds)),
        ways=_ways(walks, placed, height),
        rows=(
            *(_row(one, walks, placed, run.site, questions, anchors) for one in placed.values()),
            *(row for _, row in folds),
        ),
    )


def head_text(column: int) -> str:
    """What a column is called."""
    if column == NOWHERE:
        return _("No link leads here")
    if column == 0:
        return _("Start")
    if column == CLICKS_MAX:
        return n_("{count} click away or more", "{count} clicks away or more", column)
    return n_("{count} click away", "{count} clicks away", column)


def _x(place: int) -> int:
    return _EDGE + place * (_NODE + _BETWEEN)


def _placed(columns: tuple[Column, ...], step: int) -> dict[str, _Placed]:
    placed: dict[str, _Placed] = {}
    for place, column in enumerate(columns):
        for row, page in enumerate(column.pages):
            placed[page.key] = _Placed(
                page=page, column=place, x=_x(place), y=_TOP + row * step, anchor=f"map-{len(placed) + 1}"
            )
    return placed


def _folds(columns: tuple[Column, ...], step: int, height: int, count: int) -> list[tuple[MapNode, MapRow]]:
    """What is not drawn page by page."""
    folds: list[tuple[MapNode, MapRow]] = []
    for place, column in enumerate(columns):
        few = n_("+{count} page few visitors opened", "+{count} pages few visitors opened", column.few)
        none = n_("+{count} page nobody opened", "+{count} pages nobody opened", column.none)
        row = len(column.pages)
        for pages, text in ((column.few, few), (column.none, none)):
            if not pages:
                continue
            anchor = f"map-{count + len(folds) + 1}"
            far = head_text(column.number)
            node = MapNode(
                x=_x(place),
                y=_TOP + row * step,
                width=_NODE,
                height=height,
                href=f"#{anchor}",
                label=text,
                line="",
                full=f"{text}: {far}",
                marks="is-fold",
            )
            folds.append((node, _fold_row(anchor, text, far)))
            row += 1
    return folds


def _fold_row(anchor: str, text: str, far: str) -> MapRow:
    return MapRow(
        anchor=anchor,
        page=None,
        title=text,
        clicks=far,
        visitors="",
        answers=(),
        lost="",
        next=(),
        marks="is-fold",
    )


def _node(one: _Placed, height: int, *, compact: bool) -> MapNode:
    page = one.page
    name = page.title or page_link(page.url, page.url).text
    said = _said(page)
    prefix = _signs(page) if compact else ""
    return MapNode(
        x=one.x,
        y=one.y,
        width=_NODE,
        height=height,
        href=f"#{one.anchor}",
        label=fitted(f"{prefix}{name}", _NODE - 2 * _PAD),
        line="" if compact else ", ".join(_short(said)),
        full=f"{name}: {', '.join(said)}",
        marks=_marks(page),
    )


def _said(page: WalkedPage) -> list[str]:
    if page.dead:
        return [_("dead link")]
    came = n_("{count} visitor", "{count} visitors", page.visitors) if page.visitors else _("nobody came")
    parts = [came]
    if page.answers:
        parts.append(n_("{count} answer", "{count} answers", len(page.answers)))
    if page.lost >= LOST_MIN:
        parts.append(_("{share} lost", share=words.percent(page.lost)))
    return parts


def _short(said: list[str]) -> list[str]:
    """The same where it must fit under a title: of three things the middle one is a sign."""
    if len(said) < 3:
        return said
    return [said[0], f"✓ {said[1].partition(' ')[0]}", said[2]]


def _signs(page: WalkedPage) -> str:
    """The same in few signs, for maps with many pages; colour alone must not say it."""
    if page.dead:
        return "✕ "
    answers = f"✓{len(page.answers)} " if page.answers else ""
    return answers + (f"▾{words.percent(page.lost)} " if page.lost >= LOST_MIN else "")


def _marks(page: WalkedPage) -> str:
    marks = [
        ("is-dead", page.dead),
        ("has-answers", bool(page.answers)),
        ("is-losing", page.lost >= LOST_MIN),
        ("is-unseen", not page.visitors and not page.dead),
    ]
    return " ".join(mark for mark, holds in marks if holds)


def fitted(text: str, width: float) -> str:
    """``text``, cut to about ``width`` pixels of the map's font."""
    room = width
    for place, char in enumerate(text):
        room -= _char_width(char)
        if room < 0:
            return text[: max(place - 1, 1)].rstrip() + "…"
    return text


def _char_width(char: str) -> float:
    if unicodedata.east_asian_width(char) in "WF":
        return 13.0
    if char in _NARROW:
        return 5.2
    if char in "mwMWÆŒ%@—":
        return 13.9
    return 10.6 if char.isupper() else 8.9


def _ways(walks: Walks, placed: Mapping[str, _Placed], height: int) -> tuple[MapWay, ...]:
    """The lines, those that most went last, so that they lie on top."""
    drawn = [
        (count, placed[here], placed[there])
        for (here, there), count in walks.ways.items()
        if here in placed and there in placed
    ]
    drawn.sort(key=lambda way: (way[0], way[1].anchor, way[2].anchor))
    most = max((count for count, _, _ in drawn), default=1) or 1
    return tuple(
        MapWay(
            d=_curve(here, there, height),
            width=f"{1 + 5 * sqrt(count / most):.1f}",
            marks="is-dead" if there.page.dead else "is-back" if there.column <= here.column else "",
        )
        for count, here, there in drawn[-WAYS_MAX:]
    )


def _curve(here: _Placed, there: _Placed, height: int) -> str:
    """Out of the right side of a page and into the left one; back to a column that lies before it, and within
    a column, round the outside."""
    y1, y2 = here.y + height // 2, there.y + height // 2
    if there.column > here.column:
        x1, x2 = here.x + _NODE, there.x
        bend = max((x2 - x1) // 2, 24)
        return f"M{x1} {y1}C{x1 + bend} {y1} {x2 - bend} {y2} {x2} {y2}"
    if there.column == here.column:
        x = here.x + _NODE
        return f"M{x} {y1}C{x + 34} {y1} {x + 34} {y2} {x} {y2}"
    x1, x2 = here.x, there.x + _NODE
    bend = max((x1 - x2) // 2, 24)
    return f"M{x1} {y1}C{x1 - bend} {y1} {x2 + bend} {y2} {x2} {y2}"


def _row(
    one: _Placed,
    walks: Walks,
    placed: Mapping[str, _Placed],
    site: str,
    questions: Mapping[str, str],
    anchors: Mapping[str, str],
) -> MapRow:
    page = one.page
    return MapRow(
        anchor=one.anchor,
        page=page_link(page.url, site),
        title=_("Dead link “{label}”", label=page.title) if page.dead else page.title,
        clicks="" if page.clicks is None else number(page.clicks),
        visitors="" if page.dead else number(page.visitors),
        answers=tuple(
            Link(text=questions.get(name, name), href=f"#{anchors[name]}" if name in anchors else "")
            for name in page.answers
        ),
        lost=words.percent(page.lost) if page.lost >= LOST_MIN else "",
        next=_next(page, walks, placed),
        marks=_marks(page),
    )


def _next(page: WalkedPage, walks: Walks, placed: Mapping[str, _Placed]) -> tuple[MapNext, ...]:
    went = [
        (count, there)
        for (here, there), count in walks.ways.items()
        if here == page.key and there in placed and count
    ]
    went.sort(key=lambda pair: (-pair[0], pair[1]))
    return tuple(
        MapNext(
            label=walks.labels[page.key, there].most_common(1)[0][0],
            text=placed[there].page.title or page_link(placed[there].page.url, page.url).text,
            href=f"#{placed[there].anchor}",
            count=number(count),
        )
        for count, there in went[:NEXT_MAX]
    )


def _text(walks: Walks, columns: tuple[Column, ...]) -> str:
    pages = [page for column in columns for page in column.pages]
    opened = sum(1 for page in pages if page.visitors)
    holding = sum(1 for page in pages if page.answers)
    dead = sum(1 for page in pages if page.dead)
    unopened = sum(count for _, count in walks.unopened)
    worst = max(pages, key=lambda page: page.lost)
    said = [
        n_("Visitors opened {count} page.", "Visitors opened {count} pages.", opened),
        n_("{count} page holds answers.", "{count} pages hold answers.", holding),
    ]
    if worst.lost >= LOST_MIN:
        name = worst.title or page_link(worst.url, worst.url).text
        share = words.percent(worst.lost)
        said.append(_("Most get lost on “{page}”: {share} of all visitors.", page=name, share=share))
    if dead:
        said.append(n_("{count} dead link.", "{count} dead links.", dead))
    if unopened:
        said.append(
            n_("Nobody opened {count} further page.", "Nobody opened {count} further pages.", unopened)
        )
    return " ".join(said)
