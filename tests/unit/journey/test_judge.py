"""Verdicts: combinations of facts, forbidden facts, what was revealed, pages, and no answer given."""

from __future__ import annotations

import pytest
from judge_pages import SITE, ask, facts, heading, page, row, text

from selfserve_check.journey.judge import judge, judge_read, prepare
from selfserve_check.journey.judge_page import read_page
from selfserve_check.model.observation import Region, Signals
from selfserve_check.model.scenario import FactAnswer, PageAnswer, Scenario
from selfserve_check.model.verdict import Absent, Answered, Partial, Wrong

RETURN = "How long do I have to return an item?"
PHONE = "When can I phone you?"


def test_evidence_quotes_the_passage_and_the_fact_as_written() -> None:
    """Evidence carries where it stands, its headings, and the fact in the page's own words."""
    verdict = ask(
        RETURN, page(text("Other"), text("Return it within thirty days.", "Returns")), facts("30 days")
    )
    assert isinstance(verdict, Answered)
    (evidence,) = verdict.evidence
    assert evidence.passage == 1
    assert evidence.quote == "Return it within thirty days."
    assert evidence.headings == ("Returns",)
    assert evidence.facts == ("thirty days",)
    assert evidence.url == SITE + "/x"
    assert 0.5 < evidence.aboutness <= 1.0


def test_a_long_passage_is_cut_around_the_fact() -> None:
    """At most 300 characters, whole words, ellipses where something was left out."""
    filler = "Lorem ipsum dolor sit amet consectetur adipiscing elit. " * 20
    verdict = ask(RETURN, page(text(f"{filler}Return any item within 30 days. {filler}")), facts("30 days"))
    assert isinstance(verdict, Answered)
    quote = verdict.evidence[0].quote
    assert len(quote) <= 300
    assert "Return any item within 30 days." in quote
    assert quote.startswith("… ")
    assert quote.endswith(" …")
    assert set(quote.split()) <= {*filler.split(), *"Return any item within 30 days. …".split()}


def test_all_of_may_stand_in_passages_of_one_section() -> None:
    """Telephone number and hours under one heading answer together."""
    seen = page(text("Call 020 7946 0000", "Phone"), text("Monday to Friday 9am-5pm", "Phone"))
    verdict = ask(PHONE, seen, facts("+44 20 7946 0000", "9 am to 5 pm"))
    assert isinstance(verdict, Answered)
    assert [evidence.passage for evidence in verdict.evidence] == [0, 1]


def test_all_of_in_different_sections_is_not_one_answer() -> None:
    """Facts gathered from two sections may be about two things."""
    seen = page(text("Call 020 7946 0000", "Phone"), text("Phone lines: 9am-5pm", "Spain"))
    verdict = ask(PHONE, seen, facts("+44 20 7946 0000", "9 am to 5 pm"))
    assert isinstance(verdict, Partial)
    assert len(verdict.missing) == 1


def test_a_missing_fact_is_named() -> None:
    """What is shown is evidence, what is not is missing."""
    seen = page(text("Call 020 7946 0000", "Phone"), text("Monday to Friday 9am-6pm", "Phone"))
    verdict = ask(PHONE, seen, facts("+44 20 7946 0000", "9 am to 5 pm"))
    assert isinstance(verdict, Partial)
    assert verdict.missing == ("9 am to 5 pm",)
    assert verdict.evidence[0].facts == ("020 7946 0000",)


def test_a_forbidden_fact_beside_the_answer_makes_it_wrong() -> None:
    """In the same section, whatever it is about."""
    seen = page(text("Return items within 30 days.", "Returns"), text("Sale goods: 14 days.", "Returns"))
    verdict = ask(RETURN, seen, facts("30 days", none_of=("14 days",)))
    assert isinstance(verdict, Wrong)
    assert verdict.against == ("14 days",)
    assert [evidence.passage for evidence in verdict.evidence] == [1, 0]


def test_a_forbidden_fact_about_the_question_is_wrong_without_the_right_one() -> None:
    """The page states another answer."""
    seen = page(text("Return items within 14 days.", "Returns"))
    assert isinstance(ask(RETURN, seen, facts("30 days", none_of=("14 days",))), Wrong)


def test_a_forbidden_fact_about_something_else_is_no_matter() -> None:
    """Another subject elsewhere on the page may have that figure."""
    seen = page(
        text("Return items within 30 days.", "Returns"),
        text("Free 14-day trial", "Newsletter", region=Region.FOOTER),
    )
    assert isinstance(ask(RETURN, seen, facts("30 days", none_of=("14 days",))), Answered)


def test_only_what_was_revealed_is_evidence() -> None:
    """After an act inside the page, what was there before proves nothing about the act."""
    seen = page(text("Return items within 30 days.", "Returns"), text("Parcels leave us daily."))
    assert isinstance(ask(RETURN, seen, facts("30 days"), revealed=(1,)), Absent)
    assert isinstance(ask(RETURN, seen, facts("30 days"), revealed=(0,)), Answered)


def test_a_pattern_may_span_the_lines_of_a_section() -> None:
    """A heading and the lines below it are searched together, newlines between them."""
    seen = page(heading("Tripod", "Photo"), text("£14.98", "Photo", "Tripod"), title="Photo")
    answer = FactAnswer(matches=(r"Tripod\n£14\.98",))
    verdict = ask("How much is the tripod?", seen, answer)
    assert isinstance(verdict, Answered)
    assert [evidence.passage for evidence in verdict.evidence] in ([0], [1], [0, 1])


def test_a_row_of_a_table_is_a_passage() -> None:
    """A price belongs to the row it stands in."""
    seen = page(row("Standard | £4.95", "Delivery"), row("Express | £9.95", "Delivery"))
    verdict = ask("What does express delivery cost?", seen, facts("£9.95"))
    assert isinstance(verdict, Answered)
    assert verdict.evidence[0].passage == 1


def test_on_topic_without_the_fact_is_partial() -> None:
    """A reader is on the right page and does not find the figure."""
    verdict = ask(RETURN, page(text("Items can be returned by post.", "Returns")), facts("30 days"))
    assert isinstance(verdict, Partial)
    assert verdict.missing == ("30 days",)


def test_any_of_that_is_missing_names_every_choice() -> None:
    """One line says what would have counted."""
    verdict = ask(
        "What does delivery cost?",
        page(text("Delivery costs depend on weight.", "Delivery")),
        FactAnswer(any_of=("£4.95", "free over £50")),
    )
    assert isinstance(verdict, Partial)
    assert verdict.missing == ("£4.95 or free over £50",)


def test_an_unrelated_page_is_absent() -> None:
    """Nothing there is about the question."""
    assert isinstance(ask(RETURN, page(text("Our tiles are made in Leeds.")), facts("30 days")), Absent)
    assert isinstance(ask(RETURN, page(), facts("30 days")), Absent)


def test_without_an_answer_the_best_passage_is_shown_for_review() -> None:
    """Never Answered: nobody said what the answer is."""
    seen = page(text("We sell tiles."), text("You may return an item by post or at the counter.", "Returns"))
    verdict = ask(RETURN, seen)
    assert isinstance(verdict, Partial)
    assert verdict.evidence[0].passage == 1
    assert verdict.missing == ()


def test_without_an_answer_headings_and_menus_are_not_enough() -> None:
    """A link or a heading on the topic is a promise, not an answer."""
    seen = page(
        text("Returning items", region=Region.NAVIGATION),
        heading("Returning items"),
        text("Welcome to Acme."),
    )
    assert isinstance(ask("How do I return items?", seen), Absent)


@pytest.mark.parametrize(
    ("wanted", "url"),
    [
        ("/help/reset", SITE + "/help/reset"),
        ("/help/reset", SITE + "/help/reset/"),
        ("/help/reset/", SITE + "/help/reset/index.html#top"),
        ("/help/reset", "http://acme.example/help/reset?utm_source=x"),
        ("/help?topic=reset", SITE + "/help?lang=en&topic=reset"),
        (SITE + "/help/reset", SITE + "/help/reset"),
        ("/#/reset", SITE + "/#/reset"),
        ("/caf%C3%A9", SITE + "/café"),
    ],
)
def test_a_page_answer_is_reached(wanted: str, url: str) -> None:
    """Trailing slash, index page, www, scheme, further parameters and encoding do not matter."""
    seen = page(
        heading("Reset your password"), text("Choose Forgot password.", "Reset your password"), url=url
    )
    verdict = ask("How do I reset my password?", seen, PageAnswer(page=wanted))
    assert isinstance(verdict, Answered)
    assert verdict.evidence[0].quote == "Reset your password"


@pytest.mark.parametrize(
    ("wanted", "url"),
    [
        ("/help/reset", SITE + "/help/resetting"),
        ("/help/reset", "https://other.example/help/reset"),
        ("/help?topic=reset", SITE + "/help?topic=billing"),
        ("/help?topic=reset", SITE + "/help"),
        ("/#/reset", SITE + "/#/login"),
    ],
)
def test_another_page_is_not_the_page(wanted: str, url: str) -> None:
    """Path, host, the named parameters and a named fragment must agree."""
    seen = page(text("Choose Forgot password to reset your password."), url=url)
    verdict = ask("How do I reset my password?", seen, PageAnswer(page=wanted))
    assert isinstance(verdict, Partial)
    assert verdict.missing == (wanted,)


@pytest.mark.parametrize("signals", [Signals(error_state=True), Signals(main_empty=True)])
def test_a_page_that_shows_an_error_or_nothing_does_not_answer(signals: Signals) -> None:
    """The address alone helps nobody."""
    seen = page(text("Something went wrong."), url=SITE + "/help", signals=signals)
    assert isinstance(ask("Where is help?", seen, PageAnswer(page="/help")), Partial)


def test_a_page_of_menus_alone_does_not_answer() -> None:
    """Content must be visible, not only navigation."""
    seen = page(text("Help", region=Region.NAVIGATION), url=SITE + "/help")
    assert isinstance(ask("Where is help?", seen, PageAnswer(page="/help")), Partial)


@pytest.mark.parametrize("answer", [FactAnswer(all_of=("?!",)), FactAnswer(matches=("(a",))])
def test_an_answer_that_can_never_match_is_refused_when_prepared(answer: FactAnswer) -> None:
    """A mistake is told before a page is loaded."""
    with pytest.raises(ValueError, match=r"letter|missing"):
        prepare(Scenario(id="q", question="Why?", site=SITE, start=SITE, answer=answer))


@pytest.mark.parametrize(
    ("words", "same"),
    [
        ("Return any item within 30 days.", True),
        ("Return any item within 14 days.", False),
        ("How to return an item is said on the slip.", False),
        ("We sell tiles.", True),
    ],
)
def test_whoever_only_looks_for_the_answer_is_told_all_but_what_comes_near(words: str, same: bool) -> None:
    """The same verdicts, but for pages that only come near: those say nothing to the question."""
    seen = page(text(words, "Returns"))
    scenario = Scenario(id="q", question=RETURN, site=SITE, start=SITE, answer=facts("30 days"))
    whole = judge(prepare(scenario), seen, None)
    hasty = judge_read(prepare(scenario), read_page(seen, None), near=False)
    assert isinstance(whole, Answered) == isinstance(hasty, Answered)
    assert hasty == (whole if same else Absent())
    assert same or isinstance(whole, Partial)
