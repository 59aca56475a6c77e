"""A decision is written into its question, and not a byte beside it is touched."""

from __future__ import annotations

import pytest

from selfserve_check.errors import UserError
from selfserve_check.scenario_edit import Ruling, with_ruling

HEAD = "site: https://shop.example  # ours\nbudget:   3\nquestions:\n"
PERSON = "Can I talk to a person?"


def _ruling(
    *facts: str, refused: tuple[str, ...] = (), question: str = PERSON, id_: str = "person"
) -> Ruling:
    return Ruling(id=id_, question=question, facts=facts, refused=refused)


def _with(text: str, ruling: Ruling) -> str:
    return with_ruling(HEAD + text, "shop.yaml", ruling).removeprefix(HEAD)


def test_a_bare_text_becomes_a_mapping() -> None:
    """Its comment stays behind it."""
    bare = Ruling(id="can-i-talk-to-a-person", question=PERSON, facts=("Call 020 7946 0000.",))
    assert _with(f"  - {PERSON}   # often\n  - Next?\n", bare) == (
        f"  - question: {PERSON}   # often\n    answer: 'Call 020 7946 0000.'\n  - Next?\n"
    )


def test_a_bare_text_within_brackets_stays_within() -> None:
    """There it can only be a mapping within brackets."""
    text = "site: https://shop.example\nquestions: [Can I talk to a person?, 'Next?']\n"
    bare = Ruling(id="can-i-talk-to-a-person", question=PERSON, facts=("yes, by phone",))
    assert with_ruling(text, "f", bare) == (
        "site: https://shop.example\n"
        "questions: [{question: 'Can I talk to a person?', answer: 'yes, by phone'}, 'Next?']\n"
    ).replace("'Can I talk to a person?'", "Can I talk to a person?")


def test_an_answer_goes_below_the_question() -> None:
    """With the indentation of its neighbours."""
    text = f"  -   id: person\n      question: {PERSON} # well?\n      tags: [a]\n"
    assert _with(text, _ruling("by phone")) == (
        f"  -   id: person\n      question: {PERSON} # well?\n      answer: by phone\n      tags: [a]\n"
    )


@pytest.mark.parametrize(
    ("before", "ruling", "after"),
    [
        ("answer: 30 days", _ruling("a month"), "answer: {any_of: [30 days, a month]}"),
        ("answer: '30 days' # c", _ruling("a month"), "answer: {any_of: [30 days, a month]} # c"),
        (
            "answer: 30 days",
            _ruling(refused=("14 days",)),
            "answer: {all_of: [30 days], none_of: [14 days]}",
        ),
        ("answer: {any_of: [a, b]}", _ruling("c"), "answer: {any_of: [a, b, c]}"),
        ("answer: {any_of: [a, b,]}", _ruling("c"), "answer: {any_of: [a, b, c,]}"),
        ("answer: {any_of: a}", _ruling("c, d"), "answer: {any_of: [a, 'c, d']}"),
        ("answer: { all_of: [a] }", _ruling("c"), "answer: { any_of: [a, c] }"),
        (
            "answer: {any_of: [a]}",
            _ruling(refused=("it's",)),
            "answer: {any_of: [a], none_of: ['it''s']}",
        ),
        (
            "answer: {any_of: [a], none_of: [b]}",
            _ruling("c", refused=("d",)),
            "answer: {any_of: [a, c], none_of: [b, d]}",
        ),
        (
            "answer:\n      any_of:\n        - a # one\n        - b",
            _ruling("c"),
            "answer:\n      any_of:\n        - a # one\n        - b\n        - c",
        ),
        (
            "answer:\n      all_of:\n      - a\n      none_of: [x]",
            _ruling("c", refused=("y",)),
            "answer:\n      any_of:\n      - a\n      - c\n      none_of: [x, y]",
        ),
        (
            "answer:\n      matches: 'a|b'",
            _ruling("c", refused=("y",)),
            "answer:\n      matches: 'a|b'\n      any_of: [c]\n      none_of: [y]",
        ),
    ],
)
def test_an_answer_that_is_there_is_added_to(before: str, ruling: Ruling, after: str) -> None:
    """In the manner in which it was written."""
    entry = f"  - id: person\n    question: {PERSON}\n    "
    tail = "\n    tags: [x]   # kept\n\n# the end\n"
    assert _with(entry + before + tail, ruling) == entry + after + tail


def test_a_question_within_braces_stays_on_its_line() -> None:
    """The answer stands behind its words."""
    text = "  - {question: 'Can I talk to a person?', id: person}  # c\n"
    assert _with(text, _ruling("by phone", refused=("by post",))) == (
        "  - {question: 'Can I talk to a person?', answer: {all_of: [by phone], none_of: [by post]}, id: person}"
        "  # c\n"
    )


def test_lines_end_as_they_did() -> None:
    """A file from Windows stays one, and one without a last line feed, too."""
    text = (HEAD + f"  - id: person\n    question: {PERSON}").replace("\n", "\r\n")
    assert with_ruling(text, "f", _ruling("by phone")) == text + "\r\n    answer: by phone"


def test_a_question_over_several_lines_is_found() -> None:
    """Folded text is one line to whoever asks it."""
    text = "  - Can I talk\n    to a person?\n  - id: p2\n    question: >-\n      Can I call\n      you?\n    tags: [a]\n"
    bare = Ruling(id="can-i-talk-to-a-person", question=PERSON, facts=("yes",))
    folded = _ruling("by phone", question="Can I call you?", id_="p2")
    once = _with(text, bare)
    assert once.startswith("  - question: Can I talk to a person?\n    answer: yes\n  - id: p2\n")
    assert _with(once, folded).endswith("      Can I call\n      you?\n    answer: by phone\n    tags: [a]\n")


def test_anchors_stay() -> None:
    """They are of no use here, but somebody wrote them."""
    text = f"  - &first\n    id: person\n    question: &words {PERSON}\n"
    assert _with(text, _ruling("yes")) == text + "    answer: yes\n"


@pytest.mark.parametrize(
    ("text", "ruling", "said"),
    [
        (f"  - id: a\n    question: {PERSON}\n", _ruling("x"), "no question has the id 'person'"),
        (
            "  - id: person\n    question: Something else?\n",
            _ruling("x"),
            "f:4: 'person' asks something else",
        ),
        (f"  - id: person\n    question: {PERSON}\n", _ruling(refused=("x",)), "can never be met"),
        (
            f"  - id: person\n    question: {PERSON}\n    answer: {{page: /x}}\n",
            _ruling("x"),
            "its answer is a page",
        ),
        (
            f"  - id: person\n    question: {PERSON}\n    answer: {{all_of: [a, b]}}\n",
            _ruling("x"),
            "needs several facts",
        ),
        (
            f"  - id: person\n    question: {PERSON}\n    answer: 30 days\n",
            _ruling(refused=("30 days",)),
            "no page can ever answer",
        ),
        (f"  - id: person\n    question: {PERSON}\n    anwser: x\n", _ruling("x"), "unknown key 'anwser'"),
        (f"  - id: person\n    question: {PERSON}\n", _ruling("-"), "no letter or figure"),
    ],
)
def test_what_cannot_be_written_is_told_with_its_place(text: str, ruling: Ruling, said: str) -> None:
    """And nothing is made of it."""
    with pytest.raises(UserError, match=said.replace("(", "\\(")):
        with_ruling(HEAD + text, "f", ruling)
