"""``approve``: what a person decides comes into the scenario file, by options, by questions or by a file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from report_parts import result_of, run_of
from typer.testing import CliRunner, Result

from selfserve_check.app import approval
from selfserve_check.app.approval import write_ruling
from selfserve_check.cli.main import app
from selfserve_check.errors import UserError
from selfserve_check.report import run_json
from selfserve_check.report.html import environment
from selfserve_check.report.run_file import EvidencePart, ExpectedPart, ResultPart
from selfserve_check.report.view_review import build, fact_of
from selfserve_check.scenario_edit import Ruling, with_ruling

SHOP = """\
site: https://tiles.example   # ours
questions:
  - id: person
    question: Can I talk to a person?   # they want one
  - id: hours
    question: When are you open?
    answer: 9 to 5
"""
QUOTE = EvidencePart(url="https://tiles.example/contact", quote="Call us on 020 7946 0000.", certainty=0.62)
OTHER = EvidencePart(url="https://tiles.example/shop", quote="Talk to us in the shop.")


def _waiting(name: str, question: str, kind: str, source: str) -> ResultPart:
    return result_of(
        name,
        "needs_review",
        question=question,
        expected=ExpectedPart(kind=kind, all_of=["9 to 5"] if kind == "fact" else []),
        evidence=[QUOTE, OTHER],
        source=source,
    )


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project: the questions, and a run over them."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "shop.yaml").write_text(SHOP)
    misled = result_of("misled", "needs_review", reason="misled", evidence=[QUOTE], source="shop.yaml:9")
    run = run_of(
        _waiting("person", "Can I talk to a person?", "none", "shop.yaml:3"),
        _waiting("hours", "When are you open?", "fact", "shop.yaml:5"),
        misled,
    )
    (tmp_path / "run.json").write_text(run_json.render(run))
    return tmp_path


def _approve(*options: str, said: str | None = None) -> Result:
    return CliRunner().invoke(app, ["approve", "run.json", *options], input=said)


def test_yes_writes_the_passage_as_the_answer(folder: Path) -> None:
    """Nothing else in the file changes."""
    told = _approve("--yes", "person")
    assert told.exit_code == 0, told.output
    assert told.output == "shop.yaml: 'person' is written\n"
    assert (folder / "shop.yaml").read_text() == SHOP.replace(
        "# they want one\n", "# they want one\n    answer: 'Call us on 020 7946 0000.'\n"
    )


def test_no_makes_the_passage_a_wrong_answer(folder: Path) -> None:
    """Where it is known what is right."""
    assert _approve("--no", "hours").exit_code == 0
    assert (
        "answer: {all_of: [9 to 5], none_of: ['Call us on 020 7946 0000.']}"
        in (folder / "shop.yaml").read_text()
    )


def test_no_needs_to_know_what_is_right(folder: Path) -> None:
    """And takes it beside the passage that is wrong."""
    told = _approve("--no", "person")
    assert (told.exit_code, "say what is right, too" in told.output) == (2, True)
    assert (folder / "shop.yaml").read_text() == SHOP
    assert _approve("--no", "person", "--fact", "person=by chat").exit_code == 0
    assert "answer: {all_of: [by chat], none_of: ['Call us" in (folder / "shop.yaml").read_text()


def test_it_walks_through_them(folder: Path) -> None:
    """Question, passage, page; the second passage by its number; a fact of one's own."""
    told = _approve(said="a2\ne\nfrom nine to five\n")
    assert told.exit_code == 0, told.output
    assert "Can I talk to a person?" in told.output
    assert "1. “Call us on 020 7946 0000.” (62 % sure)" in told.output
    assert "https://tiles.example/contact" in told.output
    assert "1 more to check: there visitors took another link" in told.output
    text = (folder / "shop.yaml").read_text()
    assert "answer: 'Talk to us in the shop.'" in text
    assert "answer: {any_of: [9 to 5, from nine to five]}" in text


def test_refusing_asks_what_would_be_right(folder: Path) -> None:
    """Only where nobody knows; saying nothing passes on."""
    assert _approve(said="r\n\nr\n").exit_code == 0
    assert (folder / "shop.yaml").read_text() == SHOP.replace(
        "answer: 9 to 5", "answer: {all_of: [9 to 5], none_of: ['Call us on 020 7946 0000.']}"
    )


def test_what_was_decided_before_a_stop_is_written(folder: Path) -> None:
    """Whether one says q or the input ends."""
    told = _approve(said="a\nq\n")
    assert "stopped; what was decided before is written" in told.output
    assert "answer: 'Call us" in (folder / "shop.yaml").read_text()
    assert "any_of" not in (folder / "shop.yaml").read_text()


def test_one_that_cannot_be_written_leaves_the_others(folder: Path) -> None:
    """It is told, and the next is asked."""
    (folder / "shop.yaml").write_text(SHOP.replace("Can I talk to a person?", "Can I call?"))
    told = _approve(said="a\na\n")
    assert "'person' asks something else than it did in this run" in told.output
    assert "any_of: [9 to 5, 'Call us" in (folder / "shop.yaml").read_text()


def test_a_patch_is_what_the_report_offers(folder: Path) -> None:
    """As it stands it accepts everything; an edited one says what it says."""
    patch = build(run_of(_waiting("person", "Can I talk to a person?", "none", "shop.yaml:3"))).patch
    (folder / "answers.yaml").write_text(patch)
    assert _approve("--patch", "answers.yaml").exit_code == 0
    assert "answer: 'Call us on 020 7946 0000.'" in (folder / "shop.yaml").read_text()
    (folder / "answers.yaml").write_text("answers:\n  - {id: hours, refuse: [24 hours]}\n")
    assert _approve("--patch", "answers.yaml").exit_code == 0
    assert "none_of: [24 hours]" in (folder / "shop.yaml").read_text()


@pytest.mark.parametrize(
    ("patch", "said"),
    [
        (
            "answers:\n  - {id: x, acept: y}\n",
            "answers.yaml:2:13: unknown key 'acept'; did you mean 'accept'?",
        ),
        ("answers:\n  - {accept: y}\n", "answers.yaml:2:5:"),
        ("answer: []\n", "unknown key 'answer'"),
        ("answers:\n  - {id: x, accept: y}\n", "x: this run asked no question with this id"),
    ],
)
def test_a_wrong_patch_is_told_by_its_place(folder: Path, patch: str, said: str) -> None:
    """Line and column."""
    (folder / "answers.yaml").write_text(patch)
    told = _approve("--patch", "answers.yaml")
    assert told.exit_code == 2
    assert said in told.output


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (
            ["--yes", "nobody"],
            "nobody: this run asked no question with this id; waiting for an answer: person",
        ),
        (["--yes", "misled"], "misled: no passage waits to be accepted"),
        (["--yes", "person", "--no", "person"], "decide for one"),
        (["--fact", "person"], "write what a right page says, too"),
        (["--yes", "person", "--scenarios", "none.yaml"], "none.yaml: cannot be read"),
    ],
)
def test_bad_usage_says_what_to_do(folder: Path, options: list[str], said: str) -> None:
    """And exits with 2."""
    told = _approve(*options)
    assert told.exit_code == 2
    assert said in told.output


def test_a_file_that_changed_meanwhile_is_left_alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody saved it between reading and writing."""
    ruling = Ruling(id="person", question="Can I talk to a person?", facts=("yes",))

    def slow(text: str, file: str, ruling: Ruling) -> str:
        (folder / "shop.yaml").write_text(SHOP + "# mine\n")
        return with_ruling(text, file, ruling)

    monkeypatch.setattr(approval, "with_ruling", slow)
    with pytest.raises(UserError, match=r"shop\.yaml: was changed by somebody else just now"):
        write_ruling(Path("shop.yaml"), ruling)
    assert (folder / "shop.yaml").read_text() == SHOP + "# mine\n"
    assert [file.name for file in folder.iterdir() if file.suffix == ".half"] == []


def test_mark_mode_and_link_of_the_file_stay(folder: Path) -> None:
    """A byte order mark, permissions, and a symbolic link to the file."""
    (folder / "real.yaml").write_bytes(b"\xef\xbb\xbf" + SHOP.encode())
    (folder / "real.yaml").chmod(0o640)
    (folder / "shop.yaml").unlink()
    (folder / "shop.yaml").symlink_to("real.yaml")
    write_ruling(Path("shop.yaml"), Ruling(id="person", question="Can I talk to a person?", facts=("yes",)))
    assert (folder / "shop.yaml").is_symlink()
    assert (folder / "real.yaml").read_bytes().startswith(b"\xef\xbb\xbfsite:")
    assert os.stat(folder / "real.yaml").st_mode & 0o777 == 0o640


def test_a_long_passage_is_cut_at_a_word() -> None:
    """Without a sign that stands on no page."""
    fact = fact_of("word " * 200)
    assert len(fact) <= 500
    assert fact.endswith("word")


def test_hostile_passages_are_data_in_the_patch() -> None:
    """They cannot end their line or their quotes."""
    evil = EvidencePart(url="https://tiles.example/", quote="x'\nanswers: [] # '\u2028- id: 'y")
    waiting = result_of(
        "p", "needs_review", question="a\n- id: b", expected=ExpectedPart(kind="none"), evidence=[evil, evil]
    )
    patch = build(run_of(waiting)).patch
    assert patch.count("\n") == 8
    assert "accept: 'x'' answers: [] # '' - id: ''y'" in patch


def test_the_queue_of_the_report_shows_what_waits(folder: Path) -> None:
    """Question, passage, page, and the commands; a run without any shows nothing."""
    waiting = run_of(_waiting("a b", "<i>Why?</i>", "none", "shop.yaml:3"))
    page = environment().get_template("review.html.j2").render(review=build(waiting))
    assert "&lt;i&gt;Why?&lt;/i&gt;" in page
    assert "selfserve-check approve reports/latest --yes &#39;a b&#39;" in page
    assert 'data-save-as="answers.yaml"' in page
    assert (
        environment().get_template("review.html.j2").render(review=build(run_of(result_of()))).strip() == ""
    )
