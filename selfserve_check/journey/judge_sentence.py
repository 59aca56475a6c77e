"""Sentences and clauses of a passage, with their places in it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from selfserve_check.language.forgetting import for_a_run
from selfserve_check.language.words import plain_punctuation

_END = re.compile(
    r"(?<!\b[a-z])(?<!\bst)(?<!\bnr)(?<!\bmax)(?<!\bmin)(?<!\be\.g)(?<!\bi\.e)[.!?]+[\"')\]]*(?=\s|$)|\n| \| "
)
"""Behind a full stop that ends no common abbreviation, behind a line, between the cells of a row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """``text`` at ``start:end`` of a passage, lower case, plain punctuation; ``asks`` if it is a question."""

    start: int
    end: int
    text: str
    asks: bool


@for_a_run(8192)
def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences (or cells of a row) of ``text`` in order; none is empty."""
    plain = lowered(text)
    out: list[Sentence] = []
    position = 0
    for match in (*_END.finditer(plain), None):
        end = match.end() if match else len(plain)
        body = plain[position:end]
        bare = body.strip().strip("|").strip()
        if bare:
            start = position + body.index(bare)
            asks = bare.rstrip("\"')] ").endswith("?")
            out.append(Sentence(start=start, end=start + len(bare), text=bare, asks=asks))
        position = end
    return tuple(out)


def lowered(text: str) -> str:
    """``text`` in lower case with plain punctuation; every character keeps its place."""
    plain = plain_punctuation(text)
    low = plain.lower()
    return low if len(low) == len(text) else plain


def sentences_at(text: str, start: int, end: int) -> tuple[Sentence, ...]:
    """The sentences that ``start:end`` lies in."""
    return tuple(one for one in sentences(text) if one.start < end and start < one.end)
