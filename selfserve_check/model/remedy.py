"""Changes to a site as values, and what each was measured to do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from selfserve_check.model.action import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Rename:
    """What is called ``old`` on ``page`` is called ``new``, each of that name that leads to ``target`` ("":
    to wherever). What stands in a header, a navigation or a footer is one thing on all pages and renamed on
    each, unless ``only_here``."""

    page: str
    old: str
    new: str
    target: str = ""
    only_here: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AddLink:
    """A link called ``label`` to ``target`` stands first in the main part of ``page``."""

    page: str
    target: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reveal:
    """What ``label`` opens on ``page`` is visible there at once, and ``label`` is no longer to be clicked."""

    page: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AddPassage:
    """``text`` stands last in the main part of ``page``, under ``heading`` if there is one; or in the place
    of the passage ``instead_of``."""

    page: str
    text: str
    heading: str = ""
    instead_of: str = ""


Edit = Rename | AddLink | Reveal | AddPassage


class Fared(StrEnum):
    """How a visitor fared. ``UNKNOWN``: the way leads where nobody looked; never counted as an
    improvement."""

    FOUND = "found"
    NOT_FOUND = "not_found"
    READ_WRONG = "read_wrong"
    PROPOSED = "proposed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fare:
    """How a visitor fared, after so many ``clicks`` (of the whole journey, Back included)."""

    fared: Fared
    clicks: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitorEffect:
    """One visitor with one wording in one view, before and after the change; ``unseen`` is what they clicked
    after it that nobody clicked in the run, with its page."""

    persona: str
    view: View
    wording: str
    before: Fare
    after: Fare
    unseen: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareEffect:
    """The shares of visitors, 0 to 1, expected to find the answer in ``view``, and of those of whom nobody
    knows."""

    view: View
    before: float
    unknown_before: float
    after: float
    unknown_after: float


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionEffect:
    """What a change does to one question."""

    question_id: str
    question: str
    visitors: tuple[VisitorEffect, ...]
    shares: tuple[ShareEffect, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Remedy:
    """The change that helps a question most, of ``tried`` that were tried.

    ``worse``, ``better`` and ``unknown`` are what it does to the other questions of the run; a question that
    is in none of them fares as before.
    """

    edit: Edit
    effect: QuestionEffect
    worse: tuple[QuestionEffect, ...] = ()
    better: tuple[QuestionEffect, ...] = ()
    unknown: tuple[QuestionEffect, ...] = ()
    tried: int = 0
