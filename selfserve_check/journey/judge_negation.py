"""Whether a sentence takes back the very fact it states.

"There is no 30-day return period", "we do not refund within 30 days", "delivery is not free" deny;
"no later than 30 days", "if you are not happy, return it within 30 days" and "not after 30 days" do not. What
is not plainly a denial is none, for ordinary policy text is full of "not".
"""

from __future__ import annotations

import re

from selfserve_check.journey.judge_sentence import Sentence

_ADJACENT = re.compile(
    r"(?<!\w)(?<!if )(?<!whether )(?<!or )(?<!why )"
    r"(?:no|not|never|no longer|not an?|hardly|non|kein(?:e[nmrs]?)?|nicht|pas(?: de| d')?|aucune?|ni|sin"
    r"|ningún|ninguna"
    r"|senza|nessun[oa]?|geen|niet|não|nem|nenhuma?)"
    r"(?: (?:such|the|an?|our|any|quite|always|entirely|completely|really|currently|longer|in|within|for"
    r"|at|on|by))*[ -]+$"
)
_SUPERSEDED = re.compile(
    r"(?:instead of|rather than|used to be|previously|formerly|as opposed to)"
    r"(?: (?:the|our|an?|usual|normal|standard|old|former|previous))*[ -]+$"
)
_AUXILIARY = re.compile(
    r"(?<!\w)(?:(?:do|does|did|will|would|can|could|may|must|shall|should|is|are|was|were|has|have)(?: not"
    r"|n't)"
    r"|cannot|can't|won't|never|no longer)(?!\w)"
)
_HARMLESS = re.compile(
    r" (?:only|just|later|more|less|longer|earlier|exceed|affect|limit|restrict|matter|hesitate|forget"
    r"|miss|worry|delay"
    r"|wait|sooner|fewer|merely|simply|than|rush|panic|be (?:later|more|longer|less))\b"
)
_NO_DUTY = re.compile(r" (?:need|have|required|obliged)\b")
_CONDITION = re.compile(
    r"(?:^|[ ,(])(?:if|when|whenever|where|whether|should|in case|in the event|unless|until|once"
    r"|those who)\b[^,;:]*$"
)
_RELATIVE = re.compile(r"(?:who|which|that|whose \w+) $")
_BREAK = re.compile(
    r"[;:(]| - |(?:,| and| but| so| then| yet|^)? (?:but|instead|however|please|simply|just|then)\b"
    r"|\b(?:you|we|they|it|he|she|i|this|customers?|items?|orders?|returns?|refunds?|delivery|there)"
    r"(?: also| still| \w+ly)? (?:can|may|will|must|have|has|had|are|is|should|get|receive|need|offer"
    r"|allow|give|'ll|'re)\b"
    r"|\b(?:you|we|they|it)'(?:ll|re|ve|s)\b"
    r"|\band (?:takes?|lasts?|costs?|arrives?|runs?|comes?|stays?|remains?|includes?|appl(?:y|ies)|starts?"
    r"|ends?|is|are"
    r"|will|can|may|must|has|have|you|we|they|it)\b"
)
_VERBAL = re.compile(
    r"\b(?:you|we|they|it|this|that|these|please|can|may|must|will|shall|should|is|are|have|has|get|return"
    r"|send|simply"
    r"|just|call|email|phone|write|contact|visit|order|use|choose|pay|bring|keep|take|post|give|costs?"
    r"|takes?)\b"
)
_LIMIT = re.compile(
    r"(?:after|beyond|outside(?: of)?|later than|more than|less than|longer than|over|past|until|till"
    r"|before|exceed(?:s|ing)?"
    r"|earlier than|sooner than|under|below|above|fewer than|greater than|at least|without)"
    r"(?: (?:the|an?|this|our|these|your|of|first|full|initial|standard|stated|end|said|normal|usual))*[ -]*$"
)
_LIMIT_AFTER = re.compile(r"[ ]?(?:or (?:more|later|older|longer)|after|past|from|old|later)\b")
_WITHIN = re.compile(r"(?:within|in|for)(?: (?:the|an?|our|first|full))* $")
_TAIL = re.compile(
    r"[\w' -]{0,40}?\b(?:"
    r"(?:is|are|was|were|has been|have been)(?: not|n't| no longer)(?: currently| yet)? (?:available"
    r"|offered|possible"
    r"|applicable|valid|accepted|given|granted|supported|free|included|in force|in effect|honou?red|true"
    r"|correct|allowed"
    r"|permitted)(?! (?:for|to|on|in|if|when|where|at|with|after|outside|unless|from|until)\b)"
    r"|(?:do|does)(?: not|n't) (?:apply|exist)(?: here| any ?more)?(?=\s*(?:[.!;,)]|$))"
    r"|(?:has|have) (?:ended|expired|been withdrawn)(?!\w)|(?:is|are|was|were) (?:withdrawn"
    r"|discontinued)(?!\w)"
    r"|no longer (?:applies|exists|counts)(?!\w))"
)
_BETWEEN_WORDS_MAX = 12
_PLAIN_KINDS = frozenset(("phone", "email", "address"))
_PRICED = frozenset(("money", "percentage"))


def denies(sentence: Sentence, start: int, end: int, kinds: frozenset[str] = frozenset()) -> bool:
    """Whether ``sentence`` denies what stands at ``start:end`` of its passage.

    ``kinds`` are the kinds of values in the fact there.
    """
    low, high = max(0, start - sentence.start), min(len(sentence.text), end - sentence.start)
    head, tail = sentence.text[:low], sentence.text[high:]
    if _SUPERSEDED.search(head):
        return True
    adjacent = _ADJACENT.search(head)
    if adjacent and not _CONDITION.search(head[: adjacent.start()]):
        return not _is_relative(head[: adjacent.start()])
    if kinds & _PLAIN_KINDS:
        return False
    return _TAIL.match(tail) is not None or _auxiliary_denies(head, tail, kinds)


def _is_relative(before: str) -> bool:
    """ "that are not free": said of some things, not of what the sentence is about."""
    return bool(re.search(r"(?:who|which|that) (?:is|are|was|were) $", before))


def _auxiliary_denies(head: str, tail: str, kinds: frozenset[str]) -> bool:
    negations = list(_AUXILIARY.finditer(head))
    if not negations:
        return False
    found = negations[-1]
    before, between = head[: found.start()], head[found.end() :]
    if _CONDITION.search(before) or _RELATIVE.search(before) or _HARMLESS.match(between):
        return False
    if _NO_DUTY.match(between) and not kinds & _PRICED:
        return False
    if _LIMIT.search(between) or (_LIMIT_AFTER.match(tail) and not _WITHIN.search(between)):
        return False
    return not _is_elsewhere(between)


def _is_elsewhere(between: str) -> bool:
    """Whether another clause begins between the negation and the fact."""
    if len(between.split()) > _BETWEEN_WORDS_MAX or _BREAK.search(between):
        return True
    _, comma, last = between.rpartition(", ")
    return bool(comma and _VERBAL.search(last))
