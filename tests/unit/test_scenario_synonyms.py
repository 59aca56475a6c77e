"""``synonyms:`` in scenario files: a site's own words."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from ruamel.yaml import YAML

from selfserve_check.errors import FileProblemsError
from selfserve_check.model.scenario import Scenario
from selfserve_check.scenario_file import load_scenarios, scenario_lines
from selfserve_check.schemas import schema_text

HEAD = "site: https://shop.example\n"


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file ``shop.yaml`` in the current folder, still to be written."""
    monkeypatch.chdir(tmp_path)
    return Path("shop.yaml")


def loaded(path: Path, text: str) -> tuple[Scenario, ...]:
    path.write_text(HEAD + text, encoding="utf-8")
    return load_scenarios([path])


def refused(path: Path, groups: str) -> list[str]:
    """The problems of the file's ``groups``, one line each, without the file's name."""
    with pytest.raises(FileProblemsError) as caught:
        loaded(path, f"synonyms: {groups}\nquestions: [a]\n")
    return [line.removeprefix("shop.yaml:") for line in str(caught.value).splitlines()]


def test_the_groups_of_the_file_come_before_those_of_the_question(shop: Path) -> None:
    """Each once; a question without its own has the file's."""
    text = """\
synonyms: [[Retoure, return], [tile pack, carton, box]]
questions:
  - question: What does a box cost?
    synonyms: [[box, Gebinde], [Retoure, return]]
  - Where do I return it?
"""
    first, second = loaded(shop, text)
    file = (("Retoure", "return"), ("tile pack", "carton", "box"))
    assert first.synonyms == (*file, ("box", "Gebinde"))
    assert second.synonyms == file


def test_without_the_key_there_are_none(shop: Path) -> None:
    """As in every file written before."""
    assert loaded(shop, "questions: [a]\n")[0].synonyms == ()


def test_words_are_text_on_one_line(shop: Path) -> None:
    """YAML's "no", figures, and text over two lines."""
    assert loaded(shop, "synonyms: [[no, 24, 'tile\n  pack']]\nquestions: [a]\n")[0].synonyms == (
        ("no", "24", "tile pack"),
    )


@pytest.mark.parametrize(
    ("groups", "problem"),
    [
        ("[[carton]]", "2:12: a group needs two or more words that mean the same on this site"),
        ("[[]]", "2:12: a group needs two or more words that mean the same on this site"),
        ("[carton]", "2:12: a group is a list of words that mean the same; write [[carton, box], [...]]"),
        (
            "[[a, ' ']]",
            "2:16: there is no word in it; write a word or phrase as the site or its customers say it",
        ),
        (
            "[[a, '&']]",
            "2:16: there is no word in it; write a word or phrase as the site or its customers say it",
        ),
        ("[[box, carton, Box]]", "2:26: 'Box' is in this group twice; remove one of the two"),
        (f"[[a, {'b' * 61}]]", "2:16: the text is longer than 60 characters; shorten it"),
        ("[[a, [b, c]]]", "2:16: a text belongs here, not a list or a mapping"),
        ("[{a: b}]", "2:12: a list belongs here"),
        ("carton", "2:11: a list belongs here"),
        ("", "2:1: nothing is written here; write a value or remove the key"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(shop: Path, groups: str, problem: str) -> None:
    """File, line, column, and what to write instead."""
    assert refused(shop, groups) == [problem]


def test_a_group_has_twelve_words_at_most(shop: Path) -> None:
    """Twelve are read, the thirteenth is refused."""
    words = [f"w{number}" for number in range(13)]
    twelve = loaded(shop, f"synonyms: [[{', '.join(words[:12])}]]\nquestions: [a]\n")
    assert len(twelve[0].synonyms[0]) == 12
    assert refused(shop, f"[[{', '.join(words)}]]") == ["2:12: 13 entries are too many; at most 12 are read"]


def test_there_are_a_hundred_groups_at_most(shop: Path) -> None:
    """A hundred are read, one more is refused."""
    groups = [f"[a{number}, b{number}]" for number in range(101)]
    hundred = loaded(shop, f"synonyms: [{', '.join(groups[:100])}]\nquestions: [a]\n")
    assert len(hundred[0].synonyms) == 100
    assert refused(shop, f"[{', '.join(groups)}]") == ["2:11: 101 entries are too many; at most 100 are read"]


def test_the_lines_that_keep_a_question_keep_its_words(shop: Path) -> None:
    """What they say is read back as the same groups."""
    question = loaded(shop, "synonyms: [[Retoure, return]]\nquestions: [Where to?]\n")[0]
    shop.write_text(scenario_lines(question), encoding="utf-8")
    assert load_scenarios([shop])[0].synonyms == (("Retoure", "return"),)


@pytest.mark.parametrize(
    ("groups", "accepted"),
    [
        ("[[Retoure, return], [no, 24]]", True),
        ("[]", True),
        ("[carton, box]", False),
        ("[[carton]]", False),
        ("[[a, '']]", False),
        (f"[[a, {'b' * 61}]]", False),
        ("[[a, b, c, d, e, f, g, h, i, j, k, l, m]]", False),
    ],
)
def test_an_editor_marks_what_the_loader_refuses(groups: str, accepted: bool) -> None:
    """By the schema that ships, of the file and of a question."""
    schema = jsonschema.Draft202012Validator(json.loads(schema_text("scenarios")))
    for text in (
        f"synonyms: {groups}\nquestions: [a]",
        f"questions: [{{question: a, synonyms: {groups}}}]",
    ):
        assert schema.is_valid(YAML(typ="safe", pure=True).load(text)) is accepted
