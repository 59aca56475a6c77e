"""Patterns that authors write."""

from __future__ import annotations

import pytest

from selfserve_check.language.patterns import compile_pattern, find_pattern


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("(a", r"missing \)"),
        ("a{2,1}", "repetition"),
        (r"(a)\1", "escape"),
        (" ", "empty"),
        ("a*", "matches an empty text"),
        ("x" * 2001, "longer than"),
    ],
)
def test_a_bad_pattern_says_what_is_wrong(pattern: str, message: str) -> None:
    """RE2's own message comes through; patterns that match nothing or everything are refused too."""
    with pytest.raises(ValueError, match=message):
        compile_pattern(pattern)


def test_patterns_ignore_case_and_curly_signs() -> None:
    """Authors type plain quotes and dashes, sites set curly ones, and no-break spaces."""
    pattern = compile_pattern("we don't charge - ever")
    assert find_pattern(pattern, "So: We don’t\u00a0charge – ever.") == (4, 26)
    assert find_pattern(pattern, "We charge") is None


def test_a_hostile_pattern_takes_linear_time() -> None:
    """What would hang a backtracking engine returns at once."""
    assert find_pattern(compile_pattern("(a+)+$"), "a" * 20_000 + "b") is None
