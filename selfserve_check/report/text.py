"""What a site says is data: here text from pages is made harmless before any format prints it.

Escaping is the business of each format; this file removes what no format should carry: control
characters, terminal sequences, characters that turn the reading order round, and endless length.
"""

from __future__ import annotations

import re
import unicodedata
import weakref
from collections.abc import Callable
from typing import Any

from selfserve_check.language.redact import Redactor
from selfserve_check.report.run_file import RunFile
from selfserve_check.report.sentences import in_spoken

TEXT_CHARS_MAX = 2_000
STORED_CHARS_MAX = 20_000
MARKS_IN_A_ROW_MAX = 4

_TERMINAL_SEQUENCE = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"  # colours, cursor moves
    r"|(?:\x1b\]|\x9d)[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)?"  # window titles, links
    r"|(?:\x1b[PX^_]|[\x90\x98\x9e\x9f])[^\x1b\x9c]*(?:\x1b\\|\x9c)?"  # device strings
    r"|\x1b[ -/]*[0-~]?"
)
_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_SPACES = re.compile(r"\s+")
_KEPT_CONTROLS = frozenset("\n\t")
# Zero-width joiners spell words in Persian and join emoji; the two plain direction marks turn nothing round.
_KEPT_FORMATS = frozenset("\u200c\u200d\u200e\u200f")

_REDACT = Redactor()


def clean(text: str, *, chars_max: int = TEXT_CHARS_MAX) -> str:
    """``text`` without controls, terminal sequences, direction overrides, characters that XML forbids
    and towers of accents; at most ``chars_max`` characters, the last one an ellipsis when cut.

    Line feeds and tabs stay. Cleaning twice changes nothing more.
    """
    if text.isprintable():  # most texts by far, and a report has a hundred thousand of them
        return cut(_without_towers(text[: chars_max * 4]), chars_max)
    unified = _LINE_ENDS.sub("\n", _TERMINAL_SEQUENCE.sub("", text[: chars_max * 4]))
    kept = "".join(char for char in unified if _is_fit(char))
    return cut(_without_towers(kept), chars_max)


def one_line(text: str, *, chars_max: int = 200) -> str:
    """``text`` cleaned, on one line, single spaces, at most ``chars_max`` characters."""
    return cut(_SPACES.sub(" ", clean(text, chars_max=max(chars_max * 2, TEXT_CHARS_MAX))).strip(), chars_max)


def cut(text: str, chars_max: int) -> str:
    """``text``, or its beginning and an ellipsis: never more than ``chars_max`` characters."""
    return text if len(text) <= chars_max else text[: max(chars_max - 1, 0)].rstrip() + "…"


def storable(text: str) -> str:
    """``text`` as ``run.json`` keeps it: what a page said, but encodable, bounded and without secrets."""
    encodable = text.encode("utf-8", "replace").decode("utf-8") if _has_surrogates(text) else text
    return cut(without_secrets(encodable), STORED_CHARS_MAX)


def without_secrets(text: str) -> str:
    """``text`` without what looks like a secret (``language/redact.py``). What was configured is masked
    before it comes here."""
    return _REDACT(text)


def map_strings(run: RunFile, change: Callable[[str], str]) -> RunFile:
    """``run`` with ``change`` applied to every string in it: no field can be forgotten."""
    return RunFile.model_validate(map_texts(run.model_dump(), change))


def clean_run(run: RunFile) -> RunFile:
    """``run`` as it is shown: every string made harmless (see :func:`clean`), and its own sentences in the
    language spoken."""
    return in_spoken(_LAST_CLEANED.of(run))


class _LastCleaned:
    """Every format of a report cleans the same result: it is done once, as long as that result is held."""

    def __init__(self) -> None:
        self._known: tuple[weakref.ref[RunFile], RunFile] | None = None

    def of(self, run: RunFile) -> RunFile:
        known = self._known
        if known is not None and known[0]() is run:
            return known[1]
        cleaned = map_strings(run, clean)
        self._known = (weakref.ref(run), cleaned)
        return cleaned


_LAST_CLEANED = _LastCleaned()


def _is_fit(char: str) -> bool:
    if char.isascii():
        return char.isprintable() or char in _KEPT_CONTROLS
    category = unicodedata.category(char)
    if category == "Cf":
        return char in _KEPT_FORMATS
    return category not in ("Cc", "Cs") and (ord(char) & 0xFFFE) != 0xFFFE


def _without_towers(text: str) -> str:
    if text.isascii():
        return text
    kept, run = [], 0
    for char in text:
        run = run + 1 if unicodedata.combining(char) else 0
        if run <= MARKS_IN_A_ROW_MAX:
            kept.append(char)
    return "".join(kept)


def _has_surrogates(text: str) -> bool:
    return not text.isascii() and any("\ud800" <= char <= "\udfff" for char in text)


# What pydantic dumps is JSON's own union; spelling it out recursively would prove nothing more.
def map_texts(value: Any, change: Callable[[str], str]) -> Any:
    """``value``, as a model dumps it, with ``change`` applied to every string; keys stay."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [map_texts(item, change) for item in value]
    if isinstance(value, dict):
        return {key: map_texts(item, change) for key, item in value.items()}
    return value
