"""YAML with the place of every word."""

from __future__ import annotations

from pathlib import Path

import pytest

from selfserve_check import yaml_source
from selfserve_check.errors import FileProblemsError
from selfserve_check.yaml_source import FILE_BYTES_MAX, Spot, parse_yaml, read_yaml


def refused(text: str) -> str:
    """Everything that is said about ``text``, fatal or not."""
    try:
        source = parse_yaml(text, "f.yaml")
    except FileProblemsError as error:
        return str(error)
    return "\n".join(map(str, source.problems))


def test_plain_words_stay_what_was_written() -> None:
    """No word becomes a boolean, a number or a date; only nothing is None."""
    text = "a: no\nb: 4.90\nc: 007\nd: 2024-01-05\ne: on\nf: ~\ng:\nh: 'null'\ni: [yes, 1e3]\n"
    assert parse_yaml(text, "f.yaml").data() == {
        "a": "no",
        "b": "4.90",
        "c": "007",
        "d": "2024-01-05",
        "e": "on",
        "f": None,
        "g": None,
        "h": "null",
        "i": ["yes", "1e3"],
    }


def test_places_of_values_and_of_keys() -> None:
    """Lines and columns count from 1, in characters."""
    source = parse_yaml("ä: 'é'\nlist:\n  - x\n  - {k: v}\n", "f.yaml")
    assert source.spot(("ä",)) == Spot(line=1, column=4)
    assert source.spot(("list", 1, "k")) == Spot(line=4, column=9)
    assert source.spot(("list", 1, "k"), of_key=True) == Spot(line=4, column=6)


def test_parts_that_are_not_in_the_file_are_stepped_over() -> None:
    """A model's own words in a place (the branch of a union) do not lead astray."""
    source = parse_yaml("a:\n  b: c\n", "f.yaml")
    assert source.spot(("a", "branch", "b", 0)) == Spot(line=2, column=6)
    assert source.spot(("missing",)) == Spot(line=1, column=1)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: 1\nb: 2\na: 3\n", "f.yaml:3:1: the key 'a' is written twice; the first is in line 1"),
        ("a: &x 1\nb: *x\n", "f.yaml:2:4: aliases (*x) are not read here; write the value out"),
        ("a: !secret x\n", "f.yaml:1:4: tags (!secret) are not read here"),
        ("? [a]\n: 1\n", "f.yaml:1:3: a key must be one word"),
        ("a: 1\n---\nb: 2\n", "f.yaml:2:1: a second document starts here"),
        ("a: b: c\n", "f.yaml:1:5: this is not YAML: mapping values are not allowed here; put quotes"),
        ("a:\n\t- b\n", "f.yaml:2:1: this is not YAML"),
        ("a: [1\n", "f.yaml:2:1: this is not YAML"),
        ("a: b\x00\n", "f.yaml:1:5: the character U+0000 cannot stand in YAML"),
        ("a: b\n\x1b[31m", "f.yaml:2:1: the character U+001B cannot stand in YAML"),
        ('a: "\\0"\n', "f.yaml:1:4: the escape for U+0000"),
        ('a: "\\ud800"\n', "f.yaml:1:4: the escape for U+D800"),
        ('a: "\\UFFFFFFFF"\n', "f.yaml:1:1: holds an escape that stands for no character"),
        ("[" * 30, "f.yaml:1:21: lists and mappings are nested more than 20 deep"),
        ("a:\n  [" + "b," * 10_000 + "]", "f.yaml:2:1: the line is longer than 20,000 characters"),
        ("a" * (FILE_BYTES_MAX + 1), "f.yaml:1:1: is larger than 1 MB"),
    ],
)
def test_what_may_not_stand_in_a_file_is_told_with_its_place(text: str, said: str) -> None:
    """Each has a message that says what to do."""
    assert said in refused(text)


def test_a_file_of_very_many_values_is_not_read_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit keeps a file of a megabyte of commas from taking minutes."""
    monkeypatch.setattr(yaml_source, "EVENTS_MAX", 10)
    assert "f.yaml:8:3: the file holds too many values" in refused("- a\n" * 20)
    assert refused("- a\n" * 4) == ""


def test_all_that_is_wrong_is_listed_at_once() -> None:
    """A duplicate key does not hide an alias further down."""
    assert len(refused("a: &x 1\na: 2\nb: *x\nc: !t d\n").splitlines()) == 3


def test_a_bomb_of_aliases_is_refused_unexpanded() -> None:
    """Ten levels of ten aliases stay ten levels."""
    lines = ["a0: &a0 [x]"] + [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 10)]
    assert len(refused("\n".join(lines)).splitlines()) == 90


def test_bytes_that_are_not_utf8_are_told_with_their_place(tmp_path: Path) -> None:
    """The usual cause is an editor that saves Latin-1."""
    path = tmp_path / "latin.yaml"
    path.write_bytes("a: 1\nb: Grüße\n".encode("latin-1"))
    with pytest.raises(FileProblemsError) as caught:
        read_yaml(path, name="latin.yaml")
    assert (
        str(caught.value)
        == "latin.yaml:2:6: the byte 0xFC is not UTF-8; save the file with the encoding UTF-8"
    )


def test_a_byte_order_mark_is_read_over(tmp_path: Path) -> None:
    """Windows editors write one."""
    path = tmp_path / "bom.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: b\r\nc: d\r\n")
    assert read_yaml(path).data() == {"a": "b", "c": "d"}


def test_a_large_file_is_refused_before_it_is_parsed(tmp_path: Path) -> None:
    """The limit holds for the bytes on disk."""
    path = tmp_path / "big.yaml"
    path.write_bytes(b"#" * (FILE_BYTES_MAX + 1))
    with pytest.raises(FileProblemsError, match="larger than 1 MB"):
        read_yaml(path)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    """The reason is the system's own."""
    with pytest.raises(FileProblemsError, match=r"none\.yaml:1:1: cannot be read: No such file"):
        read_yaml(tmp_path / "none.yaml")
