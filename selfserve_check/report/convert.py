"""From what a run found to ``run.json``: the values of the model become the public contract."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Iterable

from selfserve_check.journey.bad_days import condition_outcomes
from selfserve_check.journey.outcome import wording_outcomes
from selfserve_check.model.finding import Finding
from selfserve_check.model.journey import Cause, Journey, Step
from selfserve_check.model.result import JourneyRecord, QuestionResult, Reach, Replay, Run, WordsOnly
from selfserve_check.model.said import row, say, without_dot
from selfserve_check.model.scenario import Answer, FactAnswer, NoAnswerGiven, PageAnswer, Scenario
from selfserve_check.model.verdict import Answered, Evidence, Partial, Verdict, Wrong
from selfserve_check.report.convert_card import card_part, quote_part, why_part
from selfserve_check.report.convert_map import site_map_part
from selfserve_check.report.convert_remedy import question_metrics_part, remedy_part, run_metrics_part
from selfserve_check.report.pictures import PictureFile, picture_files, picture_part
from selfserve_check.report.run_file import (
    ConditionPart,
    ErrorPart,
    EvidencePart,
    ExpectedPart,
    FindingPart,
    JourneyPart,
    LostPart,
    PicturePart,
    ReachPart,
    ResultPart,
    RivalPart,
    RunFile,
    StatsPart,
    StepPart,
    ToolPart,
    TotalsPart,
    WordingPart,
    WordsOnlyPart,
)
from selfserve_check.report.sentences import with_sentences
from selfserve_check.report.text import map_strings, storable

PROGRAM = "selfserve-check"


def to_run_file(run: Run, *, recording: str = "") -> tuple[RunFile, tuple[PictureFile, ...]]:
    """``run`` as its public contract, and the pictures that belong beside it.

    ``recording`` is the name of the recording's file in the same folder, "" when there is none.
    Secrets in addresses are masked, texts are bounded; otherwise page text stays as the page had it.
    """
    results = [_result(result) for result in run.results]
    file = RunFile(
        run_id=run.run_id,
        started_at=run.started_at,
        finished_at=run.finished_at,
        tool=ToolPart(version=run.tool_version, browser=run.browser),
        site=run.site,
        complete=run.complete,
        totals=totals(results),
        score=score(results),
        stats=StatsPart(
            pages_loaded=run.stats.pages_loaded,
            wall_s=round(run.stats.wall_s, 3),
            requests_blocked=run.stats.requests_blocked,
            states=run.stats.states,
        ),
        recording=recording,
        notes=list(run.notes),
        politeness=list(run.politeness),
        findings=[_finding(found) for found in run.findings],
        metrics=run_metrics_part(run.metrics),
        site_map=site_map_part(run.pages),
        results=results,
    )
    return map_strings(with_sentences(file), storable), picture_files(run)


def totals(results: Iterable[ResultPart]) -> TotalsPart:
    """How many questions had each outcome, and how many of the passes are flaky."""
    known = tuple(results)
    counts = Counter[str](result.outcome for result in known)
    return TotalsPart(**counts, flaky=sum(result.flaky for result in known))


def score(results: Iterable[ResultPart]) -> float | None:
    """Share (0 to 1) of the questions that passed, each weighted by how often it is asked a month (1 when
    nobody said). What was switched off or could not be asked says nothing about the site and is left out;
    None when nothing is left."""
    weights = [
        (result, _weight(result)) for result in results if result.outcome not in ("skipped", "errored")
    ]
    total = sum(weight for _, weight in weights)
    if not total:
        return None
    return round(sum(weight for result, weight in weights if result.outcome == "passed") / total, 4)


def command(scenario: Scenario) -> str:
    """The line for a shell that asks this question again."""
    if scenario.source:
        file = scenario.source.rpartition(":")[0] or scenario.source
        words = ["run", file, "--only", scenario.id, "--site", scenario.site]
    else:
        words = ["ask", scenario.start, scenario.question, *_answer_words(scenario.answer)]
    return " ".join([PROGRAM, *(shlex.quote(storable(word)) for word in words)])


def _answer_words(answer: Answer) -> list[str]:
    if not isinstance(answer, FactAnswer):
        return []
    return [word for fact in (*answer.all_of, *answer.any_of)[:1] for word in ("--answer", fact)]


def _weight(result: ResultPart) -> int:
    return 1 if result.asked_per_month is None else result.asked_per_month


def _result(result: QuestionResult) -> ResultPart:
    scenario = result.scenario
    best = _best(result)
    return ResultPart(
        id=scenario.id,
        question=scenario.question,
        also_asked=list(scenario.also_asked),
        expected=_expected(scenario.answer),
        start=scenario.start,
        outcome=result.outcome.value,
        reason=result.reason.value if result.reason else None,
        flaky=result.flaky,
        harder_to_find=result.harder,
        budget=scenario.budget,
        clicks=best.journey.clicks if best else None,
        clicks_min=result.clicks_min,
        asked_per_month=scenario.asked_per_month,
        tags=list(scenario.tags),
        severity=scenario.severity.value,
        evidence=_evidence(result.evidence or _seen(best), scenario.answer),
        journeys=[_journey(record) for record in result.records],
        best_journey=result.best if best else None,
        findings=[_finding(found) for found in result.findings],
        reaches=[_reach(reach) for reach in result.reaches],
        wordings=[
            WordingPart(wording=wording, outcome=outcome.value)
            for wording, outcome in wording_outcomes(scenario, result.records)
        ],
        conditions=_conditions(result),
        words_only=_words_only(result.words_only),
        card=card_part(result),
        remedy=remedy_part(result.remedy),
        metrics=question_metrics_part(result.metrics),
        synonyms=[list(group) for group in scenario.synonyms],
        pass_when=scenario.pass_when.value,
        answered_on=list(result.answered_on),
        whys=[why_part(found) for found in result.whys],
        error=_error(result.error),
        source=scenario.source,
        command=command(scenario),
    )


def _finding(found: Finding) -> FindingPart:
    return FindingPart(
        kind=found.kind,
        text=found.text,
        url=found.url,
        remedy=found.remedy,
        effect=found.effect,
        quotes=[quote_part(quote) for quote in found.quotes],
        questions=list(found.questions),
        term=found.term,
    )


def _conditions(result: QuestionResult) -> list[ConditionPart]:
    return [
        ConditionPart(condition=condition, outcome=outcome.value, breaks=breaks)
        for condition, outcome, breaks in condition_outcomes(result)
    ]


def _reach(reach: Reach) -> ReachPart:
    return ReachPart(
        device=reach.view.device,
        locale=reach.view.locale,
        condition=reach.view.condition,
        share=reach.share,
        unknown=reach.unknown,
        lost_at=[LostPart(url=place.url, title=place.title, share=place.share) for place in reach.lost_at],
    )


def _best(result: QuestionResult) -> JourneyRecord | None:
    if result.best is None or not 0 <= result.best < len(result.records):
        return None
    return result.records[result.best]


def _seen(record: JourneyRecord | None) -> tuple[Evidence, ...]:
    verdict = record.journey.verdict if record else None
    return verdict.evidence if isinstance(verdict, Answered | Partial | Wrong) else ()


def _evidence(evidence: Iterable[Evidence], answer: Answer) -> list[EvidencePart]:
    # Beside an expected fact the judge weighs near passages too, but what it then says is not calibrated.
    proposing = isinstance(answer, NoAnswerGiven)
    return [
        EvidencePart(
            url=each.url,
            quote=each.quote,
            headings=list(each.headings),
            facts=list(each.facts),
            conditions=list(each.conditions),
            certainty=each.certainty if proposing and each.certainty else None,
        )
        for each in evidence
    ]


def _words_only(found: WordsOnly | None) -> WordsOnlyPart | None:
    if found is None:
        return None
    return WordsOnlyPart(languages=list(found.languages), pages=found.pages, read=found.read)


def _expected(answer: Answer) -> ExpectedPart:
    if isinstance(answer, FactAnswer):
        return ExpectedPart(
            kind="fact",
            all_of=list(answer.all_of),
            any_of=list(answer.any_of),
            none_of=list(answer.none_of),
            matches=list(answer.matches),
        )
    if isinstance(answer, PageAnswer):
        return ExpectedPart(kind="page", page=answer.page)
    return ExpectedPart(kind="none")


def _error(cause: Cause | None) -> ErrorPart | None:
    if cause is None:
        return None
    return ErrorPart(kind=cause.kind, detail=cause.detail, url=cause.url, hint=cause.hint)


def _journey(record: JourneyRecord) -> JourneyPart:
    journey, replay = record.journey, record.replay
    pictures = _pictures(replay)
    return JourneyPart(
        persona=journey.persona,
        device=journey.view.device,
        locale=journey.view.locale,
        condition=journey.view.condition,
        wording=journey.wording,
        outcome=record.outcome.value,
        ending=journey.ending.value,
        clicks=journey.clicks,
        backs=journey.backs,
        steps=[_step(step, pictures.get(index)) for index, step in enumerate(journey.steps)],
        end_picture=pictures.get(len(journey.steps)),
        end_url=_end_url(journey),
        end_title=_end_title(journey),
        notes=[*_verdict_notes(journey.verdict), *_journey_notes(journey), *_replay_notes(replay)],
        not_accepted=list(journey.verdict.because) if isinstance(journey.verdict, Partial) else [],
        replayed=replay is not None and replay.agreed is not None,
    )


def _pictures(replay: Replay | None) -> dict[int, PicturePart]:
    parts = [(frame.step, picture_part(frame)) for frame in (replay.frames if replay else ())]
    return {step: part for step, part in parts if part is not None}


def _step(step: Step, picture: PicturePart | None) -> StepPart:
    return StepPart(
        url=step.url,
        title=step.title,
        action=step.move.value,
        label=step.label,
        scent=step.scent,
        because=list(step.because),
        rivals=[RivalPart(label=rival.label, scent=rival.value) for rival in step.rivals],
        clicks=step.clicks,
        result=step.result,
        note=step.note,
        picture=picture,
    )


def _end_url(journey: Journey) -> str:
    if isinstance(journey.verdict, Answered) and journey.verdict.evidence:
        return journey.verdict.evidence[0].url
    if not journey.steps:
        return ""
    last = journey.steps[-1]
    return last.landed.url if last.landed else last.url


def _end_title(journey: Journey) -> str:
    """The title of the page a journey ended on, where an earlier step stood on it; the last page is known
    by its address only, because no step was made from it."""
    url = _end_url(journey)
    return next((step.title for step in reversed(journey.steps) if step.url == url), "")


def _verdict_notes(verdict: Verdict) -> list[str]:
    if isinstance(verdict, Partial) and verdict.missing:
        return [say("The nearest passage does not say: {facts}", facts="; ".join(verdict.missing))]
    if isinstance(verdict, Wrong):
        return [say("The page says what it must not: {facts}", facts="; ".join(verdict.against))]
    return []


def _journey_notes(journey: Journey) -> list[str]:
    stopped = [say("Could not go on: {why}", why=_cause_text(journey.cause))] if journey.cause else []
    met = [
        say("{note} ({page})", note=note.text, page=note.url) if note.url else note.text
        for note in journey.notes
    ]
    return [*stopped, *dict.fromkeys(met)]


def _replay_notes(replay: Replay | None) -> list[str]:
    if replay is None:
        return []
    if replay.agreed is None:
        why = _cause_text(replay.cause) if replay.cause else replay.detail
        return [say("The path could not be clicked through a second time: {why}", why=why)]
    if not replay.agreed:
        return [say("Clicked through a second time, the path led elsewhere: {why}", why=replay.detail)]
    return []


def _cause_text(cause: Cause) -> str:
    told = (cause.detail or cause.kind, cause.hint)
    return row((without_dot(part) for part in told), between=". ")
