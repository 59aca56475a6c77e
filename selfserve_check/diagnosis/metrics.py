"""The figures of the field, each with its formula and where it comes from. Pure; small values in, figures
out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from selfserve_check.model.metrics import CostEstimate, Interval

_Z_95 = 1.959964
"""The 97.5 % point of the normal distribution."""

HUMAN_CLICKS_MAX = 2
"""A way to a person that is further away than this counts as none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What one visitor did: whether they ``found`` the answer, the ``clicks`` they spent (Back included), how
    often they went back, and the ``pages`` they stood on, in order, each time they came to one.

    ``first_click_right`` is None where they clicked nothing or nobody knows where the answer is.
    """

    found: bool
    clicks: int
    backs: int = 0
    pages: tuple[str, ...] = ()
    first_click_right: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrasing:
    """One way to put a question: whether it ``passed``, and how many ask that way (a month, or any other unit
    that is the same for all)."""

    passed: bool
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Unanswered:
    """A question that was not answered, and how often it is ``asked_per_month`` (None: nobody said)."""

    asked_per_month: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactCosts:
    """What the user says: the share (0 to 1) of those left without an answer who get in touch, and what one
    contact costs in ``currency``."""

    share: float
    per_contact: float
    currency: str


def success_at(visits: Sequence[Visit], budget: int) -> tuple[float, ...]:
    """The share of visitors who found the answer within k clicks, for k from 0 to ``budget``.

    found within k / all visitors: the task success rate of usability testing (ISO 9241-11 calls it
    effectiveness) read at every k, as a search engine's success at rank k (Järvelin and Kekäläinen 2002
    describe the family). No visits: all 0.
    """
    return tuple(
        _share([visit.found and visit.clicks <= most for visit in visits]) or 0.0
        for most in range(budget + 1)
    )


def directness(visits: Sequence[Visit]) -> float | None:
    """Of those who found the answer, the share who never went back: found without Back / found.

    The directness of tree testing (O'Brien 2009), there of all who chose an answer. None when nobody found
    it.
    """
    return _share([not visit.backs for visit in visits if visit.found])


def first_click_correct(visits: Sequence[Visit]) -> float | None:
    """The share of visitors whose first click brought them nearer to the answer: right first clicks / first
    clicks.

    After Bailey and Wolfson (2013): who starts right succeeds about twice as often. None when nobody clicked
    or no way to the answer is known.
    """
    known = [visit.first_click_right for visit in visits if visit.first_click_right is not None]
    return _share(known)


def lostness(pages: Sequence[str], fewest: int) -> float | None:
    """How lost one visitor was: sqrt((N/S - 1)² + (R/N - 1)²), 0 (not at all) and up.

    N different pages, S pages in all (each visit counts), R = ``fewest`` pages the task needs, the first and
    the last included. Smith (1996), "Towards a practical measure of hypertext usability": below 0.4 users do
    not feel lost, above 0.5 they do. None without a page.
    """
    total, different = len(pages), len(set(pages))
    if not total:
        return None
    return round(sqrt((different / total - 1) ** 2 + (fewest / different - 1) ** 2), 4)


def mean_lostness(visits: Sequence[Visit], fewest: int) -> float | None:
    """The mean of :func:`lostness` over ``visits``; None without any."""
    known = [value for visit in visits if (value := lostness(visit.pages, fewest)) is not None]
    return round(sum(known) / len(known), 4) if known else None


def efficiency(visits: Sequence[Visit], fewest_clicks: int) -> float | None:
    """The mean of fewest clicks / clicks spent, 0 for who did not find the answer.

    Effectiveness by effort (ISO 9241-11), as the success weighted by path length of navigation research
    (Anderson et al. 2018): found x fewest / max(fewest, spent). None without visits.
    """
    if not visits:
        return None
    each = [visit.found * _ratio(fewest_clicks, max(fewest_clicks, visit.clicks)) for visit in visits]
    return round(sum(each) / len(each), 4)


def right_rank(scents: Sequence[float], right: Sequence[int]) -> int | None:
    """The rank of the right link among everything in sight: 1 + how many promise more than the best of
    ``right`` (indexes into ``scents``). Reading order of a scanning visitor, as in CWW (Blackmon et al.
    2002), whose competing links are those ranked before it. None without a right one."""
    if not right:
        return None
    best = max(round(scents[place], 6) for place in right)
    return 1 + sum(round(scent, 6) > best for scent in scents)


def findability_gap(answered_somewhere: int, found: int, asked: int) -> float | None:
    """(questions that some page answers - questions that visitors find answered) / questions asked.

    Findable against found (Morville 2005): what better links and labels could win without a new text. None
    when nothing was asked.
    """
    return round((answered_somewhere - found) / asked, 4) if asked else None


def promise_kept_rate(kept: int, checked: int) -> float | None:
    """Promises that the policy pages bear out / promises checked; None when none was."""
    return round(kept / checked, 4) if checked else None


def is_near(clicks_to_person: int | None) -> bool:
    """Whether a way to a person is within ``HUMAN_CLICKS_MAX`` clicks; None: there is no way."""
    return clicks_to_person is not None and clicks_to_person <= HUMAN_CLICKS_MAX


def go_away_index(clicks_to_person: Sequence[int | None]) -> float | None:
    """The share of unanswered questions with no way to a person near (:func:`is_near`) where the visitor gave
    up: the site says "please, go away". Our own. ``clicks_to_person`` has one entry for each question of
    which that is known; None when there is none."""
    return _share([not is_near(clicks) for clicks in clicks_to_person])


def demand_success(phrasings: Sequence[Phrasing]) -> Interval | None:
    """The share of customers whose question is answered, each phrasing weighted by how many put it so, with
    its Wilson interval of 95 %.

    p = sum(w passed) / sum(w); the interval of Wilson (1927), which stays within 0 and 1 also for few, with
    n = sum(w)² / sum(w²), the effective number of phrasings (Kish 1965). It says how far the phrasings that
    were thought of may mislead about all there are. None without a weight.
    """
    total = sum(one.weight for one in phrasings)
    if total <= 0:
        return None
    share = sum(one.weight for one in phrasings if one.passed) / total
    count = total**2 / sum(one.weight**2 for one in phrasings)
    low, high = wilson(share, count)
    return Interval(share=round(share, 4), low=low, high=high)


def wilson(share: float, count: float) -> tuple[float, float]:
    """The bounds of the 95 % score interval for ``share`` seen in ``count`` trials (Wilson 1927):
    (p + z²/2n ± z sqrt(p(1-p)/n + z²/4n²)) / (1 + z²/n)."""
    square = _Z_95**2
    middle = share + square / (2 * count)
    reach = _Z_95 * sqrt(max(0.0, share * (1 - share) / count + square / (4 * count**2)))
    scale = 1 + square / count
    return round(max(0.0, (middle - reach) / scale), 4), round(min(1.0, (middle + reach) / scale), 4)


def avoidable_cost(unanswered: Sequence[Unanswered], costs: ContactCosts | None) -> CostEstimate | None:
    """What unanswered questions cost a month by people who get in touch instead: sum of asked per month x
    share x cost of one contact. An estimate on the user's own figures, and None unless they gave both volumes
    and costs."""
    volumes = [one.asked_per_month for one in unanswered if one.asked_per_month is not None]
    if costs is None or not volumes:
        return None
    a_month = round(sum(volumes) * costs.share * costs.per_contact, 2)
    return CostEstimate(a_month=a_month, currency=costs.currency, questions=len(volumes))


def _share(held: Sequence[bool]) -> float | None:
    return round(sum(held) / len(held), 4) if held else None


def _ratio(fewest: int, spent: int) -> float:
    """1 where the answer stands on the start page and nobody clicked."""
    return fewest / spent if spent else 1.0
