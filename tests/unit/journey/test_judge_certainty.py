"""Without an answer: the best passage, how sure it is, and how a handed-in similarity helps."""

from __future__ import annotations

from dataclasses import replace

from judge_pages import SITE, page, text
from meanings import SaidCloseness

from selfserve_check.journey.judge import judge, prepare
from selfserve_check.journey.judge_certainty import Curve, certainty_from, fitted
from selfserve_check.journey.judge_near import nearest
from selfserve_check.journey.judge_page import read_page
from selfserve_check.model.observation import Observation
from selfserve_check.model.scenario import FactAnswer, NoAnswerGiven, Scenario
from selfserve_check.model.verdict import Absent, Answered, Partial

RETURN = "How long do I have to return an item?"
FILES = "Where do my files live?"

SEEN = page(
    text("Single sign-on with SAML is part of the Enterprise plan."),
    text("Customer data is kept in Frankfurt."),
    text("Deleted boards stay in the trash for a month."),
)


def close(question: str, passage: str) -> float:
    """A similarity that knows that files are data."""
    return 0.7 if "files" in question and "Frankfurt" in passage else 0.05


MEANING = SaidCloseness(close=close)


def scenario(question: str, answer: FactAnswer | NoAnswerGiven) -> Scenario:
    return Scenario(id="q", question=question, site=SITE, start=SITE, answer=answer)


def sure(seen: Observation, question: str = RETURN) -> float:
    found = nearest((question,), read_page(seen, None), pointers=False)
    return found[0].certainty if found else 0.0


def test_certainty_rises_with_aboutness_and_with_the_lead() -> None:
    """A passage with more of the question's words is surer; one with a rival as good is less sure."""
    clear = sure(page(text("You have a month to return an item to us."), text("We love tiles.")))
    vague = sure(
        page(text("You have a month to return from your holiday booked with us."), text("We love tiles."))
    )
    rivalled = sure(
        page(text("You have a month to return an item to us."), text("You return an item by post to us."))
    )
    assert 0.0 < vague <= clear <= 1.0
    assert 0.0 < rivalled < clear


def test_what_is_proposed_carries_its_certainty() -> None:
    """The evidence of a question without an answer says how sure it is; a found fact needs none."""
    seen = page(text("You have 30 days to return an item."))
    proposed = judge(prepare(scenario(RETURN, NoAnswerGiven())), seen, None)
    assert isinstance(proposed, Partial)
    assert proposed.evidence[0].certainty > 0.5
    answered = judge(prepare(scenario(RETURN, FactAnswer(all_of=("30 days",)))), seen, None)
    assert isinstance(answered, Answered)
    assert answered.evidence[0].certainty == 0.0


def test_a_similarity_finds_what_shares_no_word() -> None:
    """By words alone nothing comes near; by meaning one passage does."""
    assert isinstance(judge(prepare(scenario(FILES, NoAnswerGiven())), SEEN, None), Absent)
    verdict = judge(prepare(scenario(FILES, NoAnswerGiven()), MEANING), SEEN, None)
    assert isinstance(verdict, Partial)
    assert [evidence.passage for evidence in verdict.evidence] == [1]


def test_meaning_alone_never_makes_an_answer() -> None:
    """A page that does not state the fact does not pass, however close it comes."""
    question = prepare(scenario(FILES, FactAnswer(all_of=("30 days",))), MEANING)
    assert isinstance(judge(question, SEEN, None), Absent)


def test_meaning_ties_a_telling_fact_to_a_question_that_shares_no_word() -> None:
    """A phrase that says a good deal passes under a question in other words; without meaning it does not."""
    answer = FactAnswer(all_of=("data is kept in Frankfurt",))
    assert isinstance(judge(prepare(scenario(FILES, answer)), SEEN, None), Absent)
    assert isinstance(judge(prepare(scenario(FILES, answer), MEANING), SEEN, None), Answered)


def test_meaning_never_carries_a_figure() -> None:
    """A bare figure says nothing by itself: the question's words must stand with it."""
    stated = page(text("Customer data is kept in Frankfurt for 30 days."))
    question = prepare(scenario(FILES, FactAnswer(all_of=("30 days",))), MEANING)
    assert not isinstance(judge(question, stated, None), Answered)


def in_place(fact: str, said: str, heading_close: float) -> bool:
    """Whether ``fact`` passes in ``said``, under a heading that is so close to the question; what is said there
    is close to it without the fact."""

    def close(_question: str, text: str) -> float:
        return heading_close if text == "Storage" else 0.62 if "kept safely" in text else 0.05

    seen = page(text(said, "Storage"), title="")
    question = prepare(scenario(FILES, FactAnswer(all_of=(fact,))), SaidCloseness(close=close))
    return isinstance(judge(question, seen, None), Answered)


def test_meaning_carries_a_short_fact_where_its_heading_is_close_too() -> None:
    """Both what is said around it and the place it stands in; neither alone does."""
    assert in_place("kept in Frankfurt", "Customer data is kept safely, and kept in Frankfurt.", 0.45)
    assert not in_place("kept in Frankfurt", "Customer data is kept safely, and kept in Frankfurt.", 0.35)
    assert not in_place("kept safely", "Customer data is kept safely.", 0.45)


def test_in_its_place_too_meaning_never_carries_a_figure() -> None:
    """The same amount stands beside many a thing of the kind."""
    assert not in_place("30 days", "Customer data is kept safely for 30 days.", 0.9)


def test_meaning_is_left_alone_in_a_language_it_does_not_know() -> None:
    """On a German page the English model has no say."""
    german = replace(SEEN, lang="de")
    question = prepare(scenario(FILES, FactAnswer(all_of=("kept in Frankfurt",))), MEANING)
    assert not isinstance(judge(question, german, None), Answered)


def test_nothing_alike_stays_absent() -> None:
    """A similarity that sees nothing proposes nothing."""
    nothing = SaidCloseness(close=lambda _question, _passage: 0.02)
    assert isinstance(judge(prepare(scenario(FILES, NoAnswerGiven()), nothing), SEEN, None), Absent)


def test_the_best_wording_counts() -> None:
    """Another way to ask may be the closer one."""
    found = nearest(("In which town is it?", FILES), read_page(SEEN, None, close), pointers=False)
    assert found[0].index == 1


def test_a_curve_is_a_logistic_one() -> None:
    """Half at zero, rounded to three digits, and never an overflow."""
    curve = Curve(bias=-1.0, about=0.0, score=2.0, lead=1.0)
    assert curve.certainty(0.0, 0.5, 0.0) == 0.5
    assert curve.certainty(0.0, 1.0, 0.0) == 0.731
    assert Curve(bias=1e9, about=0.0, score=0.0, lead=0.0).certainty(0, 0, 0) == 1.0


def test_the_packaged_curves_rise() -> None:
    """More words, more likeness and a greater lead never make a passage less sure."""
    for curve in (fitted().lexical, fitted().blended):
        assert min(curve.about, curve.score, curve.lead) >= 0.0
        assert curve.score > 0.0
    assert 0.0 <= fitted().about_share <= 1.0


def test_curves_are_read_from_json() -> None:
    """As the script in bench/ writes them."""
    one = {"bias": -1, "about": 0, "score": 2, "lead": 3}
    read = certainty_from({"lexical": one, "blended": one, "about_share": 0.1, "provenance": "here"})
    assert read.lexical == Curve(bias=-1.0, about=0.0, score=2.0, lead=3.0)
    assert read.about_share == 0.1
