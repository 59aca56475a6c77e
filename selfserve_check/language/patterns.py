"""Patterns that authors write: RE2, which never takes more than linear time on any text."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Protocol, cast

import re2

from selfserve_check.language.words import normalise, plain_punctuation

PATTERN_MAX = 2000
_MEMORY_MAX_BYTES = 8 << 20
_NESTING_MAX = 20
_CLASS = re.compile(r"\\[pP]\{[^}]*\}|\\x\{[^}]*\}|\\[a-zA-Z0-9]|\[(?:\\.|[^\]\\])*\]|\(\?[a-zA-Z-]*\)")
_ESCAPED_SIGN = re.compile(r"\\(.)", re.DOTALL)
_INNERMOST = re.compile(
    r"\((?:\?(?:P?<\w+>|[a-zA-Z-]*:))?(?P<inside>[^()]*)\)(?P<optional>\?|\*|\{0?,\d*\})?"
)
_OPTIONAL = re.compile(r".(?:\?|\*|\{0?,\d*\})")
_LEFTOVER = re.compile(r"(?<!\d)\.|\.(?!\d)|[\^$+()]|\{\d*,?\d*\}")


class Match(Protocol):
    """What a search gives."""

    def span(self) -> tuple[int, int]: ...


class Pattern(Protocol):
    """A compiled pattern."""

    @property
    def pattern(self) -> str: ...

    def search(self, text: str, /) -> Match | None: ...


@lru_cache(maxsize=1024)
def compile_pattern(pattern: str) -> Pattern:
    """``pattern`` as a case-insensitive RE2 pattern; raises ValueError with RE2's own message.

    Curly quotes, dashes and odd spaces in it are made plain, as they are in the texts it is tried on.
    """
    if not pattern.strip():
        raise ValueError("the pattern is empty")
    if len(pattern) > PATTERN_MAX:
        raise ValueError(f"the pattern is longer than {PATTERN_MAX} characters")
    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    options.max_mem = _MEMORY_MAX_BYTES
    try:
        compiled = re2.compile(plain_punctuation(pattern), options)
    except re2.error as error:
        raise ValueError(_message(error)) from error
    if compiled.search(""):
        raise ValueError("the pattern matches an empty text, so it would match every page")
    return cast(Pattern, compiled)


def find_pattern(pattern: Pattern, text: str) -> tuple[int, int] | None:
    """Where ``text`` first matches (offsets in ``text``); None when it does not, or only with nothing."""
    match = pattern.search(plain_punctuation(text))
    if match is None or match.span()[0] == match.span()[1]:
        return None
    return match.span()


def literal_texts(pattern: str) -> tuple[str, ...]:
    """For each outermost alternative of ``pattern``, the words and figures that every match must hold.

    Classes and optional parts are left out; of alternatives in a group the shortest is taken, so that a
    pattern is never thought to say more than it does.
    """
    return tuple(_literal(branch) for branch in _branches(_shortest_groups(_without_classes(pattern))))


def _without_classes(pattern: str) -> str:
    """Escaped signs as themselves (brackets as spaces), everything that matches a class as a space."""
    bare = _CLASS.sub(" ", pattern)
    return _ESCAPED_SIGN.sub(lambda match: match[1] if match[1] not in "()|?*+{}" else " ", bare)


def _shortest_groups(pattern: str) -> str:
    """``pattern`` without groups: an optional one is dropped, of alternatives the shortest stays."""
    for _ in range(_NESTING_MAX):
        shorter = _INNERMOST.sub(
            lambda match: " " if match["optional"] else min(match["inside"].split("|"), key=len), pattern
        )
        if shorter == pattern:
            break
        pattern = shorter
    return pattern


def _branches(pattern: str) -> list[str]:
    return pattern.split("|")


def _literal(branch: str) -> str:
    return normalise(_LEFTOVER.sub(" ", _OPTIONAL.sub(" ", branch)))


def _message(error: Exception) -> str:
    first = error.args[0] if error.args else error
    return first.decode("utf-8", "replace") if isinstance(first, bytes) else str(first)
