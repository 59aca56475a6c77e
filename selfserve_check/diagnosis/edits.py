"""A change to a site, applied to what was seen of it: an edited graph as a value. Pure.

Every state of the page changes, in every view: it is one page, whatever was opened on it. What nobody saw
stays unseen: a link to a page that nobody opened leads to nothing known.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from selfserve_check.diagnosis.edited_page import (
    Key,
    Paged,
    label_of,
    revealed_into,
    with_link,
    with_passage,
    with_renamed,
    without_opener,
)
from selfserve_check.errors import UserError
from selfserve_check.journey.site_port import Arrived, PageState
from selfserve_check.model.action import Action, StateId, action_on
from selfserve_check.model.observation import Affordance, AffordanceKind, Region
from selfserve_check.model.remedy import AddLink, AddPassage, Edit, Rename, Reveal
from selfserve_check.site.graph import SiteGraph, document_of

_SITE_WIDE = frozenset({Region.HEADER, Region.NAVIGATION, Region.FOOTER})
_LISTED_MAX = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """``graph`` after an edit. ``changed`` are the states, as they were called before, that show something
    else now or are called otherwise; ``moved`` gives the new name of each that has one. ``places`` is in how
    many places of pages something was changed."""

    graph: SiteGraph
    changed: frozenset[StateId]
    moved: Mapping[StateId, StateId]
    places: int

    def now(self, state: StateId) -> StateId:
        """What ``state`` of the graph before is called in this one."""
        return self.moved.get(state, state)


def edited(graph: SiteGraph, edit: Edit) -> Edited:
    """``graph`` as it would be had ``edit`` been made to the site.

    Raises UserError where the page is not in the graph, or what is to be changed is not on it.
    """
    states = states_of_page(graph, edit.page)
    match edit:
        case Rename():
            return _renamed(graph, edit, states)
        case AddLink():
            return _linked(graph, edit, states)
        case Reveal():
            return _revealed(graph, edit, states)
        case AddPassage():
            return _told(graph, edit, states)


def edited_by_all(graph: SiteGraph, edits: Sequence[Edit]) -> Edited:
    """One edit after the other; ``changed`` and ``moved`` speak of the states of the first graph."""
    done = Edited(graph=graph, changed=frozenset(), moved={}, places=0)
    for edit in edits:
        last = edited(done.graph, edit)
        names = {state: last.now(done.now(state)) for state in graph.states}
        changed = {state for state in graph.states if done.now(state) in last.changed}
        done = Edited(
            graph=last.graph,
            changed=done.changed | changed,
            moved={old: new for old, new in names.items() if old != new},
            places=done.places + last.places,
        )
    return done


def states_of_page(graph: SiteGraph, page: str) -> list[StateId]:
    """Every state of the page at ``page`` (an address; what follows a "#" and a slash at its end do not
    matter), in every view. Raises UserError that names the nearest addresses where there is none."""
    wanted = document_of(page)
    found = [state for state, seen in graph.states.items() if document_of(seen.observation.url) == wanted]
    if found:
        return found
    known = sorted({seen.observation.url for seen in graph.states.values()})
    near = get_close_matches(page, known, n=3, cutoff=0.4) or known[:3]
    raise UserError(
        f"{page}: this page is not in the recording; pages that are: {', '.join(near)} ({len(known)} in all)"
    )


def _renamed(graph: SiteGraph, edit: Rename, states: Sequence[StateId]) -> Edited:
    marks = {
        _mark(found) for state in states for found in graph.states[state].observation.affordances
        if _is_meant(edit, found)
    }  # fmt: skip
    if not marks:
        raise UserError(f"{edit.page}: {_no_such_label(graph, states, edit.old)}")
    here = frozenset(states)
    wide = set() if edit.only_here else {mark for mark in marks if mark.site_wide}

    def change(page: PageState) -> Paged | None:
        own = marks if page.id in here else wide
        return with_renamed(page, lambda found: _is_meant(edit, found) and _mark(found) in own, edit.new)

    return _with_pages(graph, change, graph.states if wide else states)


def _linked(graph: SiteGraph, edit: AddLink, states: Sequence[StateId]) -> Edited:
    def change(page: PageState) -> Paged | None:
        target = graph.document(page.id.view, edit.target)
        return with_link(page, edit.label, target.id.url if target is not None else edit.target)

    return _with_pages(graph, change, states)


def _told(graph: SiteGraph, edit: AddPassage, states: Sequence[StateId]) -> Edited:
    pages = [graph.states[state].observation.passages for state in states]
    if edit.instead_of and not any(one.text == edit.instead_of for page in pages for one in page):
        raise UserError(f"{edit.page}: there is no passage “{edit.instead_of[:80]}” on this page")
    return _with_pages(
        graph, lambda page: with_passage(page, edit.heading, edit.text, edit.instead_of), states
    )


def _revealed(graph: SiteGraph, edit: Reveal, states: Sequence[StateId]) -> Edited:
    """What was opened becomes part of the page; the state behind it and the page become one."""
    opened = _opened_by(graph, edit.label, states)
    if not opened:
        raise UserError(f"{edit.page}: {_no_opener(graph, edit.label, states)}")

    def change(page: PageState) -> Paged | None:
        done = {action.key for action in page.id.actions}
        shown = {found.key for found in page.observation.affordances} - done
        for key, behind in opened.items():
            if key.view == page.id.view and key.key in shown:
                page = revealed_into(page, behind)
        return without_opener(page, frozenset(key.key for key in opened if key.view == page.id.view))

    return _with_pages(graph, change, states, gone={(key.view, key.key) for key in opened})


def _opened_by(graph: SiteGraph, label: str, states: Iterable[StateId]) -> dict[Key, PageState]:
    """For each thing called ``label`` what it opened without leaving its page, from the plainest state of
    it."""
    opened: dict[Key, PageState] = {}
    for state in sorted(states, key=lambda state: (len(state.actions), repr(state))):
        for found in graph.states[state].observation.affordances:
            key = Key(view=state.view, key=found.key)
            reply = graph.edges.get((state, action_on(found.key)))
            if not _is_called(found, label) or key in opened or not isinstance(reply, Arrived):
                continue
            if reply.page.id.actions and reply.page.id.url == state.url:
                opened[key] = reply.page
    return opened


def _no_opener(graph: SiteGraph, label: str, states: Sequence[StateId]) -> str:
    shown = [found for state in states for found in graph.states[state].observation.affordances]
    named = [found for found in shown if _is_called(found, label)]
    if not named:
        return _no_such_label(graph, states, label)
    if all(found.kind is AffordanceKind.LINK and found.target for found in named):
        return f"“{label}” is a link to another page; nothing on this page is hidden behind it"
    return f"nobody opened “{label}” in this recording, so nobody knows what is behind it"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mark:
    """What makes two things of a name one: where they lead, and whether they belong to the whole site."""

    target: str
    kind: AffordanceKind
    site_wide: bool


def _mark(found: Affordance) -> _Mark:
    return _Mark(target=found.target, kind=found.kind, site_wide=found.region in _SITE_WIDE)


def _is_meant(edit: Rename, found: Affordance) -> bool:
    led = not edit.target or document_of(found.target) == document_of(edit.target)
    return led and found.kind is not AffordanceKind.SEARCH and _is_called(found, edit.old)


def _is_called(found: Affordance, label: str) -> bool:
    return label_of(found) == " ".join(label.split())


def _no_such_label(graph: SiteGraph, states: Iterable[StateId], label: str) -> str:
    labels = Counter(
        label_of(found)
        for state in states
        for found in graph.states[state].observation.affordances
        if label_of(found)
    )
    near = get_close_matches(label, labels, n=3, cutoff=0.4) or sorted(labels)[:_LISTED_MAX]
    named = ", ".join(f"“{one}”" for one in near)
    return f"nothing on this page is called “{label}”; the nearest: {named}" if near else (
        f"nothing on this page is called “{label}”: it has nothing to click"
    )  # fmt: skip


def _with_pages(
    graph: SiteGraph,
    change: Callable[[PageState], Paged | None],
    states: Iterable[StateId],
    gone: Iterable[tuple[object, object]] = (),
) -> Edited:
    """``graph`` with ``change`` made to ``states``, and every state renamed that is reached by an act whose
    key
    is another now; an act on one of ``gone`` (view and key) is no longer needed."""
    new = {state: paged for state in states if (paged := change(graph.states[state])) is not None}
    dropped = frozenset(gone)
    keys = {state: paged.keys for state, paged in new.items() if paged.keys}

    def acted(state: StateId, action: Action) -> Action | None:
        if (state.view, action.key) in dropped and state in new:
            return None
        key = keys.get(state, {}).get(action.key)
        return action if key is None else replace(action, key=key)

    def name(state: StateId) -> StateId:
        actions = []
        for place, action in enumerate(state.actions):
            now = acted(replace(state, actions=state.actions[:place]), action)
            actions += [] if now is None else [now]
        return replace(state, actions=tuple(actions))

    pages = {state: paged.page for state, paged in new.items()}
    moved: dict[StateId, StateId] = {}
    if keys or dropped:
        urls = {(state.view, state.url) for state in new}
        for state, page in graph.states.items():
            if state.actions and (state.view, state.url) in urls and (now := name(state)) != state:
                moved[state] = now
                pages[state] = replace(pages.get(state, page), id=now)
    return Edited(
        graph=graph.with_states(pages, acted),
        changed=frozenset(pages),
        moved=moved,
        places=sum(paged.places for paged in new.values()),
    )
