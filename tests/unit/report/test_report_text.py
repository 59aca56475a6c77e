"""What is taken out of text from pages, and what stays."""

from __future__ import annotations

import pytest
from report_parts import result_of, run_of

from selfserve_check.report.text import clean, clean_run, one_line, storable, without_secrets


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("plain text, 4,95 €", "plain text, 4,95 €"),
        ("two\nlines\tand a tab", "two\nlines\tand a tab"),
        ("a\r\nb\u2028c", "a\nb\nc"),
        ("NUL \x00 bell \x07 back\x08space", "NUL  bell  backspace"),
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]0;new title\x07text", "text"),
        ("\x1b]8;;https://evil.example\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x9b2Jgone", "gone"),
        ("\u202egnp.exe\u202c \u2066x\u2069", "gnp.exe x"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("family 👩\u200d👧", "family 👩\u200d👧"),
        ("odd \ufffe\uffff\U0001fffe", "odd "),
        ("lone \ud800 half", "lone  half"),
        ("soft\u00adhyphen", "softhyphen"),
    ],
)
def test_what_no_report_should_carry_is_removed(given: str, kept: str) -> None:
    """Controls, terminal sequences and direction overrides go; what spells words stays."""
    assert clean(given) == kept


def test_a_tower_of_accents_is_cut_down() -> None:
    """More than four marks on one letter would run over the lines above."""
    assert clean("a" + "\u0301" * 50) == "a" + "\u0301" * 4


def test_endless_text_is_cut_with_an_ellipsis() -> None:
    """A limit is met visibly."""
    assert clean("x" * 5_000) == "x" * 1_999 + "…"
    assert clean("abc", chars_max=2) == "a…"


def test_one_line_has_no_line_ends_and_single_spaces() -> None:
    """A title of three lines fits a table."""
    assert one_line("  a \n\n b\t c ") == "a b c"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("https://user:pw@shop.example/a", "https://shop.example/a"),
        ("https://shop.example/?token=abc&q=returns", "https://shop.example/?token=***&q=returns"),
        (
            "see https://x.example/?q=1&access_token=abc#top",
            "see https://x.example/?q=1&access_token=***#top",
        ),
        ("https://x.example/#id_token=abc", "https://x.example/#id_token=***"),
        ("https://x.example/?X-Amz-Signature=abc", "https://x.example/?X-Amz-Signature=***"),
        ("https://x.example/?PASSWORD=abc&sessionid=1", "https://x.example/?PASSWORD=***&sessionid=***"),
        ("https://x.example/?key=returns&page=2", "https://x.example/?key=returns&page=2"),
        ("write to help@shop.example", "write to help@shop.example"),
    ],
)
def test_secrets_in_addresses_are_masked(given: str, kept: str) -> None:
    """User names, passwords and values of parameters named like a secret never reach a report."""
    assert without_secrets(given) == kept


def test_stored_text_can_be_encoded() -> None:
    """A page may hold half a surrogate pair; a JSON file may not."""
    assert storable("a\ud800b") == "a?b"
    assert len(storable("x" * 50_000)) == 20_000


def test_cleaning_a_run_reaches_every_field() -> None:
    """Nested fields and lists are cleaned too."""
    run = run_of(result_of(question="a\x00b", tags=["t\x1b[1mx"]), notes=["n\u202eo"])
    cleaned = clean_run(run)
    assert cleaned.results[0].question == "ab"
    assert cleaned.results[0].tags == ["tx"]
    assert cleaned.notes == ["no"]
