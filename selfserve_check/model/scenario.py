"""What people ask: scenarios, and what counts as an answer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How bad it is when the question is not answered. ``OFF`` means: do not ask."""

    BLOCKER = "blocker"
    ERROR = "error"
    WARN = "warn"
    OFF = "off"


class PassWhen(StrEnum):
    """Whether one visitor who finds the answer is enough."""

    ANY = "any"
    ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class FactAnswer:
    """Facts that a right page shows.

    Every one of ``all_of`` and, when given, at least one of ``any_of`` and at least one of ``matches``
    (RE2 patterns) must be shown; none of ``none_of`` may stand beside them. Facts are compared
    normalised (see ``language.facts``).
    """

    all_of: tuple[str, ...] = ()
    any_of: tuple[str, ...] = ()
    none_of: tuple[str, ...] = ()
    matches: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PageAnswer:
    """A how-to: the question is answered when this page is reached and its content is visible.

    ``page`` is a path (with query, without host) or a whole URL.
    """

    page: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoAnswerGiven:
    """The author did not say what the answer is: the best passage goes to review."""


Answer = FactAnswer | PageAnswer | NoAnswerGiven


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """A claim that the campaign page at ``page`` (an absolute address) makes: ``says``, as it says it."""

    page: str
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """One customer question.

    ``start`` is an absolute URL. ``budget`` counts clicks (see design: what costs one).
    ``source`` is ``file:line`` of where it was written, or "" when it came from the command line.
    ``synonyms`` are groups of words and phrases that mean the same on this site. ``conditions`` are the bad
    days on which it is asked, too; None: those that hold for the whole run. ``promise`` is what a campaign
    says of it, to be held against the pages with the rules.
    """

    id: str
    question: str
    site: str
    start: str
    answer: Answer
    also_asked: tuple[str, ...] = ()
    budget: int = 5
    asked_per_month: int | None = None
    severity: Severity = Severity.ERROR
    tags: tuple[str, ...] = ()
    pass_when: PassWhen = PassWhen.ANY
    personas: tuple[str, ...] = ()
    source: str = ""
    synonyms: tuple[tuple[str, ...], ...] = ()
    conditions: tuple[str, ...] | None = None
    promise: Promise | None = None

    @property
    def wordings(self) -> tuple[str, ...]:
        """The question itself first, then the other ways customers put it."""
        return (self.question, *self.also_asked)
