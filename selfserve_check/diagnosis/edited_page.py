"""One page state with something changed on it. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

from selfserve_check.journey import cues
from selfserve_check.journey.site_port import PageState
from selfserve_check.model.action import View
from selfserve_check.model.observation import (
    Affordance,
    AffordanceKey,
    AffordanceKind,
    Passage,
    PassageKind,
    Region,
)

_OWN = (Region.MAIN, Region.NONE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """What is opened, in which view."""

    view: View
    key: AffordanceKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Paged:
    """``page`` as it is now; ``keys`` has the new key of each affordance that has one; ``places`` is how much
    was changed."""

    page: PageState
    keys: Mapping[AffordanceKey, AffordanceKey] = field(default_factory=dict)
    places: int = 1


def label_of(found: Affordance) -> str:
    """What a visitor reads of it, on one line."""
    return " ".join(cues.label_of(found).split())


def with_renamed(page: PageState, meant: Callable[[Affordance], bool], new: str) -> Paged | None:
    """Everything that is ``meant`` called ``new``; None where nothing is. A line of text that was the label
    and nothing else is the new one."""
    seen = page.observation
    chosen = [place for place, found in enumerate(seen.affordances) if meant(found)]
    if not chosen:
        return None
    old = {(label_of(seen.affordances[place]), seen.affordances[place].region) for place in chosen}
    taken = {found.key for place, found in enumerate(seen.affordances) if place not in chosen}
    affordances = list(seen.affordances)
    for place in chosen:
        affordances[place] = found = _called(affordances[place], new, taken)
        taken.add(found.key)
    passages = tuple(
        replace(passage, text=new)
        if passage.kind is PassageKind.TEXT and (" ".join(passage.text.split()), passage.region) in old
        else passage
        for passage in seen.passages
    )
    keys = {seen.affordances[place].key: affordances[place].key for place in chosen}
    now = replace(seen, affordances=tuple(affordances), passages=passages)
    return Paged(
        page=replace(page, observation=now),
        keys={old: key for old, key in keys.items() if old != key},
        places=len(chosen),
    )


def with_link(page: PageState, label: str, target: str) -> Paged:
    """A plain link in a line of its own, first in the main part of the page and in sight at once."""
    seen = page.observation
    region = _main_of(page)
    key = AffordanceKey(kind=AffordanceKind.LINK, name=label, target=target)
    found = Affordance(
        key=_free(key, {one.key for one in seen.affordances}),
        role="link",
        label=label,
        region=region,
        plain=True,
    )
    place = _first([one.region for one in seen.affordances], region)
    affordances = (*seen.affordances[:place], found, *seen.affordances[place:])
    line = Passage(text=label, region=region)
    page = _inserted(page, (line,), _first([one.region for one in seen.passages], region))
    now = replace(page.observation, affordances=affordances)
    return Paged(page=replace(page, observation=now))


def with_passage(page: PageState, heading: str, text: str, instead_of: str) -> Paged | None:
    """A passage last in the main part of the page, or in the place of ``instead_of``; None where that is not
    there. It is in sight at once."""
    passages = page.observation.passages
    if instead_of:
        now = tuple(replace(one, text=text) if one.text == instead_of else one for one in passages)
        changed = replace(page, observation=replace(page.observation, passages=now))
        return Paged(page=changed) if now != passages else None
    region = _main_of(page)
    top = next(
        (one.text for one in passages if one.region is region and one.kind is PassageKind.HEADING), None
    )
    trail = (top,) if top is not None else ()
    said = Passage(text=text, headings=(*trail, heading) if heading else trail, region=region)
    title = Passage(text=heading, headings=trail, kind=PassageKind.HEADING, region=region)
    own = [place for place, one in enumerate(passages) if one.region is region]
    place = own[-1] + 1 if own else len(passages)
    return Paged(page=_inserted(page, (title, said) if heading else (said,), place))


def revealed_into(page: PageState, opened: PageState) -> PageState:
    """``page`` with what ``opened``, the state behind an act on it, showed besides."""
    revealed = (
        opened.revealed if opened.revealed is not None else tuple(range(len(opened.observation.passages)))
    )
    fresh = [
        opened.observation.passages[index] for index in revealed if index < len(opened.observation.passages)
    ]
    passages = list(page.observation.passages)
    known = Counter((one.text, one.headings) for one in passages)
    fresh = [one for one in fresh if not known[one.text, one.headings]]
    before = _before(opened, revealed)
    place = next((place + 1 for place, one in enumerate(passages) if one == before), None)
    page = _inserted(page, fresh, len(passages) if place is None else place)
    keys = {found.key for found in page.observation.affordances}
    more = [found for found in opened.observation.affordances if found.key not in keys]
    now = replace(page.observation, affordances=(*page.observation.affordances, *more))
    return replace(page, observation=now)


def _before(opened: PageState, revealed: Sequence[int]) -> Passage | None:
    """The last passage above what was opened."""
    first = min(revealed, default=0)
    return opened.observation.passages[first - 1] if first else None


def without_opener(page: PageState, openers: frozenset[AffordanceKey]) -> Paged:
    """``page`` without what had to be clicked."""
    seen = page.observation
    kept = tuple(found for found in seen.affordances if found.key not in openers)
    return Paged(page=replace(page, observation=replace(seen, affordances=kept)))


def _called(found: Affordance, new: str, taken: AbstractSet[AffordanceKey]) -> Affordance:
    """``found`` called ``new``, under a key that is not ``taken``."""
    old = label_of(found)
    name = found.key.name
    said = name.replace(old, new) if old and old in name else new
    key = _free(replace(found.key, name=said), taken)
    return replace(found, key=key, label=new if found.label else "")


def _free(key: AffordanceKey, taken: AbstractSet[AffordanceKey]) -> AffordanceKey:
    """``key``, or the next of its name that is not ``taken``: every other key stays what it is, so that what
    was seen behind it is still found."""
    while key in taken:
        key = replace(key, nth=key.nth + 1)
    return key


def _main_of(page: PageState) -> Region:
    """Where the page's own text stands: its main part, or none where it names none."""
    regions = {one.region for one in page.observation.passages}
    regions |= {one.region for one in page.observation.affordances}
    return Region.MAIN if Region.MAIN in regions else Region.NONE


def _first(regions: Sequence[Region], region: Region) -> int:
    return next((place for place, one in enumerate(regions) if one is region), len(regions))


def _inserted(page: PageState, fresh: Sequence[Passage], place: int) -> PageState:
    """``page`` with ``fresh`` passages from ``place`` on; what an act revealed stays what it was."""
    passages = page.observation.passages
    now = replace(page.observation, passages=(*passages[:place], *fresh, *passages[place:]))
    revealed = page.revealed
    if revealed is not None:
        revealed = tuple(index + len(fresh) if index >= place else index for index in revealed)
    return replace(page, observation=now, revealed=revealed)
