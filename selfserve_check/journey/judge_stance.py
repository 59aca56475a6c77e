"""What a sentence says to a question for yes or no: which side it takes, and of what.

Questions lie on an axis: whether something can be done or had, whether it is free, what one has to pay, what
one needs. "Returns are free" is a yes to "Is it free to return?" and a no to "Do I have to pay for returns?".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import lru_cache

from selfserve_check.language.kinds import money
from selfserve_check.language.stance import StanceWords, stance_words
from selfserve_check.language.words import normalise, stem, stems


class Axis(Enum):
    """What yes and no are about."""

    GENERAL = auto()
    FREE = auto()
    COST = auto()
    NEED = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """``yes`` or no, of ``subject`` (before what says so) and ``rest`` (behind it); or ``open``."""

    yes: bool
    subject: str
    rest: str
    open: bool = False


_GENERAL_WORDS = (
    "possible allow allowed permit permitted accept accepted available able offer offered provide welcome "
    "eligible support supported able currently moment present yet still sorry unfortunately please also back "
    "make give take include included option optional "
    "möglich erlaubt gestattet akzeptiert leider aktuell derzeit momentan können werden dürfen "
    "possible autorisé permis accepté malheureusement peuvent pouvez pouvons être actuellement "
    "posible permitido aceptado lamentablemente pueden puedes podemos ser actualmente "
    "possibile permesso accettato purtroppo possono essere vengono attualmente "
    "mogelijk toegestaan helaas kunt kunnen worden momenteel possível permitido aceito infelizmente podem "
    "atualmente"
)
_AXIS_WORDS = {
    Axis.GENERAL: "",
    Axis.FREE: "free charge cost extra complimentary gratis kostenlos gratuit gratuito",
    Axis.COST: "pay charge charged cost fee extra price paid bezahlen kosten payer pagar pagare betalen",
    Axis.NEED: "need required require necessary must mandatory obligatory compulsory",
}


@lru_cache(maxsize=64)
def axis_stems(axis: Axis, lang: str) -> tuple[str, ...]:
    """Stems of the words in a question that say which axis it lies on, and so are no topic."""
    words = f"{_GENERAL_WORDS} {_AXIS_WORDS[axis]}".split()
    return tuple(dict.fromkeys(stem(word, lang) for word in words))


_COST = re.compile(r"(?<!\w)(?:pay|charged?|costs?|fees?|extra|bezahlen|payer|pagar|betalen)(?!\w)")
_FREE = re.compile(
    r"(?<!\w)(?:free|complimentary|without (?:a )?charge|no cost|kostenlos|gratis|gratuit\w*|grátis)(?!\w)"
)
_NEED = re.compile(r"(?<!\w)(?:need|have to|must|required?|necessary|mandatory|obligatory|compulsory)(?!\w)")
_SAYS_FREE = re.compile(
    r"(?<!\w)(?:free(?: of charge)?|complimentary|(?:no|without(?: any| a)?|free of) (?:extra |additional "
    r"|delivery |return )?"
    r"(?:charge|cost|fee)s?|(?:do|does|will)(?: not|n't) (?:charge|cost)|won't (?:charge|cost)"
    r"|costs? nothing|we pay|on us"
    r"|(?:do|does|will)(?: not|n't) (?:have|need) to pay|kostenlos|kostenfrei|gratis|gratuite?s?(?:ment)?"
    r"|gratuit[oa]s?"
    r"|sin coste|senza costi|sem custos?|grátis)(?!\w)"
)
_NOT_FREE = re.compile(
    r"(?<!\w)(?:not|n't|never|nicht|no longer|pas|no|non|niet|não) (?:\w+ )?(?:free|kostenlos|gratis"
    r"|gratuit\w*)"
)
_SAYS_COST = re.compile(
    r"(?<!\w)(?:a (?:small |delivery |return |handling )?(?:charge|fee)|(?:you|customers?) (?:must "
    r"|have to |need to |will )?pay"
    r"|(?:is|are|will be) charged|we (?:will )?charge|charge (?:of|applies)|fee (?:of|applies)"
    r"|own (?:expense|cost)"
    r"|deducted from|payable|costs? (?!nothing|no )\w+)"
)
_SAYS_NEEDED = re.compile(
    r"(?<!\w)(?:must|(?:do |will )?need (?:to|an?|your|the)|have to|has to|(?:is|are) (?:\w+ )?"
    r"(?:required|needed|necessary|mandatory|compulsory|obligatory)|require[sd]?)(?!\w)"
)
_NOT_NEEDED = re.compile(
    r"(?<!\w)(?:(?:do|does|did|will)(?: not|n't) (?:need|have to|require)|won't (?:need|have to)|needn't"
    r"|no need"
    r"|(?:is|are)(?: not|n't) (?:required|needed|necessary|mandatory|compulsory|obligatory)"
    r"|not (?:required|needed|necessary)"
    r"|no [\w -]{1,40}?(?:is |are )?(?:required|needed|necessary)|without (?:a|an|any|needing)"
    r"|optional)(?!\w)"
)
_SUBORDINATE_LEAD = re.compile(
    r"^(?:if|when|whenever|where|should|once|as|because|since|although|while|whilst|wenn|falls|si|se|als"
    r"|quando|cuando)\b"
    r"[^,;:]*[,;:] *"
)
_AFTERTHOUGHT = re.compile(
    r",? (?:if|when|whenever|where|once|because|since|although|so that|as long as|provided|wenn|falls"
    r"|sofern|weil|si|se"
    r"|als|quando|cuando|puisque|omdat)\b.*$"
)
_CONDITIONAL = re.compile(
    r"(?<!\w)(?:if|when|whenever|once|where|after|before|until|provided|wenn|falls|sobald|nachdem|bevor"
    r"|lorsque|une fois"
    r"|après|avant|cuando|una vez|después|antes|quando|una volta|dopo|prima|als|wanneer|zodra|nadat"
    r"|voordat|depois)(?!\w)"
)
"""What makes a denial one for some cases only."""

_BUT = re.compile(r"[,;:] (?:but|however|aber|jedoch|mais|pero|ma|maar|mas)\b|; ")
_ADJUNCT = re.compile(
    r"(?:^| )(?:to|in|at|by|within|via|from|with|for|on|after|before|until|during|through|up|as|and then"
    r"|nach|innerhalb"
    r"|im|bei|mit|dans|en|à|chez|avec|sous|a|con|dentro|entro|per|da|binnen|naar|met|op|para|em|com|por)\b.*$"
)
_EMPHATIC = re.compile(r"(?<!\w)not only(?!\w)")


def axis_of(question: str, lang: str) -> Axis:
    """What a yes to ``question`` would be about."""
    plain = normalise(question)
    if _FREE.search(plain):
        return Axis.FREE
    if _COST.search(plain):
        return Axis.COST
    if lang[:2].lower() in ("en", "") and _NEED.search(plain):
        return Axis.NEED
    return Axis.GENERAL


def says(sentence: str, axis: Axis, lang: str, asked: frozenset[str]) -> Said | None:
    """The side that ``sentence`` (lower case) takes on ``axis``; None when it takes none.

    ``asked`` are the stems of the question: "we deliver to Norway" affirms by its own verb.
    """
    words = stance_words(lang)
    if words is None:
        return None
    body = _EMPHATIC.sub("", _SUBORDINATE_LEAD.sub("", sentence))
    turned = _BUT.search(body)
    main = _AFTERTHOUGHT.sub("", body[: turned.start()] if turned else body).strip(" .!,;")
    limited = bool(words.doubt.search(sentence)) or turned is not None
    if axis in (Axis.FREE, Axis.COST):
        return _on_cost(sentence, axis, limited=limited)
    if axis is Axis.NEED:
        return _on_need(main, limited=limited)
    said = _in_general(main, words, lang, asked, limited=limited)
    if said and not said.yes and _CONDITIONAL.search(sentence):
        return replace(said, open=True)
    return said


def _on_cost(sentence: str, axis: Axis, *, limited: bool) -> Said | None:
    free = bool(_SAYS_FREE.search(sentence)) and not _NOT_FREE.search(sentence)
    priced = any(getattr(found.value, "high", 1) for found in money.scan(normalise(sentence)))
    costs = bool(_NOT_FREE.search(sentence)) or priced or (bool(_SAYS_COST.search(sentence)) and not free)
    if not free and not costs:
        return None
    both = free and costs
    return Said(yes=free is (axis is Axis.FREE), subject="", rest="", open=limited or both)


def _on_need(main: str, *, limited: bool) -> Said | None:
    if _NOT_NEEDED.search(main):
        return Said(yes=False, subject="", rest="", open=limited)
    if _SAYS_NEEDED.search(main):
        return Said(yes=True, subject="", rest="", open=limited)
    return None


def _in_general(
    main: str, words: StanceWords, lang: str, asked: frozenset[str], *, limited: bool
) -> Said | None:
    no = words.no.search(main)
    if no:
        return Said(yes=False, subject=main[: no.start()], rest=main[no.end() :], open=limited)
    yes = words.yes.search(main)
    start, end = yes.span() if yes else _own_verb(main, lang, asked)
    if end == 0:
        return None
    return Said(yes=True, subject=main[:start], rest=_ADJUNCT.sub("", main[end:]), open=limited)


_VERB = re.compile(
    r"(?<!\w)(?:we|you|they|wir|sie|nous|vous|wij|(?:is|are|will be|werden|wird|sont|est|son|es|sono|è"
    r"|zijn|worden|wordt"
    r"|são))(?: (?:also|do|will|now|always|happily|gladly|auch|gerne?))? (?P<verb>[^\W\d_]+)"
)


def _own_verb(main: str, lang: str, asked: frozenset[str]) -> tuple[int, int]:
    """Where the sentence says by the question's own verb that it is so ("we deliver", "is encrypted")."""
    for match in _VERB.finditer(main):
        if asked.intersection(stems(match["verb"], lang)):
            return match.span()
    return 0, 0
