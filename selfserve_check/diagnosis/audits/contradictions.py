"""Pages that state different facts of one kind on one subject, whether a question met them or not.

Precision comes first: a false alarm costs the trust in every other finding. Two sentences are of one subject
only when no word that means anything stands in one of them, or above it, and nowhere in the other: "express"
against "standard", one product's name against another's, "the first year" against nothing. So most pairs are
let go, and what is told can be believed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from selfserve_check.diagnosis.audits.ground import Ground, same_document
from selfserve_check.diagnosis.audits.statements import Statement, concepts_of, statements_in
from selfserve_check.language.rarity import rarity
from selfserve_check.language.stated import differ
from selfserve_check.model.finding import Finding, Quote
from selfserve_check.model.said import say

# Bounds on what is compared: of the statements that share their rarest word, so many are held against each
# other.
_STATEMENTS_MAX = 6_000
_ALIKE_MAX = 60
# The rarity (0.1 to 1 a word) that what both say must add up to: two words of the trade, or three plain ones.
_SHARED_MIN = 1.1
# Words that both sentences must share beside those that any sentence with such a value says; and from how
# many on a sentence speaks for itself.
_SHARED_WORDS_MIN = 2
_SPEAKS_ALONE = 4
# Words that say where one stands on a site, or what any sentence with such a value says, and nothing of the
# subject.
_HARMLESS = frozenset().union(
    *(
        concepts_of(phrase, "en")
        for phrase in (
            "frequently asked questions",
            "faq faqs often question answer help information info page overview policy guide guidance about",
            "general common frequently ask customer please note important read detail welcome home",
            "product products item items goods",
            "normally usually currently simply always standardly be take get give offer provide have need",
            "will can may amount total sum value figure",
        )
    )
)
_IMPLIED = {
    "money": concepts_of("cost price fee charge pay amount gbp eur usd", "en"),
    "duration": concepts_of("long time day week month year hour minute period window deadline last", "en"),
    "hours": concepts_of("open close opening hours time daily", "en"),
    "time": concepts_of("time hour o'clock", "en"),
    "percentage": concepts_of("percent percentage share rate", "en"),
    "quantity": concepts_of("size measure", "en"),
}


def find(ground: Ground) -> tuple[Finding, ...]:
    """One finding for each subject on which two pages differ; both are quoted."""
    statements = _distinct(one for page in ground.pages().values() for one in statements_in(page))
    told: set[tuple[str, frozenset[str]]] = set()
    findings = []
    for one, other in _pairs(statements[:_STATEMENTS_MAX]):
        mark = (one.kind, (one.said | one.under) & (other.said | other.under))
        if mark not in told and _contradict(one, other):
            told.add(mark)
            findings.append(_finding(one, other, ground))
    return tuple(findings)


def _distinct(statements: Iterable[Statement]) -> list[Statement]:
    """Each sentence once for each trail above it: what stands on every page is one statement."""
    kept: dict[tuple[str, frozenset[str], str], Statement] = {}
    for one in statements:
        kept.setdefault((one.sentence, one.under, one.kind), one)
    return list(kept.values())


def _pairs(statements: list[Statement]) -> Iterator[tuple[Statement, Statement]]:
    """Pairs of one kind that share the rarest word of the first or of the second."""
    by_word: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for one in statements:
        for word in one.said - _HARMLESS:
            by_word[one.kind, word].append(one)
    order = {id(one): place for place, one in enumerate(statements)}
    seen: set[tuple[int, int]] = set()
    for one in statements:
        words = sorted(one.said - _HARMLESS - _IMPLIED[one.kind], key=lambda word: (-_weight(word), word))
        alike = by_word[one.kind, words[0]] if words else []
        for other in alike[:_ALIKE_MAX]:
            pair = tuple(sorted((order[id(one)], order[id(other)])))
            if pair[0] != pair[1] and pair not in seen:
                seen.add((pair[0], pair[1]))
                yield statements[pair[0]], statements[pair[1]]


def _contradict(one: Statement, other: Statement) -> bool:
    return (
        not same_document(one.url, other.url)
        and one.lang[:2] == other.lang[:2]
        and one.limits == other.limits
        and differ(one.value, other.value)
        and _same_subject(one, other)
    )


def _same_subject(one: Statement, other: Statement) -> bool:
    harmless = _HARMLESS | _IMPLIED[one.kind]
    shared = (one.said & other.said) - harmless
    if len(shared) < _SHARED_WORDS_MIN:
        return False
    # A word of one sentence must stand in the other, or above it.
    if one.said - other.said - other.under - harmless or other.said - one.said - one.under - harmless:
        return False
    if not _headings_agree(one, other, harmless, alone=len(shared) >= _SPEAKS_ALONE):
        return False
    common = (one.said | one.under) & (other.said | other.under) - _HARMLESS
    return sum(_weight(word) for word in common) >= _SHARED_MIN


def _headings_agree(one: Statement, other: Statement, harmless: frozenset[str], *, alone: bool) -> bool:
    """Whether the headings of both say no more than the sentences do, and each other: else they are of
    different things (products, plans, countries). Of sentences that speak for themselves (``alone``) one may
    stand under a heading of its own; two never may."""
    unlike = bool(one.under - other.under - other.said - harmless)
    unlike_other = bool(other.under - one.under - one.said - harmless)
    # On the page of each of two products the other is named, too: what stands right above decides.
    nearest = bool(one.right_under - other.right_under - other.said - harmless)
    nearest_other = bool(other.right_under - one.right_under - one.said - harmless)
    if (unlike and unlike_other) or (nearest and nearest_other):
        return False
    return alone or not (unlike or unlike_other)


def _weight(word: str) -> float:
    """How much a concept tells apart; that of a group is what its commonest words would."""
    return 0.5 if word.startswith("=") else rarity(word)


def _finding(one: Statement, other: Statement, ground: Ground) -> Finding:
    questions = tuple(
        result.scenario.id
        for result in ground.results
        if any(
            same_document(evidence.url, place.url)
            and (evidence.quote in place.sentence or place.sentence in evidence.quote)
            for evidence in result.evidence
            for place in (one, other)
        )
    )
    return Finding(
        kind="contradiction",
        text=say(
            "{page} says “{quote}”, and {other} says “{other_quote}”.",
            page=one.url,
            quote=one.sentence,
            other=other.url,
            other_quote=other.sentence,
        ),
        url=one.url,
        remedy=say("Make both pages say the same, or say in each what it holds for."),
        quotes=(Quote(url=one.url, text=one.sentence), Quote(url=other.url, text=other.sentence)),
        questions=questions,
    )
