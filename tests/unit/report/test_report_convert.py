"""From a run's values to its public contract."""

from __future__ import annotations

from report_parts import result_of

from selfserve_check.model.action import Click, StateId, View
from selfserve_check.model.journey import Cause, Ending, Journey, Move, Note, Rival, Step
from selfserve_check.model.observation import AffordanceKey, AffordanceKind
from selfserve_check.model.result import (
    Frame,
    JourneyRecord,
    Outcome,
    QuestionResult,
    Reason,
    Replay,
    Run,
    RunStats,
)
from selfserve_check.model.scenario import FactAnswer, NoAnswerGiven, PageAnswer, Scenario
from selfserve_check.model.verdict import Absent, Answered, Evidence, Partial, Verdict
from selfserve_check.report.convert import command, score, to_run_file, totals

SITE = "https://tiles.example"
VIEW = View(device="phone", locale="de-DE")
JPEG = b"\xff\xd8\xff\xe0 one picture"
OTHER_JPEG = b"\xff\xd8\xff\xe0 another picture"
EVIDENCE = Evidence(url=f"{SITE}/returns", quote="30 days", headings=("Returns",), facts=("30 days",))


def _state(path: str) -> StateId:
    return StateId(view=VIEW, url=SITE + path)


def _steps() -> tuple[Step, ...]:
    key = AffordanceKey(kind=AffordanceKind.LINK, name="Returns", target=f"{SITE}/returns")
    return (
        Step(move=Move.OPEN, state=_state("/"), url=f"{SITE}/", title="Home"),
        Step(
            move=Move.CLICK,
            state=_state("/"),
            url=f"{SITE}/",
            title="Home",
            action=Click(key=key),
            label="Returns",
            scent=0.8,
            because=("says “return”",),
            rivals=(Rival(label="Shop", value=0.1),),
            clicks=1,
            landed=_state("/returns"),
        ),
    )


def _frame(step: int, image: bytes = JPEG) -> Frame:
    return Frame(step=step, image=image, media_type="image/jpeg", width=390, height=844, caption="Home")


def _record(verdict: Verdict, replay: Replay | None = None, **changes: object) -> JourneyRecord:
    values: dict[str, object] = {
        "persona": "menu",
        "view": VIEW,
        "wording": "How long?",
        "steps": _steps(),
        "ending": Ending.FOUND,
        "verdict": verdict,
    }
    journey = Journey(**(values | changes))  # type: ignore[arg-type]  # the keys above are the fields
    return JourneyRecord(journey=journey, outcome=Outcome.PASSED, replay=replay)


def _scenario(**changes: object) -> Scenario:
    values: dict[str, object] = {
        "id": "return-window",
        "question": "How long?",
        "site": SITE,
        "start": f"{SITE}/",
        "answer": FactAnswer(all_of=("30 days",)),
    }
    return Scenario(**(values | changes))  # type: ignore[arg-type]  # the keys above are the fields


def _run(*results: QuestionResult) -> Run:
    return Run(
        run_id="r1",
        started_at="2026-03-14T02:00:00+01:00",
        finished_at="2026-03-14T02:01:00+01:00",
        tool_version="0.1.0",
        browser="Chromium 140.0",
        site=SITE,
        complete=True,
        results=results,
        stats=RunStats(pages_loaded=3, wall_s=60.12345),
    )


def test_each_picture_goes_to_the_step_it_shows() -> None:
    """Frame i is the page before step i; the frame after the last step is where the journey ended."""
    replay = Replay(agreed=True, frames=(_frame(1), _frame(2, OTHER_JPEG)))
    result = QuestionResult(
        scenario=_scenario(),
        outcome=Outcome.PASSED,
        records=(_record(Answered(evidence=(EVIDENCE,)), replay),),
        best=0,
    )
    file, pictures = to_run_file(_run(result))
    journey = file.results[0].journeys[0]
    step_picture, end_picture = journey.steps[1].picture, journey.end_picture
    assert journey.steps[0].picture is None
    assert step_picture is not None
    assert end_picture is not None
    assert [picture.path for picture in pictures] == [step_picture.path, end_picture.path]
    assert step_picture.path == f"pictures/{step_picture.sha256[:16]}.jpg"
    assert journey.replayed


def test_the_same_picture_is_one_file() -> None:
    """Journeys that begin alike share their first picture."""
    replay = Replay(agreed=True, frames=(_frame(1), _frame(2)))
    records = (_record(Absent(), replay), _record(Absent(), replay))
    result = QuestionResult(scenario=_scenario(), outcome=Outcome.FAILED, records=records, best=1)
    assert len(to_run_file(_run(result))[1]) == 1


def test_bytes_that_are_no_picture_are_left_out() -> None:
    """An SVG can carry a script: its bytes give it away, whatever it claims to be."""
    replay = Replay(agreed=True, frames=(_frame(1, b"<svg onload=alert(1)>"),))
    result = QuestionResult(
        scenario=_scenario(), outcome=Outcome.FAILED, records=(_record(Absent(), replay),)
    )
    file, pictures = to_run_file(_run(result))
    assert pictures == ()
    assert file.results[0].journeys[0].steps[1].picture is None


def test_what_a_journey_says_is_kept() -> None:
    """Clicks, cues, rivals, where it ended and the evidence of the journey that decided."""
    result = QuestionResult(
        scenario=_scenario(),
        outcome=Outcome.PASSED,
        records=(_record(Answered(evidence=(EVIDENCE,))),),
        best=0,
    )
    part = to_run_file(_run(result))[0].results[0]
    journey = part.journeys[0]
    assert (part.clicks, journey.device, journey.locale, journey.end_url) == (
        1,
        "phone",
        "de-DE",
        f"{SITE}/returns",
    )
    assert (journey.steps[1].because, journey.steps[1].rivals[0].label) == (["says “return”"], "Shop")
    assert part.evidence[0].quote == "30 days"


def test_what_went_wrong_becomes_notes() -> None:
    """A missing fact, a stop, something met on the way and a replay that disagreed are told."""
    record = _record(
        Partial(evidence=(EVIDENCE,), missing=("14 days",)),
        Replay(agreed=False, detail="the menu did not open"),
        cause=Cause(kind="timeout", detail="Nothing after 30 s."),
        notes=(Note(kind="off_host", text="Leads to another host", url="https://help.example"),),
    )
    result = QuestionResult(scenario=_scenario(), outcome=Outcome.FAILED, records=(record,), best=0)
    assert to_run_file(_run(result))[0].results[0].journeys[0].notes == [
        "The nearest passage does not say: 14 days",
        "Could not go on: Nothing after 30 s",
        "Leads to another host (https://help.example)",
        "Clicked through a second time, the path led elsewhere: the menu did not open",
    ]


def test_without_a_journey_there_are_no_clicks() -> None:
    """A question that could not be asked has an error and nothing else."""
    cause = Cause(kind="dns", detail="No such host", url="https://me:pw@tiles.example/?token=abc")
    result = QuestionResult(scenario=_scenario(), outcome=Outcome.ERRORED, error=cause, best=3)
    part = to_run_file(_run(result))[0].results[0]
    assert (part.clicks, part.best_journey, part.journeys) == (None, None, [])
    assert part.error is not None
    assert part.error.url == "https://tiles.example/?token=***"


def test_expected_answers_of_each_kind() -> None:
    """A fact, a page and no answer at all are told apart."""
    answers = (FactAnswer(any_of=("a", "b"), none_of=("c",)), PageAnswer(page="/help"), NoAnswerGiven())
    results = [
        QuestionResult(scenario=_scenario(answer=answer), outcome=Outcome.SKIPPED) for answer in answers
    ]
    kinds = [(part.expected.kind, part.expected.page) for part in to_run_file(_run(*results))[0].results]
    assert kinds == [("fact", ""), ("page", "/help"), ("none", "")]


def test_a_reason_is_kept_as_the_word_of_the_contract() -> None:
    """Also beside NEEDS_REVIEW, which a misleading label yields."""
    result = QuestionResult(scenario=_scenario(), outcome=Outcome.NEEDS_REVIEW, reason=Reason.MISLED)
    assert to_run_file(_run(result))[0].results[0].reason == "misled"


def test_the_score_is_weighted_by_how_often_a_question_is_asked() -> None:
    """Absent counts as once; switched off and could not ask count neither way."""
    results = [
        result_of("a", "passed", asked_per_month=3),
        result_of("b", "failed"),
        result_of("c", "needs_review", asked_per_month=2),
        result_of("d", "errored", asked_per_month=1_000),
        result_of("e", "skipped", asked_per_month=1_000),
    ]
    assert score(results) == 0.5
    assert score(results[3:]) is None
    assert score([result_of("z", "passed", asked_per_month=0)]) is None
    each = dict.fromkeys(("passed", "failed", "needs_review", "errored", "skipped"), 1)
    assert totals(results).model_dump() == {**each, "flaky": 0}


def test_flaky_passes_have_a_count_of_their_own() -> None:
    """They stay passes: the count says how many of those took a second try."""
    counted = totals([result_of("a", flaky=True), result_of("b"), result_of("c", "failed")])
    assert (counted.passed, counted.flaky, counted.failed) == (2, 1, 1)


def test_the_command_asks_this_question_again() -> None:
    """From the command line it is ``ask``, from a file ``run`` with the id; quoted for a shell."""
    asked = _scenario(question="What's new; rm -rf /?", answer=FactAnswer(all_of=("30 days",)))
    assert command(asked) == (
        "selfserve-check ask https://tiles.example/ 'What'\"'\"'s new; rm -rf /?' --answer '30 days'"
    )
    written = _scenario(source="scenarios/my shop.yaml:14")
    assert command(written) == (
        "selfserve-check run 'scenarios/my shop.yaml' --only return-window --site https://tiles.example"
    )
