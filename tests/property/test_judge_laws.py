"""What holds for the judge on any text: denials, conditions, echoes, yes and no never fail or point outside."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from meanings import SaidCloseness

from selfserve_check.journey.echo import echoes, is_echo, typed_in
from selfserve_check.journey.judge import judge, prepare
from selfserve_check.journey.judge_negation import denies
from selfserve_check.journey.judge_sentence import sentences
from selfserve_check.language.kinds import address
from selfserve_check.language.words import normalise
from selfserve_check.model.observation import Observation, Passage, PassageKind
from selfserve_check.model.scenario import FactAnswer, NoAnswerGiven, Scenario
from selfserve_check.model.verdict import Absent, Answered, Wrong

CALM = settings(deadline=None)
"""Tables and libraries are loaded at first use, on machines of any speed."""

WORDS = (
    *"you can cannot not no yes return returns item items sale within 30 days except only for business if".split(),
    *"customers unless free . , | ? is are excluded we do does apply search results found 12 High Street Leeds".split(),
    *("LS1 4AB", "\u00a0", "İ", "ß", "“", "é"),
)
TEXT = st.text(max_size=60) | st.lists(st.sampled_from(WORDS), max_size=16).map(" ".join)
PASSAGE = st.builds(
    Passage,
    text=TEXT,
    headings=st.sampled_from(((), ("Returns",), ("Can I return a sale item?",))),
    kind=st.sampled_from((PassageKind.TEXT, PassageKind.TABLE_ROW, PassageKind.HEADING)),
)
PAGES = st.lists(PASSAGE, max_size=6).map(tuple)
QUESTION = "Can I return a sale item within 30 days?"


def seen(passages: tuple[Passage, ...], url: str = "https://x.example/a") -> Observation:
    return Observation(url=url, title="Acme", lang="en", passages=passages)


def scenario(answer: FactAnswer | NoAnswerGiven) -> Scenario:
    return Scenario(id="q", question=QUESTION, site="", start="", answer=answer)


@CALM
@given(TEXT)
def test_sentences_are_parts_of_their_text_in_order(text: str) -> None:
    """None is empty, none overlaps, and each stands where it says."""
    position = 0
    for one in sentences(text):
        assert position <= one.start < one.end <= len(text)
        assert one.text.strip()
        assert len(one.text) == one.end - one.start
        position = one.end


@CALM
@given(TEXT, st.integers(min_value=0, max_value=40), st.integers(min_value=1, max_value=9))
def test_a_sentence_can_be_asked_about_any_place(text: str, start: int, length: int) -> None:
    """A place outside the sentence is answered like one at its edge."""
    for one in sentences(text):
        assert denies(one, start, start + length) in (True, False)


@CALM
@given(PAGES)
def test_yes_and_no_never_both_pass(passages: tuple[Passage, ...]) -> None:
    """Where one answer passes, the opposite does not; where one is wrong, the opposite is not."""
    page = seen(passages)
    yes = judge(prepare(scenario(FactAnswer(all_of=("yes",)))), page, None)
    no = judge(prepare(scenario(FactAnswer(all_of=("no",)))), page, None)
    assert not (isinstance(yes, Answered) and isinstance(no, Answered))
    assert not (isinstance(yes, Wrong) and isinstance(no, Wrong))


@CALM
@given(PAGES, st.sampled_from(("30 days", "yes", "no", "12 High Street, Leeds LS1 4AB", "free")))
def test_evidence_is_bounded(passages: tuple[Passage, ...], fact: str) -> None:
    """At most four short conditions, figures between 0 and 1, passages that exist; twice the same."""
    question = prepare(scenario(FactAnswer(all_of=(fact,))))
    verdict = judge(question, seen(passages), None)
    assert verdict == judge(question, seen(passages), None)
    for evidence in () if isinstance(verdict, Absent) else verdict.evidence:
        assert 0 <= evidence.passage < len(passages)
        assert len(evidence.conditions) <= 4
        assert all(0 < len(condition) <= 160 for condition in evidence.conditions)
        assert 0.0 <= evidence.certainty <= 1.0
        assert 0.0 <= evidence.aboutness <= 1.0


@CALM
@given(PAGES, st.floats(min_value=-1, max_value=1))
def test_meaning_changes_no_outcome_of_figures(passages: tuple[Passage, ...], likeness: float) -> None:
    """Whether a page states a bare figure about the question never hangs on it."""
    asked = scenario(FactAnswer(all_of=("30 days",)))
    plain = judge(prepare(asked), seen(passages), None)
    meaning = SaidCloseness(close=lambda _question, _passage: likeness)
    helped = judge(prepare(asked, meaning), seen(passages), None)
    assert isinstance(plain, Answered | Wrong) == isinstance(helped, Answered | Wrong)
    if isinstance(plain, Answered | Wrong):
        assert plain == helped


@CALM
@given(
    st.lists(
        st.sampled_from(("send", "back", "parcel", "gift", "label")), min_size=3, max_size=5, unique=True
    )
)
def test_the_query_itself_is_always_an_echo(words: list[str]) -> None:
    """With or without a search page's words, and never on a page where nothing was typed."""
    query = " ".join(words)
    url = "https://x.example/search?q=" + "+".join(words)
    assert typed_in(url) == (query,)
    for text in (query, query.title(), f"Results: {query}", f"0 results found for {query}"):
        assert is_echo(text, url)
    assert not is_echo(query, "https://x.example/help")
    assert not is_echo(f"{query} within 30 days", url)


@CALM
@given(PAGES, st.text(max_size=60))
def test_any_address_can_be_asked_for_echoes(passages: tuple[Passage, ...], query: str) -> None:
    """Whatever stands in it; echoes are places of passages."""
    page = seen(passages, "https://x.example/search?q=" + query)
    assert all(0 <= index < len(passages) for index in echoes(page))


@CALM
@given(TEXT)
def test_addresses_lie_inside_their_text(text: str) -> None:
    """In order, without overlap."""
    folded, position = normalise(text), 0
    for found in address.scan(folded):
        assert position <= found.start < found.end <= len(folded)
        position = found.end
