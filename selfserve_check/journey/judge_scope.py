"""For whom and what a stated fact holds: the conditions in its sentence and in the one behind it.

Conditions are quoted. One decides where it takes out what the question asks about: "except sale items" for a
question about sale items, "for business customers only" for a private customer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from selfserve_check.journey.judge_about import GENERIC_STEMS, Asked, speaks_of
from selfserve_check.journey.judge_page import Page, read
from selfserve_check.journey.judge_sentence import Sentence, sentences
from selfserve_check.language.facts import Span
from selfserve_check.language.words import content_stems, normalise
from selfserve_check.model.observation import PassageKind

CONDITIONS_MAX = 4
_QUOTE_MAX = 160

_OUT = re.compile(
    r"(?<!\w)(?:except(?:ing|ions? (?:are|is|apply to)|ion)?(?: for| that| on| to| when| if)?|excluding"
    r"|excludes?|excl\."
    r"|apart from|other than|with the exception of|unless|(?:does|do)(?: not|n't) (?:apply|include|cover"
    r"|extend)(?: to| for| on)?"
    r"|(?:is|are)(?: not|n't) (?:valid|available|offered|possible)(?: for| on| to| in)?|not (?:valid"
    r"|available) (?:for|on|to|in)"
    r"|außer|ausser|ausgenommen|mit ausnahme von|es sei denn|gilt nicht für|sauf|hors|excepté"
    r"|à l'exception d[eu]s?"
    r"|excepto|salvo|tranne|eccetto|ad eccezione di|behalve|tenzij|met uitzondering van|geldt niet voor"
    r"|exceto)(?!\w)"
)
"""What comes behind is taken out."""

_TAKEN_OUT = re.compile(
    r"(?<!\w)(?:(?:is|are) (?:excluded|exempt(?:ed)?|final|non-?\w+able|not \w+able"
    r"|not (?:included|eligible|covered|accepted|allowed))"
    r"|(?:is|are)n't (?:\w+able|included|eligible|covered|accepted|allowed)"
    r"|(?:cannot|can't|can not|may not|must not) be (?P<verb>\w+)(?! (?:after|within|later|until|without"
    r"|online|by|in)\b)"
    r"|(?:sind|ist) (?:ausgeschlossen|ausgenommen)|(?:est|sont) exclue?s?)(?!\w)"
)
"""What stands before is taken out."""

_ONLY = re.compile(
    r"(?<!\w)(?:(?:only|exclusively|solely) (?:for|to|on|if|when|in|available|valid|appl(?:y|ies)"
    r"|where)\b[^.;)]*"
    r"|(?:for|to) [\w' -]{1,50} only\b|(?:is |are )?limited to [^.;)]*|(?:appl(?:y|ies)|valid"
    r"|available) only\b[^.;)]*"
    r"|[\w' -]{1,50} only(?=\s*(?:[.;,)]|$))|nur (?:für|bei)\b[^.;)]*|uniquement pour\b[^.;)]*"
    r"|solo (?:para|per)\b[^.;)]*"
    r"|alleen voor\b[^.;)]*|(?:só|apenas) para\b[^.;)]*)"
)
_OTHER = re.compile(
    r"(?<!\w)(?:provided(?: that)?|providing|as long as|so long as|subject to|on condition that"
    r"|not refundable|non-?refundable"
    r"|non-?returnable|not returnable|sofern|à condition|a condición|a condizione|mits)(?!\w)[^.;)]*"
)
_REFERS = re.compile(
    r"(?:\W*(?:please )?note:? (?:that )?)?(?:this|these|that|the (?:above|same)|it|exceptions?|except"
    r"|exclud\w+|excludes|unless"
    r"|only|not|does not|valid|available|for \w[\w' -]* only|dies|das|cela|ceci|esto|questo|dit|isto)\b"
)
_CLAUSE_START = re.compile(r"[;:(.]|, (?:but|and|while|whereas) |- ")
_CLAUSE_END = re.compile(r"[;).]|, (?:but|you|we|which|while|whereas)\b|$")
_ITEMS = re.compile(r", | and | or | nor |/|; ")
_RELATIVE = re.compile(
    r"\b(?:that|which|who|whose|marked|bought|unless|if|in|with|without|for|when|where|from|during|at|to"
    r"|of)\b"
)
_LEAD = re.compile(r"^(?:(?:to|for|on|if|when|that|the|any|all|our|your|are|is|it|its|items? that are)\b ?)+")

_PERSONS = (
    r"(?: (?:customer|client|account|user|buyer|purchaser|purchase|order|guest|person|individual|use)s?)"
)
Sides = tuple[re.Pattern[str], re.Pattern[str]]


def _sides(one: str, other: str) -> Sides:
    return (re.compile(rf"(?<![\w-])(?:{one})(?![\w-])"), re.compile(rf"(?<![\w-])(?:{other})(?![\w-])"))


_OPPOSITES: tuple[Sides, ...] = (
    _sides(
        rf"(?:business|trade|corporate|company|commercial|wholesale){_PERSONS}|businesses|b2b|traders?"
        rf"|resellers?"
        r"|geschäftskunden?|gewerbliche kunden|clients professionnels|zakelijke klanten|clienti aziendali"
        r"|clientes empresariales",
        rf"(?:private|personal|individual|household|consumer){_PERSONS}|consumers?|b2c|privatkunden?"
        rf"|privatperson(?:en)?"
        r"|particuliers?|clienti privati|particulieren|clientes particulares",
    ),
    _sides(rf"new{_PERSONS}|new members?|neukunden?", rf"(?:existing|current){_PERSONS}|bestandskunden?"),
    _sides(r"adults?|grown-ups?|erwachsene[nr]?|adultes?", r"child|children|kids?|kind(?:er)?|enfants?"),
    _sides(r"members?|subscribers?", r"non-?members?|not a member|without (?:a )?membership"),
)
_WHERE: tuple[Sides, ...] = (
    _sides(r"online|web ?site|web", r"in-? ?store|stores?|shops?|branch(?:es)?"),
    _sides(r"domestic|inland|mainland|uk", r"abroad|international(?:ly)?|overseas|foreign"),
)
"""Opposite only where the page says "only": "online orders may be returned in store" is no contradiction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """``quote`` as the page writes it; ``out`` is what it takes out, or ``only`` what alone it leaves in."""

    quote: str
    start: int
    end: int
    out: str = ""
    only: str = ""
    verb: str = ""


def conditions_of(page: Page, index: int, spans: tuple[Span, ...]) -> tuple[str, ...]:
    """What limits the facts at ``spans`` of passage ``index``, quoted, each once, at most four."""
    quotes = (condition.quote for condition, _ in _limits(page, index, spans))
    return tuple(dict.fromkeys(quotes))[:CONDITIONS_MAX]


def excluded_by(
    asked: Asked, wordings: tuple[str, ...], page: Page, index: int, spans: tuple[Span, ...]
) -> str:
    """The condition that takes out what the question asks about, quoted; "" where there is none."""
    passage = page.observation.passages[index].text
    for condition, sentence in _limits(page, index, spans):
        beside = sentence.text.replace(passage[condition.start : condition.end].lower(), " ")
        if condition.out and _names(asked, condition, beside, page.lang):
            return condition.quote
        if condition.only and any(
            _opposed(condition.only, asking, (*_OPPOSITES, *_WHERE)) for asking in wordings
        ):
            return condition.quote
    for sentence in _stating(passage, spans):
        if any(_opposed(sentence.text, asking, _OPPOSITES) for asking in wordings):
            return _cut(passage[sentence.start : sentence.end])
    return ""


def _limits(page: Page, index: int, spans: tuple[Span, ...]) -> Iterator[tuple[Condition, Sentence]]:
    """Conditions in the sentences of the facts, then in the one behind, which may be the next passage."""
    text = page.observation.passages[index].text
    stating = _stating(text, spans)
    for sentence in stating:
        for condition in _conditions(text, sentence):
            if not any(span.start < condition.end and condition.start < span.end for span in spans):
                yield condition, sentence
    if not stating:
        return
    behind = [one for one in sentences(text) if one.start >= stating[-1].end][:1]
    source = text
    if not behind and (after := _next_passage(page, index)) is not None:
        source = page.observation.passages[after].text
        behind = list(sentences(source)[:1])
    for sentence in behind:
        if _REFERS.match(sentence.text) or _TAKEN_OUT.search(sentence.text):
            # The fact's own sentence says what is common to both, so it stands beside the condition.
            for condition in _conditions(source, sentence):
                yield condition, stating[-1]


def _stating(text: str, spans: tuple[Span, ...]) -> tuple[Sentence, ...]:
    return tuple(
        one for one in sentences(text) if any(one.start < s.end and s.start < one.end for s in spans)
    )


def _next_passage(page: Page, index: int) -> int | None:
    """The passage behind in the same section, of running text (rows of a table stand for themselves)."""
    after = index + 1
    passages = page.observation.passages
    if after >= len(passages) or page.section_of[after] != page.section_of[index]:
        return None
    same = passages[index].kind is PassageKind.TEXT and passages[after].kind is PassageKind.TEXT
    return after if same else None


def _conditions(text: str, sentence: Sentence) -> Iterator[Condition]:
    low = sentence.text
    for match in _OUT.finditer(low):
        end = _clause_end(low, match.end())
        yield _condition(text, sentence, match.start(), end, out=low[match.end() : end])
    for match in _TAKEN_OUT.finditer(low):
        start = max((cut.end() for cut in _CLAUSE_START.finditer(low, 0, match.start())), default=0)
        verb = match["verb"] or ""
        yield _condition(
            text, sentence, start, _clause_end(low, match.end()), out=low[start : match.start()], verb=verb
        )
    for match in _ONLY.finditer(low):
        yield _condition(text, sentence, match.start(), match.end(), only=match[0])
    for match in _OTHER.finditer(low):
        yield _condition(text, sentence, match.start(), match.end())


def _condition(
    text: str, sentence: Sentence, start: int, end: int, *, out: str = "", only: str = "", verb: str = ""
) -> Condition:
    first, last = sentence.start + start, sentence.start + end
    return Condition(quote=_cut(text[first:last]), start=first, end=last, out=out, only=only, verb=verb)


def _clause_end(text: str, start: int) -> int:
    match = _CLAUSE_END.search(text, start)
    return match.start() if match else len(text)


def _cut(quote: str) -> str:
    quote = " ".join(quote.split()).strip(" ,;:(")
    if len(quote) <= _QUOTE_MAX:
        return quote
    return quote[: _QUOTE_MAX - 2].rsplit(" ", 1)[0] + " …"


def _names(asked: Asked, condition: Condition, beside: str, lang: str) -> bool:
    """Whether one of the things taken out is what the question asks about.

    Its words, without those that the fact's own sentence has too, must all be words of the question (or
    mean the same): "gift cards" are not gifts.
    """
    if condition.verb and not speaks_of(asked, read(condition.verb, lang)):
        return False
    common = frozenset(content_stems(beside, lang)) | GENERIC_STEMS
    return any(_is_asked(asked, _thing(item), common, lang) for item in _ITEMS.split(condition.out))


def _thing(item: str) -> str:
    """The noun phrase at the start of ``item``."""
    return _RELATIVE.split(_LEAD.sub("", item.strip(" ,:")), maxsplit=1)[0]


def _is_asked(asked: Asked, thing: str, common: frozenset[str], lang: str) -> bool:
    told = [stem for stem in content_stems(thing, lang) if stem not in common]
    return bool(told) and all(
        stem in asked.stems or not asked.groups.isdisjoint(read(stem, lang).groups) for stem in told
    )


def _opposed(said: str, asking: str, pairs: tuple[Sides, ...]) -> bool:
    """Whether ``said`` speaks of one side of a pair alone and ``asking`` of the other alone."""
    told, wanted = normalise(said), normalise(asking)
    return any(
        (_alone(one, other, told) and _alone(other, one, wanted))
        or (_alone(other, one, told) and _alone(one, other, wanted))
        for one, other in pairs
    )


def _alone(one: re.Pattern[str], other: re.Pattern[str], text: str) -> bool:
    return one.search(text) is not None and other.search(text) is None
