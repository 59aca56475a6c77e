"""What processes of one session write down for the report of all of them."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

from selfserve_check.app.notebook import Notebook
from selfserve_check.language.redact import Redactor
from selfserve_check.model.result import Outcome, QuestionResult
from selfserve_check.scenario_file import single_scenario

SITE = "https://shop.example"


def result(question: str) -> QuestionResult:
    asked = single_scenario(SITE + "/", question, answer="30 days")
    return QuestionResult(scenario=asked, outcome=Outcome.PASSED)


def here(loads: int, *notes: str) -> Any:
    """As much of a browser at a site as the notebook asks."""
    cabin, ledger = SimpleNamespace(loads=loads), SimpleNamespace(stopped_count=loads // 2)
    return SimpleNamespace(shop=SimpleNamespace(cabin=cabin, ledger=ledger), notes=lambda: notes)


def test_what_one_process_writes_another_reads(tmp_path: Path) -> None:
    """In the order in which it was written, each site's own."""
    book = Notebook(folder=tmp_path)
    book.note(SITE, Redactor(), result("One?"), here(4))
    book.note("https://other.example", Redactor(), result("Two?"), here(2))
    book.note(SITE, Redactor(), result("Three?"), here(9))
    read = Notebook(folder=tmp_path).entries(SITE)
    assert [entry.result for entry in read] == [result("One?"), result("Three?")]
    assert [(entry.pages_loaded, entry.requests_blocked) for entry in read] == [(4, 2), (9, 4)]


def test_no_secret_is_written_down(tmp_path: Path) -> None:
    """The folder is the user's alone; still, what is nobody's else is not in it."""
    Notebook(folder=tmp_path).note(
        SITE, Redactor(("hunter2!",)), result("One?"), here(1, "asked as hunter2!")
    )
    assert b"hunter2!" not in b"".join(file.read_bytes() for file in tmp_path.iterdir())


def test_what_is_going_to_be_asked_is_known_to_all(tmp_path: Path) -> None:
    """None, where nobody is going to ask."""
    book = Notebook(folder=tmp_path)
    assert book.expected() is None
    book.expect(["scenarios/shop.yaml"], ["one", "two"])
    book.expect(["scenarios/shop.yaml"], ["one", "two"])
    assert Notebook(folder=tmp_path).expected() == (("scenarios/shop.yaml",), ("one", "two"))


def test_a_folder_that_cannot_be_written_costs_no_test(tmp_path: Path) -> None:
    """The report says later that the question was not reached."""
    book = Notebook(folder=tmp_path / "gone")
    book.note(SITE, Redactor(), result("One?"), here(1))
    assert book.entries(SITE) == ()
