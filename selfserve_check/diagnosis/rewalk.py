"""The visitors of a run sent out again over what was seen, as it was and after an edit. Pure.

The walk is the run's own. An act that leads where nobody looked is :class:`Unobserved`, and whoever met one
may have found the answer or not: that visitor is "unknown".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from selfserve_check.diagnosis.edits import Edited
from selfserve_check.journey.attention import AS_MOST, Attention
from selfserve_check.journey.in_vain import elsewhere, read_in_vain, sent_before
from selfserve_check.journey.judge import Question, Read, judge_read, prepare
from selfserve_check.journey.judge_page import Page, read_page
from selfserve_check.journey.outcome import journey_outcome
from selfserve_check.journey.own_words import in_own_words
from selfserve_check.journey.page_memory import Memory
from selfserve_check.journey.persona import persona_named
from selfserve_check.journey.rank import ScentModel, gives_values
from selfserve_check.journey.walk import Asked, walk
from selfserve_check.language.closeness import Closeness
from selfserve_check.model.action import StateId
from selfserve_check.model.condition import is_normal
from selfserve_check.model.journey import Ending, Journey, Move, Scent, Step
from selfserve_check.model.observation import Observation
from selfserve_check.model.remedy import Fare, Fared, VisitorEffect
from selfserve_check.model.result import Outcome, QuestionResult
from selfserve_check.model.scenario import NoAnswerGiven, Scenario
from selfserve_check.model.verdict import Verdict
from selfserve_check.site.graph import SiteGraph
from selfserve_check.site.recording import RecordedSite

# So many verdicts and scents are kept; what is forgotten is worked out again to the same values.
_VERDICTS_MAX = 20_000
_SCENTS_MAX = 300_000
_COMPARED_MAX = 80
_FARED = {
    Ending.FOUND: Fared.FOUND,
    Ending.READ_WRONG: Fared.READ_WRONG,
    Ending.PROPOSED: Fared.PROPOSED,
    Ending.COULD_NOT_ASK: Fared.UNKNOWN,
}


@dataclass(frozen=True, slots=True)
class RememberedScent:
    """``inner``, asked once for each page, question and attention."""

    inner: ScentModel
    memory: Memory[tuple[Scent, ...]] = field(default_factory=lambda: Memory(most=_SCENTS_MAX))

    def scents(
        self, question: str, observation: Observation, attention: Attention = AS_MOST
    ) -> tuple[Scent, ...]:
        key = (question, attention)
        known = self.memory.get(key, observation)
        if known is not None:
            return known
        scents = self.inner.scents(question, observation, attention)
        self.memory.put(key, observation, scents, size=1 + len(scents))
        return scents

    def values(
        self, question: str, observation: Observation, attention: Attention = AS_MOST
    ) -> Sequence[float]:
        """Their values. Where no visitor stood they are not kept: a question asks for them once a page."""
        known = self.memory.get((question, attention), observation)
        if known is None and gives_values(self.inner):
            return self.inner.values(question, observation, attention)
        return [scent.value for scent in known or self.scents(question, observation, attention)]


@dataclass(frozen=True, slots=True)
class RememberedJudge:
    """The judge, asked once for each page and question."""

    memory: Memory[Verdict] = field(default_factory=lambda: Memory(most=_VERDICTS_MAX))
    pages: Memory[Page] = field(default_factory=Memory)

    def of(self, scenario: Scenario, *, near: bool = True) -> Read:
        """The judge of ``scenario``, whose id no other scenario has; ``near`` as for ``judge_read``."""

        def read(question: Question, seen: Observation, revealed: tuple[int, ...] | None) -> Verdict:
            key = (scenario.id, revealed, near)
            known = self.memory.get(key, seen)
            if known is not None:
                return known
            page = self.pages.get(revealed, seen)
            if page is None:
                page = read_page(seen, revealed)
                self.pages.put(revealed, seen, page)
            verdict = judge_read(question, page, near=near)
            self.memory.put(key, seen, verdict)
            return verdict

        return read


@dataclass(frozen=True, slots=True, kw_only=True)
class Walked:
    """A visitor of the run, and walked again over the unedited graph as ``journey``: ``trail`` are all states
    they stood in, ``shuns`` the pages that those before read in vain.

    ``agrees`` is False where that is not what they did in the run (what they met then is not in the graph):
    then nobody knows what an edit would do.
    """

    recorded: Journey
    journey: Journey
    fare: Fare
    trail: frozenset[StateId]
    shuns: frozenset[str]
    agrees: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewalker:
    """Sends the visitors of a run again. ``steps_max`` is that of the run."""

    graph: SiteGraph
    scent_model: ScentModel
    meaning: Closeness | None = None
    steps_max: int = 60
    judges: RememberedJudge = field(default_factory=RememberedJudge)
    questions: dict[str, Question] = field(default_factory=dict)
    known: dict[tuple[str, bool], tuple[Walked, ...]] = field(default_factory=dict)

    async def as_it_was(self, result: QuestionResult, *, all_wordings: bool = False) -> tuple[Walked, ...]:
        """Every visitor on a normal day, those of the question's own wording or all; each worked out once."""
        key = (result.scenario.id, all_wordings)
        known = self.known.get(key)
        if known is None:
            recorded = recorded_journeys(result, all_wordings=all_wordings)
            again: list[Walked] = []
            for one in recorded:
                again.append(await self._again(result.scenario, one, [each.journey for each in again]))
            known = self.known[key] = tuple(again)
        return known

    async def effects(
        self, result: QuestionResult, edit: Edited, *, all_wordings: bool = False
    ) -> tuple[VisitorEffect, ...]:
        """What ``edit`` does to each visitor. Whoever never stood where it changed something, and comes after
        the same pages read in vain, fares as before."""
        found = []
        walked = await self.as_it_was(result, all_wordings=all_wordings)
        journeys: list[Journey] = []
        for one in walked:
            after, unseen, journey = one.fare, "", one.journey
            before = sent_before(journeys, one.recorded)
            if not one.agrees:
                after = replace(after, fared=Fared.UNKNOWN)
            elif one.shuns != read_in_vain(before) or not one.trail.isdisjoint(edit.changed):
                journey = await self.walk(result.scenario, one.recorded, edit.graph, before)
                after, unseen = fare_of(journey, result.scenario), unseen_in(journey)
            journeys.append(journey)
            found.append(
                VisitorEffect(
                    persona=one.recorded.persona,
                    view=one.recorded.view,
                    wording=one.recorded.wording,
                    before=one.fare,
                    after=after,
                    unseen=unseen,
                )
            )
        return tuple(found)

    async def walk(
        self, scenario: Scenario, like: Journey, graph: SiteGraph, before: Sequence[Journey] = ()
    ) -> Journey:
        """The visitor of ``like``, who comes after ``before``, over ``graph``."""
        scent_model = in_own_words(self.scent_model, scenario.synonyms)
        asked = Asked(
            question=self.question(scenario),
            wording=like.wording,
            start=scenario.start,
            budget=scenario.budget,
            persona=persona_named(like.persona),
            view=like.view,
            scent_model=elsewhere(scent_model, before),
            open_ended=isinstance(scenario.answer, NoAnswerGiven),
            steps_max=self.steps_max,
            read=self.judges.of(scenario),
        )
        return await walk(RecordedSite(graph), asked)

    def question(self, scenario: Scenario) -> Question:
        known = self.questions.get(scenario.id)
        if known is None:
            known = self.questions[scenario.id] = prepare(scenario, self.meaning)
        return known

    async def _again(self, scenario: Scenario, recorded: Journey, earlier: Sequence[Journey]) -> Walked:
        # Those walked again, since not all that a journey knows of its pages is kept in a report.
        before = sent_before(earlier, recorded)
        journey = await self.walk(scenario, recorded, self.graph, before)
        agrees = _same(journey, recorded)
        return Walked(
            recorded=recorded,
            journey=journey,
            fare=fare_of(journey if agrees else recorded, scenario),
            trail=trail_of(journey),
            shuns=read_in_vain(before),
            agrees=agrees,
        )


def recorded_journeys(result: QuestionResult, *, all_wordings: bool = False) -> Sequence[Journey]:
    """The journeys of ``result`` on a normal day, in its own wording or in all."""
    return [
        record.journey
        for record in result.records
        if is_normal(record.journey.view)
        and (all_wordings or record.journey.wording == result.scenario.question)
    ]


def fare_of(journey: Journey, scenario: Scenario) -> Fare:
    """How the visitor fared. Who met something that nobody saw is unknown, whatever came after it."""
    unseen = any(step.result == "unobserved" for step in journey.steps)
    fared = Fared.UNKNOWN if unseen else _FARED.get(journey.ending, Fared.NOT_FOUND)
    if fared is Fared.NOT_FOUND and journey_outcome(scenario, journey) is Outcome.NEEDS_REVIEW:
        fared = Fared.PROPOSED
    return Fare(fared=fared, clicks=journey.clicks)


def unseen_in(journey: Journey) -> str:
    """The first act whose end nobody saw, with the page it was done on; "" where there is none."""
    met = (step for step in journey.steps if step.result == "unobserved")
    return next((f"“{step.label}” on {step.url}" for step in met), "")


def trail_of(journey: Journey) -> frozenset[StateId]:
    """Every state in which the visitor stood."""
    stood = (state for step in journey.steps for state in (step.state, step.landed))
    return frozenset(state for state in stood if state is not None)


def _same(journey: Journey, recorded: Journey) -> bool:
    """Whether both did the same and it ended the same."""
    if (journey.ending, journey.clicks) != (recorded.ending, recorded.clicks):
        return False
    return [_act(step) for step in journey.steps] == [_act(step) for step in recorded.steps]


def _act(step: Step) -> tuple[Move, str, str]:
    # A report cuts long labels, and takes out of addresses what is secret.
    label = "" if step.move is Move.OPEN else " ".join(step.label.split())[:_COMPARED_MAX]
    return step.move, label, step.result
