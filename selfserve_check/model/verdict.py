"""What one observation says about the question."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A visible passage, quoted. ``passage`` is its index in the observation.

    ``aboutness`` (0 to 1) is how much of the question's wording it and its headings carry;
    ``facts`` are the expected facts as the page writes them. ``conditions`` are short quotes of what limits
    them ("except sale items"). ``certainty`` (0 to 1) is how sure it is that a passage proposed without an
    expected answer is the right one; 0 where nothing was proposed.
    """

    url: str
    quote: str
    headings: tuple[str, ...] = ()
    frame: str = ""
    locator: str = ""
    passage: int = -1
    aboutness: float = 0.0
    facts: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    certainty: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """Every expected fact stands in ``evidence``."""

    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Partial:
    """Something came near: a passage on the topic, with ``missing`` facts not shown there.

    ``because`` says why a fact that does stand there does not count ("the sentence denies it: …").
    """

    evidence: tuple[Evidence, ...]
    missing: tuple[str, ...] = ()
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """A fact that must not be shown (``none_of``) is, beside the topic: ``against`` are its words."""

    evidence: tuple[Evidence, ...]
    against: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Absent:
    """Nothing visible here is about the question."""


Verdict = Answered | Partial | Wrong | Absent
