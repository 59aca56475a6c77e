"""What the judge and the walk know beside the verdict, and where each report says it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from report_parts import journey_of, result_of, run_of

from selfserve_check.model.action import View
from selfserve_check.model.journey import Ending, Journey
from selfserve_check.model.result import JourneyRecord, Outcome, QuestionResult, Run, RunStats, WordsOnly
from selfserve_check.model.scenario import Answer, FactAnswer, NoAnswerGiven, PassWhen, Scenario
from selfserve_check.model.verdict import Absent, Evidence, Partial, Verdict
from selfserve_check.report import html, look, markdown, terminal, words
from selfserve_check.report.convert import to_run_file
from selfserve_check.report.read import read_run
from selfserve_check.report.run_file import (
    EvidencePart,
    ExpectedPart,
    FindingPart,
    ResultPart,
    WordingPart,
    WordsOnlyPart,
)

SITE = "https://tiles.example"
QUESTION, OTHER = "How long do I have to send something back?", "what is your return period"
LIMITED = EvidencePart(
    url=f"{SITE}/returns", quote="Within 30 days.", conditions=["except sale items", "for members only"]
)
SAVED = Evidence(
    url=f"{SITE}/r", quote="Within 30 days.", conditions=("except sale items",), certainty=0.62, aboutness=0.5
)


def converted(
    answer: Answer, verdict: Verdict, pass_when: PassWhen = PassWhen.ANY, **values: Any
) -> ResultPart:
    scenario = Scenario(
        id="q",
        question=QUESTION,
        also_asked=(OTHER,),
        site=SITE,
        start=SITE,
        answer=answer,
        pass_when=pass_when,
    )
    outcomes = ((QUESTION, Outcome.FAILED), (OTHER, Outcome.PASSED), (OTHER, Outcome.FAILED))
    records = tuple(
        JourneyRecord(journey=_journey(wording, outcome, verdict), outcome=outcome)
        for wording, outcome in outcomes
    )
    result = QuestionResult(scenario=scenario, outcome=Outcome.FAILED, records=records, best=0, **values)
    run = Run(
        run_id="r",
        started_at="",
        finished_at="",
        tool_version="0",
        browser="b",
        site=SITE,
        complete=True,
        results=(result,),
        stats=RunStats(),
    )
    return to_run_file(run)[0].results[0]


def _journey(wording: str, outcome: Outcome, verdict: Verdict) -> Journey:
    ending = Ending.FOUND if outcome is Outcome.PASSED else Ending.NOTHING_LEFT
    return Journey(persona="menu", view=View(), wording=wording, steps=(), ending=ending, verdict=verdict)


def formats(*results: ResultPart) -> dict[str, str]:
    run = run_of(*results)
    return {
        "html": html.render(run, {}),
        "markdown": markdown.render(run),
        "terminal": "\n".join(terminal.lines(run, width=2_000)),
    }


def in_wordings(own: str, other: str, **changes: Any) -> ResultPart:
    wordings = [WordingPart(wording=QUESTION, outcome=own), WordingPart(wording=OTHER, outcome=other)]
    return result_of(outcome=own, wordings=wordings, **changes)


def test_run_json_keeps_what_limits_an_answer() -> None:
    """Quoted, in the order of the page."""
    seen = converted(FactAnswer(all_of=("30 days",)), Partial(evidence=(SAVED,)))
    assert seen.evidence[0].conditions == ["except sale items"]


def test_certainty_is_told_of_proposals_alone() -> None:
    """Beside an expected fact nothing is proposed, and the figure is not calibrated: null."""
    proposed = converted(NoAnswerGiven(), Partial(evidence=(SAVED,)))
    compared = converted(FactAnswer(all_of=("30 days",)), Partial(evidence=(SAVED,)))
    assert proposed.evidence[0].certainty == 0.62
    assert compared.evidence[0].certainty is None


def test_no_certainty_is_null_and_not_zero() -> None:
    """Nothing was worked out, which is not "certainly not"."""
    unknown = Evidence(url=SITE, quote="Within 30 days.")
    assert converted(NoAnswerGiven(), Partial(evidence=(unknown,))).evidence[0].certainty is None


def test_run_json_keeps_why_a_passage_was_not_accepted() -> None:
    """With each journey whose verdict it was."""
    doubted = converted(
        FactAnswer(all_of=("30 days",)), Partial(evidence=(SAVED,), because=("it is denied",))
    )
    nothing = converted(FactAnswer(all_of=("30 days",)), Absent())
    assert doubted.journeys[0].not_accepted == ["it is denied"]
    assert nothing.journeys[0].not_accepted == []


@pytest.mark.parametrize(("pass_when", "other"), [(PassWhen.ANY, "passed"), (PassWhen.ALL, "failed")])
def test_each_wording_has_its_own_outcome(pass_when: PassWhen, other: str) -> None:
    """By the rule that decides the question's own: one visitor who finds it, or every one."""
    result = converted(FactAnswer(all_of=("30 days",)), Absent(), pass_when)
    assert [(one.wording, one.outcome) for one in result.wordings] == [(QUESTION, "failed"), (OTHER, other)]


def test_run_json_keeps_which_pages_were_read_by_words() -> None:
    """null where all were read by their meaning."""
    found = WordsOnly(languages=("de",), pages=3, read=5)
    assert converted(NoAnswerGiven(), Absent(), words_only=found).words_only == WordsOnlyPart(
        languages=["de"], pages=3, read=5
    )
    assert converted(NoAnswerGiven(), Absent()).words_only is None


@pytest.mark.parametrize("name", ["html", "markdown", "terminal"])
def test_every_report_says_what_limits_the_answer(name: str) -> None:
    """Of a pass, too: "30 days" with an exception is another answer than "30 days"."""
    said = formats(result_of(evidence=[LIMITED]))[name]
    assert "“except sale items”, “for members only”" in said


def test_a_plain_pass_is_not_told_of_at_length() -> None:
    """Only a pass that something limits, or that a wording misses, needs a look."""
    plain = formats(result_of(evidence=[LIMITED.model_copy(update={"conditions": []})]))
    assert "Within 30 days." not in plain["terminal"]
    assert "### " not in plain["markdown"]


@pytest.mark.parametrize("name", ["html", "markdown", "terminal"])
def test_every_report_says_how_sure_a_proposal_is(name: str) -> None:
    """In words and as a percentage."""
    proposal = EvidencePart(url=f"{SITE}/contact", quote="Call us from 9 to 5.", certainty=0.62)
    none = ExpectedPart(kind="none")
    said = formats(result_of(outcome="needs_review", expected=none, evidence=[proposal]))[name]
    assert "Is this the answer? Probably: we are 62 % sure." in said


def test_without_a_certainty_nobody_claims_one() -> None:
    """A run of an older version has none."""
    older = EvidencePart(url=f"{SITE}/contact", quote="Call us from 9 to 5.")
    said = formats(result_of(outcome="needs_review", expected=ExpectedPart(kind="none"), evidence=[older]))
    assert [name for name, text in said.items() if "% sure" in text] == []
    assert "Is this the answer?" in said["terminal"]


@pytest.mark.parametrize("name", ["html", "markdown"])
def test_a_failure_says_why_the_nearest_passage_does_not_count(name: str) -> None:
    """Beside the passage, from the journey that decided."""
    far = journey_of("failed", not_accepted=["it says neither yes nor no"])
    near = journey_of("failed", not_accepted=["the sentence denies it"])
    result = result_of(outcome="failed", journeys=[far, near], best_journey=1, evidence=[LIMITED])
    assert "Why it does not count:" in formats(result)[name]
    assert look.doubt_text(result) == "the sentence denies it"


def test_other_journeys_say_their_own_doubts_in_html() -> None:
    """The deciding one's stand beside the evidence, once."""
    far = journey_of("failed", not_accepted=["it says neither yes nor no"])
    near = journey_of("failed", not_accepted=["the sentence denies it"])
    said = formats(result_of(outcome="failed", journeys=[far, near], best_journey=1, evidence=[LIMITED]))[
        "html"
    ]
    assert "The nearest passage does not count: it says neither yes nor no" in said
    assert said.count("the sentence denies it") == 1


def test_a_pass_has_no_doubts() -> None:
    """What a visitor of another kind met does not count against it."""
    assert look.doubt_text(result_of(journeys=[journey_of(not_accepted=["denied"])], best_journey=0)) == ""


@pytest.mark.parametrize("name", ["html", "markdown", "terminal"])
@pytest.mark.parametrize(
    ("own", "other", "told"),
    [
        ("passed", "failed", f"Found when put as “{QUESTION}”, but not as “{OTHER}”."),
        ("failed", "passed", f"Found when put as “{OTHER}”, but not as “{QUESTION}”."),
    ],
)
def test_every_report_names_the_wording_that_fails(name: str, own: str, other: str, told: str) -> None:
    """Whichever of the two it is."""
    assert told in formats(in_wordings(own, other))[name]


@pytest.mark.parametrize(
    ("own", "other"),
    [("passed", "passed"), ("failed", "failed"), ("failed", "errored"), ("passed", "errored")],
)
def test_wordings_that_do_not_disagree_are_not_told_of(own: str, other: str) -> None:
    """One that could not be asked neither passes nor fails."""
    assert look.wording_text(in_wordings(own, other)) == ""


def test_a_finding_that_names_the_wording_is_enough() -> None:
    """It is not said twice; one that names another wording is not enough."""
    naming = FindingPart(kind="wording", text=f'Customers who put it as "{OTHER}" do not find the answer.')
    another = FindingPart(kind="wording", text='Customers who put it as "and abroad" do not find the answer.')
    assert look.wording_text(in_wordings("passed", "failed", findings=[naming])) == ""
    assert look.wording_text(in_wordings("passed", "failed", findings=[another])) != ""


def test_many_wordings_are_counted() -> None:
    """Four are named, the rest are a figure."""
    lost = [WordingPart(wording=f"w{number}", outcome="failed") for number in range(6)]
    result = result_of(wordings=[WordingPart(wording=QUESTION, outcome="passed"), *lost])
    assert look.wording_text(result).endswith("but not as “w0”, “w1”, “w2”, “w3” and 2 more.")


@pytest.mark.parametrize("name", ["html", "markdown", "terminal"])
def test_every_report_says_once_that_pages_were_read_by_words(name: str) -> None:
    """One line a run, with all the languages."""
    german = WordsOnlyPart(languages=["de"], pages=3, read=5)
    polish = WordsOnlyPart(languages=["pl", "de"], pages=1, read=1)
    said = formats(result_of("a", words_only=german), result_of("b", words_only=polish), result_of("c"))[name]
    told = "For 2 questions visitors read pages in German and Polish, which we read by their words only"
    assert said.count(told) == (2 if name == "html" else 1)  # for the web team, and for the client


@pytest.mark.parametrize(
    ("part", "told"),
    [
        (WordsOnlyPart(languages=["de"], pages=3, read=5), "3 of 5 pages are in German"),
        (WordsOnlyPart(languages=["pt-BR", "pt"], pages=2, read=2), "2 of 2 pages are in Portuguese"),
        (WordsOnlyPart(languages=["zzz"], pages=1, read=4), "1 of 4 pages is in “zzz”"),
        (WordsOnlyPart(languages=[], pages=1, read=1), "1 of 1 page is in another language"),
    ],
)
def test_a_question_says_how_many_of_its_pages(part: WordsOnlyPart, told: str) -> None:
    """By the language's name where it is known."""
    text = look.language_text(result_of(words_only=part))
    assert text == f"{told}, which we read by their words only, not by meaning"
    assert look.language_text(result_of()) == ""


@pytest.mark.parametrize(
    ("share", "told"),
    [
        (1.0, "Almost certainly: we are 100 % sure."),
        (0.9, "Almost certainly: we are 90 % sure."),
        (0.899, "Very likely: we are 90 % sure."),
        (0.5, "Probably: we are 50 % sure."),
        (0.3, "Perhaps: we are 30 % sure."),
        (0.001, "Hardly: we are 1 % sure."),
    ],
)
def test_certainty_in_words(share: float, told: str) -> None:
    """The word follows the figure, not its rounding."""
    assert words.certainty(share) == told


@pytest.mark.parametrize("version", ["1.0", "1.1"])
def test_a_run_of_an_older_version_is_read_without_all_that(version: str, tmp_path: Path) -> None:
    """It has none of the new keys, and every format can be made of it."""
    new = {"wordings", "words_only"}
    older = run_of(
        result_of("a", "failed", evidence=[LIMITED], journeys=[journey_of("failed")], best_journey=0)
    )
    told = older.model_dump(mode="json") | {"schema_version": version}
    result = {key: value for key, value in told["results"][0].items() if key not in new}
    result["evidence"] = [{"url": LIMITED.url, "quote": LIMITED.quote}]
    result["journeys"][0].pop("not_accepted")
    file = tmp_path / "run.json"
    file.write_text(json.dumps(told | {"results": [result]}), encoding="utf-8")
    read = read_run(file)
    assert read.results[0].evidence[0].conditions == []
    assert "Within 30 days." in markdown.render(read)
    assert "Within 30 days." in html.render(read, {})
