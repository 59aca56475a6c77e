"""Sentences that remember what they were made of."""

from __future__ import annotations

import ast
import copy
import pickle
from pathlib import Path

import pytest

import selfserve_check
from selfserve_check.language.redact import redacted, redactor_of
from selfserve_check.model.finding import Finding
from selfserve_check.model.said import Counted, Phrase, Row, Said, quoted, row, say, say_n, without_dot

PACKAGE = Path(selfserve_check.__file__).parent
# What carries a sentence into run.json, and the names under which it takes it.
CARRIERS = ("Finding", "Cause", "Note", "Cue", "Trouble", "Broken", "Walled", "NoChange", "Replay", "Limit")
SENTENCES = ("text", "remedy", "effect", "detail", "hint", "because", "told", "why")


def test_a_sentence_is_its_english_text() -> None:
    """It is used as any text; figures are grouped."""
    said = say("{page} has {count} links", page="/help", count=1_200)
    assert said == "/help has 1,200 links"
    assert said.made_of == Phrase(
        says="{page} has {count} links", values=(("page", "/help"), ("count", 1_200))
    )


def test_what_a_page_says_is_never_read_as_a_template() -> None:
    """Braces in a title are a title's."""
    assert say("“{title}”", title="{title} {0} {") == "“{title} {0} {”"


def test_a_count_chooses_its_form() -> None:
    """And stands in it."""
    assert say_n("{count} click", "{count} clicks", 1) == "1 click"
    several = say_n("{count} click", "{count} clicks", 3)
    assert several == "3 clicks"
    assert several.made_of == Counted(one="{count} click", many="{count} clicks", count=3)


def test_sentences_are_put_together_without_losing_what_they_are() -> None:
    """An empty one leaves no gap; what is quoted stands in quotation marks."""
    said = row((say("One."), "", say("Two.")))
    assert said == "One. Two."
    assert said.made_of == Row(parts=(say("One."), say("Two.")), between=" ")
    assert quoted(("a", "b")) == "“a”, “b”"


def test_a_full_stop_is_taken_off_where_it_would_be_the_second() -> None:
    """And nothing else."""
    assert without_dot("It ended.") == "It ended"
    fine = say("it ended")
    assert without_dot(fine) is fine


def test_copies_keep_what_they_were_made_of() -> None:
    """Values go from one place to another."""
    said = say("Link to {page}.", page="/help")
    for other in (copy.deepcopy(said), pickle.loads(pickle.dumps(said))):  # noqa: S301 - our own bytes
        assert isinstance(other, Said)
        assert (other, other.made_of) == (said, said.made_of)


def test_a_secret_is_masked_in_the_sentence_and_in_what_it_was_made_of() -> None:
    """The sentence stays one that can be said again."""
    finding = Finding(kind="k", text=row((say("See {page}.", page="/a/hunter2hunter2"), say("Mend it."))))
    masked = redacted(finding, redactor_of(["hunter2hunter2"])).text
    assert isinstance(masked, Said)
    assert masked == "See /a/***. Mend it."
    assert "hunter2" not in repr(masked.made_of)


def test_where_the_whole_alone_shows_a_secret_only_the_text_is_left() -> None:
    """A value that is none by itself, named by the words around it."""
    masked = redacted(say("X-Api-Key: {value}", value="a1b2c3d4e5f6a7b8"), redactor_of([]))
    assert "a1b2c3d4e5f6a7b8" not in masked
    assert type(masked) is str


@pytest.mark.parametrize("file", sorted(PACKAGE.rglob("*.py")), ids=lambda file: file.stem)
def test_no_sentence_of_a_run_is_hidden_from_the_collector(file: Path) -> None:
    """What goes into run.json is made by say(), and say() is given its words where it is called."""
    source = file.read_text("utf-8")
    named = [
        (node.func.id, node)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    ]
    plain = [
        f"{file.name}:{one.value.lineno}: {name}({one.arg}=…)"
        for name, call in named
        if name in CARRIERS
        for one in call.keywords
        if one.arg in SENTENCES and _is_plain(one.value)
    ]
    counts = {"say": 1, "say_n": 2} if "selfserve_check.model.said import" in source else {}
    computed = [
        f"{file.name}:{call.lineno}: {name}(…)"
        for name, call in named
        for words in call.args[: counts.get(name, 0)]
        if not (isinstance(words, ast.Constant) and isinstance(words.value, str))
    ]
    assert plain + computed == []


def _is_plain(value: ast.expr) -> bool:
    """Words of ours that are no sentence: a literal of several words, or a text put together around some."""
    if isinstance(value, ast.JoinedStr):
        return any(isinstance(part, ast.Constant) and " " in str(part.value).strip() for part in value.values)
    if isinstance(value, ast.IfExp):
        return _is_plain(value.body) or _is_plain(value.orelse)
    return isinstance(value, ast.Constant) and " " in str(value.value)
