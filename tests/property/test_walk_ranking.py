"""What holds for every ranking: it is a stable permutation, and every scent is a share."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from random_worlds import affordances
from worlds import HOME

from selfserve_check.journey.rank import WordScent, best_first
from selfserve_check.model.journey import Scent
from selfserve_check.model.observation import Affordance, Observation

EXAMPLES = settings(max_examples=60, deadline=None)
questions = st.one_of(
    st.text(max_size=60), st.sampled_from(("How long may I return it?", "Can I talk to a human?"))
)
pages = st.lists(affordances, max_size=6).map(
    lambda drawn: Observation(url=HOME, title="", affordances=tuple(drawn))
)


@EXAMPLES
@given(question=questions, page=pages)
def test_there_is_one_scent_for_each_affordance_in_order(question: str, page: Observation) -> None:
    """Each between 0 and 1, each with cues that say why when it smells."""
    scents = WordScent().scents(question, page)
    assert tuple(scent.affordance for scent in scents) == page.affordances
    assert all(0.0 <= scent.value <= 1.0 for scent in scents)
    assert all(scent.cues for scent in scents if scent.value > 0)
    assert all(cue.because and cue.weight > 0 for scent in scents for cue in scent.cues)


@EXAMPLES
@given(question=questions, page=pages)
def test_the_same_page_smells_the_same_twice(question: str, page: Observation) -> None:
    """No state, no chance."""
    assert WordScent().scents(question, page) == WordScent().scents(question, page)


@EXAMPLES
@given(values=st.lists(st.floats(min_value=0.0, max_value=1.0), max_size=12), one=affordances)
def test_ranking_is_a_stable_permutation(values: list[float], one: Affordance) -> None:
    """Nothing lost, nothing added, the stronger first, equals in the order of the page."""
    scents = [Scent(affordance=one, value=value) for value in values]
    ranked = best_first(scents)
    places = [next(i for i, scent in enumerate(scents) if scent is found) for found in ranked]
    assert sorted(places) == list(range(len(scents)))
    rounded = [round(scent.value, 6) for scent in ranked]
    assert rounded == sorted(rounded, reverse=True)
    assert all(a < b for a, b, v, w in zip(places, places[1:], rounded, rounded[1:], strict=False) if v == w)
    assert best_first(ranked) == ranked
