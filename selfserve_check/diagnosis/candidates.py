"""Which changes are worth trying for a question that was not answered. Pure.

Labels come from the answer page's own title and headings and from the customers' words; places are those
where visitors are lost, where they start and where they looked. Nothing here knows whether a change helps.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, zip_longest

from selfserve_check.diagnosis.edited_page import label_of
from selfserve_check.diagnosis.lookout import Sighting, Sightings
from selfserve_check.diagnosis.other_value import others_in
from selfserve_check.journey.hope import OPENERS
from selfserve_check.journey.judge import Question, Read
from selfserve_check.journey.judge_page import split_title
from selfserve_check.journey.outcome import evidence_of
from selfserve_check.journey.site_port import PageState
from selfserve_check.language.words import content_stems
from selfserve_check.model.action import Click, StateId
from selfserve_check.model.journey import Move
from selfserve_check.model.observation import PassageKind, Region
from selfserve_check.model.remedy import AddLink, AddPassage, Edit, Rename, Reveal
from selfserve_check.model.result import QuestionResult, Reason
from selfserve_check.model.scenario import FactAnswer
from selfserve_check.model.verdict import Evidence, Wrong
from selfserve_check.site.graph import SiteGraph, document_of

CANDIDATES_MAX = 10
"""So many changes are tried for a question."""

_LABELS_MAX = 3
_PLACES_MAX = 2
_LOOKED_MAX = 2
_HOPS_MAX = 3
# Longer ones are sentences; nobody puts them into a menu.
_LABEL_CHARS_MAX = 60
_MENU_CHARS_MAX = 40
_PASSAGE_CHARS_MAX = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of a question whose remedy is looked for. ``read`` is its judge."""

    result: QuestionResult
    graph: SiteGraph
    seen: Sightings
    question: Question
    read: Read


def candidates(known: Known) -> tuple[Edit, ...]:
    """At most ``CANDIDATES_MAX`` changes, each once; of each kind the most likely first, the kinds in
    turn."""
    answer = _answer_page(known)
    places = _places(known, answer)
    wrong = known.result.reason in (Reason.WRONG, Reason.CONTRADICTORY)
    if answer is None or wrong:
        # Beside what is wrong, another text that is right would make the site say both.
        kinds = [list(_corrected(known)) or list(_written(known, _for_text(known, places)))]
    else:
        kinds = [
            list(_renames(known, answer)),
            list(_links(known, answer, places)),
            list(_reveals(known, answer)),
            list(_copies(known, answer, _for_text(known, places))),
        ]
    in_turn = chain.from_iterable(zip_longest(*kinds))
    found = dict.fromkeys(edit for edit in in_turn if edit is not None)
    return tuple(found)[:CANDIDATES_MAX]


def _answer_page(known: Known) -> PageState | None:
    """The page state that answers, nearest to the start."""
    right = known.seen.nearest()
    if right is None:
        return None
    if right.states:
        return known.graph.states.get(right.states[-1])
    there = [
        state
        for state in known.seen.answering
        if not state.actions and known.graph.states[state].observation.url == right.url
    ]
    return known.graph.states[min(there, key=repr)] if there else None


def _labels(known: Known, answer: PageState) -> tuple[str, ...]:
    """What the answer page could be called: its title, the headings above the answer, its main heading, and
    then the customers' words, the shortest way to put it first."""
    said = evidence_of(known.read(known.question, answer.observation, answer.revealed))
    trail = said[0].headings if said else ()
    headings = (
        one.text
        for one in answer.observation.passages
        if one.kind is PassageKind.HEADING and one.region in (Region.MAIN, Region.NONE)
    )
    own = (split_title(answer.observation)[1], *reversed(trail), next(headings, ""))
    customers = sorted(known.result.scenario.wordings, key=lambda wording: (len(wording), wording))
    kept = _telling(own)[:_LABELS_MAX]
    return tuple(_telling((*kept, *_telling(customers)[:1])))


def _telling(texts: Iterable[str]) -> list[str]:
    """Those that can be a label: short, and with a word that says something; each once, however written."""
    kept: dict[str, str] = {}
    for text in texts:
        plain = " ".join(text.split())
        if len(plain) <= _LABEL_CHARS_MAX and content_stems(plain):
            kept.setdefault(plain.casefold().rstrip("?.!: "), plain)
    return list(kept.values())


def _places(known: Known, answer: PageState | None) -> tuple[str, ...]:
    """Addresses of pages where a change would be seen: what the reason names, where most visitors are lost,
    where they looked, what comes near the topic, and the start. A list of search results is nowhere to put
    anything."""
    result = known.result
    lost = [place.url for reach in result.reaches[:1] for place in reach.lost_at[:1]]
    topic = (one.url for one in known.seen.on_topic[:1])
    wanted = (*_named(result), *lost, *_looked_at(result), *topic)
    start = document_of(result.scenario.start)
    own = {start, document_of(answer.observation.url) if answer is not None else ""}
    seen = {document_of(page.observation.url): page.observation.url for page in known.graph.states.values()}
    others = [one for one in map(document_of, wanted) if "?" not in one and one in seen and one not in own]
    kept = (*tuple(dict.fromkeys(others))[:_PLACES_MAX], start)
    return tuple(seen[one] for one in kept if one in seen)


def _named(result: QuestionResult) -> tuple[str, ...]:
    """The page that the reason is about: with the dead link, before the wall, that only deflects."""
    if result.reason not in (Reason.BROKEN, Reason.WALLED, Reason.DEFLECTED):
        return ()
    return tuple(one.url for one in result.findings if one.kind == result.reason.value and one.url)


def _for_text(known: Known, places: Sequence[str]) -> tuple[str, ...]:
    """Those of ``places`` that a text can be put on: the start page is everybody's, and no place for answers
    unless there is no other."""
    start = document_of(known.result.scenario.start)
    return tuple(place for place in places if document_of(place) != start) or tuple(places)


def _looked_at(result: QuestionResult) -> tuple[str, ...]:
    """The pages that most visitors came to by a click; of equals what they came to first."""
    came: Counter[str] = Counter()
    first: dict[str, int] = {}
    for record in result.records:
        steps = record.journey.steps
        urls = [step.landed.url for step in steps if step.move is Move.CLICK and step.landed is not None]
        for place, url in enumerate(dict.fromkeys(urls)):
            came[url] += 1
            first[url] = min(place, first.get(url, place))
    best = sorted(came, key=lambda url: (-came[url], first[url], url))
    return tuple(url for url in best if "?" not in url)[:_LOOKED_MAX]


def _renames(known: Known, answer: PageState) -> Iterator[Edit]:
    """Each label on the way to the answer, the last first, called what the page is about."""
    right = known.seen.linked
    if right is None:
        return
    asked = {" ".join(wording.split()) for wording in known.result.scenario.wordings}
    short = [label for label in _labels(known, answer) if len(label) <= _MENU_CHARS_MAX]
    # A menu is made of the names of pages; a whole question stands in it only where nothing else is known.
    labels = [label for label in short if label not in asked] or short
    hops = list(_hops(known.graph, right))[-_HOPS_MAX:]
    for label in labels:
        for page, old, target in reversed(hops):
            if old.casefold() != label.casefold():
                yield Rename(page=page, old=old, new=label, target=target)


def _hops(graph: SiteGraph, right: Sighting) -> Iterator[tuple[str, str, str]]:
    """The page, the label and the target of each act on the way."""
    for state, after in zip(right.states, right.states[1:], strict=False):
        found = _between(graph, state, after)
        page = graph.states.get(state)
        if found is not None and page is not None:
            yield (page.observation.url, *found)


def _between(graph: SiteGraph, state: StateId, after: StateId) -> tuple[str, str] | None:
    for action, reply in graph.exits(state, by_search=False):
        affordance = graph.affordance(state, action.key)
        led = getattr(getattr(reply, "page", None), "id", None) == after
        if led and affordance is not None and label_of(affordance):
            return label_of(affordance), affordance.target
    return None


def _links(known: Known, answer: PageState, places: Sequence[str]) -> Iterator[Edit]:
    for label in _labels(known, answer):
        for place in places:
            yield AddLink(page=place, target=answer.observation.url, label=label)


def _reveals(known: Known, answer: PageState) -> Iterator[Edit]:
    """An answer that is visible only after something was opened on its page."""
    last = answer.id.actions[-1] if answer.id.actions else None
    if not isinstance(last, Click) or last.key.kind not in OPENERS:
        return
    before = StateId(
        view=answer.id.view, url=answer.id.url, actions=answer.id.actions[:-1], frames=answer.id.frames
    )
    affordance = known.graph.affordance(before, last.key)
    if affordance is not None and label_of(affordance):
        yield Reveal(page=answer.observation.url, label=label_of(affordance))


def _copies(known: Known, answer: PageState, places: Sequence[str]) -> Iterator[Edit]:
    """The passage that answers, where visitors are."""
    said = evidence_of(known.read(known.question, answer.observation, answer.revealed))
    if not said:
        return
    text = _whole(answer, said[0])
    for place in places[:1]:
        yield AddPassage(page=place, text=text, heading=known.result.scenario.question)


def _written(known: Known, places: Sequence[str]) -> Iterator[Edit]:
    """No page answers: the expected fact, written where visitors looked for it."""
    fact = _draft(known.result)
    if fact:
        for place in places:
            yield AddPassage(page=place, text=fact, heading=known.result.scenario.question)


def _corrected(known: Known) -> Iterator[Edit]:
    """The passage that says something else, with what is expected in its place."""
    result = known.result
    verdict = result.records[result.best].journey.verdict if result.best is not None else None
    fact = _draft(result)
    if not isinstance(verdict, Wrong):
        yield from _otherwise(known)
        return
    for one in verdict.evidence[:1] if fact else ():
        for state in sorted(known.graph.states, key=lambda state: (len(state.actions), repr(state))):
            page = known.graph.states[state]
            if page.observation.url == one.url and 0 <= one.passage < len(page.observation.passages):
                wrong = page.observation.passages[one.passage].text
                if all(word in wrong for word in verdict.against):
                    yield AddPassage(
                        page=one.url, text=_put_right(wrong, verdict.against, fact), instead_of=wrong
                    )
                    return


def _otherwise(known: Known) -> Iterator[Edit]:
    """The passage that states another value than the expected one, which nobody forbade, put right."""
    result, fact = known.result, _draft(known.result)
    said = next((one.quotes[0] for one in result.findings if one.kind == Reason.WRONG and one.quotes), None)
    if said is None or not fact:
        return
    shown = said.text.strip(" …")
    for state in sorted(known.graph.states, key=lambda state: (len(state.actions), repr(state))):
        page = known.graph.states[state].observation
        for wrong in (one.text for one in page.passages if page.url == said.url and shown in one.text):
            against = others_in(result.scenario, wrong)
            if against:
                yield AddPassage(page=page.url, text=_put_right(wrong, against, fact), instead_of=wrong)
                return


def _put_right(wrong: str, against: Sequence[str], fact: str) -> str:
    first, *others = against or ("",)
    text = wrong.replace(first, fact.rstrip("."), 1) if first else fact
    return text if not others else fact


def _draft(result: QuestionResult) -> str:
    """The expected facts as a sentence to start from; "" where only a pattern or a page is expected."""
    answer = result.scenario.answer
    if not isinstance(answer, FactAnswer) or (answer.matches and not (answer.all_of or answer.any_of)):
        return ""
    facts = (*answer.all_of, *answer.any_of[:1])
    return f"{', '.join(facts)}." if facts else ""


def _whole(page: PageState, said: Evidence) -> str:
    """The whole passage, of which a report quotes only so much."""
    passages = page.observation.passages
    text = passages[said.passage].text if 0 <= said.passage < len(passages) else said.quote
    return text[:_PASSAGE_CHARS_MAX]
