"""The steps of one persona on one wording of one scenario, and how it ended."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from selfserve_check.model.action import Action, StateId, View
from selfserve_check.model.observation import Affordance
from selfserve_check.model.verdict import Verdict


class Ending(StrEnum):
    """Why a journey stopped. Only ``FOUND`` is a success; ``COULD_NOT_ASK`` and ``STEP_LIMIT`` are ours.

    ``READ_WRONG``: the visitor read a fact that must not be shown, and believes it.
    ``PROPOSED``: no answer was given to compare with, and a passage comes near enough to stop.
    """

    FOUND = "found"
    READ_WRONG = "read_wrong"
    PROPOSED = "proposed"
    BUDGET_SPENT = "budget_spent"
    NOTHING_LEFT = "nothing_left"
    STEP_LIMIT = "step_limit"
    COULD_NOT_ASK = "could_not_ask"


class Move(StrEnum):
    """What a step was, in the words of the report."""

    OPEN = "open"
    CLICK = "click"
    DISCLOSE = "disclose"
    HOVER = "hover"
    SEARCH = "search"
    BACK = "back"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """One reason of a scent. ``weight`` is what it added; ``because`` is a phrase a reader understands."""

    name: str
    weight: float
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Scent:
    """How strongly an affordance's visible cues promise the answer: ``value`` from 0 to 1."""

    affordance: Affordance
    value: float
    cues: tuple[Cue, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rival:
    """An affordance that was visible at a step and not chosen."""

    label: str
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockedRequest:
    """A request that the guard stopped, or that a passing fault of the site kept from the page: ``fault`` is
    then the kind of its cause. ``allow_reads`` is the line that would let it through, and ``allow_private``
    the host that may have to be named; ``frame`` is whether it was for a frame."""

    method: str
    url: str
    why: str
    allow_reads: str = ""
    allow_private: str = ""
    frame: bool = False
    fault: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """Why we could not ask, in a form that a person can act on.

    ``retry_after_s`` is when the site says to come again.
    ``kind`` is one of: timeout, unsettled, network, dns, tls, server_error, maintenance, rate_limited,
    bot_wall, captcha, robots, refused, blocked_request, crash, browser, private_address, language,
    state_lost, unobserved, limit, cancelled, internal.
    """

    kind: str
    detail: str
    url: str = ""
    hint: str = ""
    retry_after_s: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One act and what came of it.

    ``state`` is where the act was done (for the first step, OPEN, the state it led to);
    ``result`` names the reply: arrived, no_change, refused, broken, could_not_ask, unobserved.
    ``clicks`` is its price. ``landed`` is the state after the act.
    """

    move: Move
    state: StateId
    url: str
    title: str
    action: Action | None = None
    label: str = ""
    scent: float = 0.0
    because: tuple[str, ...] = ()
    rivals: tuple[Rival, ...] = ()
    clicks: int = 0
    result: str = "arrived"
    note: str = ""
    landed: StateId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Something met on the way that is neither a step nor an outcome (a host to add, a dead link …).
    ``why`` is the cause of it alone, "" where there is none to tell."""

    kind: str
    text: str
    url: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Journey:
    """What one visitor did. ``verdict`` is the best one met, at state ``best`` (where it was met)."""

    persona: str
    view: View
    wording: str
    steps: tuple[Step, ...]
    ending: Ending
    verdict: Verdict
    best: StateId | None = None
    best_revealed: tuple[int, ...] | None = None
    cause: Cause | None = None
    notes: tuple[Note, ...] = ()

    @property
    def clicks(self) -> int:
        """What was spent of the budget, Back included."""
        return sum(step.clicks for step in self.steps)

    @property
    def backs(self) -> int:
        return sum(1 for step in self.steps if step.move is Move.BACK)
