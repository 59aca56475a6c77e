"""How much a passage is about a question: the share of the question's words that it and its headings carry.

The share is weighted by background rarity. A word counts in full in the passage's own text, less in its
headings, least in the page's title, and somewhat less still where only a synonym stands there (groups of
``language.synonyms``). The words of the expected fact never count for it: "30 days" says nothing about
returns.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from selfserve_check.journey.judge_page import Page, Reading, Similarity, read
from selfserve_check.journey.judge_sentence import Sentence
from selfserve_check.journey.judge_table import column_headers
from selfserve_check.language.facts import Fact, Span
from selfserve_check.language.forgetting import for_a_run
from selfserve_check.language.rarity import rarity
from selfserve_check.language.synonyms import concepts
from selfserve_check.language.words import content_stems, language_of, stem
from selfserve_check.model.observation import Passage, Region

_SYNONYM, _PHRASE_SYNONYM = 0.7, 0.85
"""A synonym against the word itself; what two words together mean ("send back") is surer."""

_INNERMOST, _OUTER, _TITLE = 0.9, 0.75, 0.45
_FACT_WORDS = 0.5
_BRAND = 0.2
_GENERIC = 0.4
_IMPLIED = 0.2
_KEYWORD_MISSING = 0.85
_NAME_MISSING = 0.6
_COLUMN_UNKNOWN = 0.6
_LOOK_ALIKE = 0.4
_OFF_TOPIC = 0.8
_OTHER_SENTENCES = 0.6
_ASIDE = frozenset((Region.NAVIGATION, Region.FOOTER))
_BANNER = frozenset((Region.HEADER, Region.ASIDE, Region.DIALOG))

_MEANT_FROM, _MEANT_SLOPE = 0.3, 1.8
"""From which closeness in meaning on a text counts as about the question, and how fast."""

_MEANT_MAX, _MEANT_MAX_IN_PLACE, _IN_PLACE = 0.25, 0.6, 0.4
"""How far meaning carries a fact: a little by the fact's own sentence, and much further where what is said
around the fact is close to the question and so are the headings or the title. Never a figure: the same amount
stands beside many a thing of the kind. Chosen on the short facts of three sites (bench/findability, 644
pages): 6 -> 12 of 40 right pages, 1 other; the sentence alone, carried as far, takes 18 and 27 others."""

_IMPLIED_BY = {
    "money": "cost price fee charge pay much expensive cheap cheaper rate",
    "duration": "long time day week month year hour minute period window deadline last take quick fast soon",
    "time": "time hour clock early late",
    "hours": "time hour open close",
    "weekdays": "day time hour open close",
    "date": "date day deadline until time last",
    "phone": "phone telephone number call ring hotline line dial",
    "email": "email e-mail mail address write",
    "percentage": "percent percentage much share discount reduction off saving cheaper rate",
    "number": "number count many",
    "address": "address street located location find where visit office headquarters post",
    "quantity": "size big large long wide high heavy weigh weight length width height tall deep dimension",
}
_SELF_EVIDENT = frozenset(("phone", "email"))
"""Kinds that show by themselves what they are: a telephone number is about "phone number"."""

_LOOK_ALIKES = frozenset(
    stem(word)
    for word in (
        "trial demo sample voucher coupon promo promotion promotional discount newsletter loyalty reward "
        "giveaway sweepstake competition instalment installment webinar challenge"
    ).split()
)
"""Offers that borrow the words of a promise: "30-day free trial" on a page about returns."""

GENERIC_STEMS = frozenset(
    stem(word)
    for word in (
        "item product goods article order use help question information people company customer website site "
        "page online place first case period policy"
    ).split()
)
"""Words that every shop and help page uses."""

_NEUTRAL = frozenset(
    stem(word)
    for word in (
        "period window policy limit deadline term notice maximum minimum max min total flat charge fee price "
        "only extra surcharge each per person item order full more long calendar inclusive free"
    ).split()
)
_SENTENCE_END = re.compile(r"[.!?]\s+(?=[^\W\d_])|\n")
_NAME = re.compile(r"(?<=[\w,;:] )[A-Z][\w-]+")
_HEAD = re.compile(r"[ -](?P<words>[^\W\d_]+(?:[ -][^\W\d_]+){0,2})")
_ATTRIBUTE = re.compile(r"[\w.,]+-[^\W\d_]|\b(?:day|week|month|year|hour|minute)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicWord:
    """One word of a question: its stem, what it weighs, and the concept groups it stands for there."""

    stem: str
    weight: float
    groups: frozenset[int]
    synonym: float = _SYNONYM
    given: float = 0.0
    named: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """The words of one wording of a question."""

    words: tuple[TopicWord, ...]
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question as topics, with all their stems and concept groups for a quick look; ``figure`` is whether
    an amount, a date or the like is expected."""

    wordings: tuple[str, ...]
    figure: bool
    topics: tuple[Topic, ...]
    stems: frozenset[str]
    groups: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The words right behind a fact; with ``attribute`` the fact is said of them ("30-day warranty")."""

    reading: Reading
    attribute: bool


Source = tuple[Reading, float]
"""A text and how far its words count."""


def asked_of(
    wordings: tuple[str, ...], page: Page, fact: Fact | None, *, ignoring: tuple[str, ...] = ()
) -> Asked:
    """The topic of each wording on this page, when ``fact`` is expected (None: nothing is).

    The stems in ``ignoring`` are no topic.
    """
    kinds = tuple(sorted(fact.kinds)) if fact else ()
    own = content_stems(fact.text, page.lang) if fact and kinds else ()
    return _asked(wordings, page.lang, page.brand, kinds, (*own, *ignoring))


def aboutness(asked: Asked, page: Page, index: int, spans: tuple[Span, ...] = ()) -> float:
    """How much passage ``index`` is about the question, 0 to 1: the best over its wordings.

    ``spans`` are where the expected fact stands in it; the sentence around them counts in full, the rest
    of the passage less.
    """
    passage = page.observation.passages[index]
    heads = tuple(head for span in spans if (head := _head(passage.text, span, page.lang)))
    above, elsewhere = _columns(asked, page, index, spans)
    own = _own(passage.text, spans, page.lang, min(_own_trust(asked, heads), elsewhere))
    trust = min(_trust(asked, own[0][0], heads), elsewhere)
    shared = _best_share(asked, (*own, *above, *_around(page, passage.region, passage.headings, trust)))
    if not spans or page.similarity is None:
        return shared
    meant = _meant(asked, page.similarity, passage, page.title, spans)
    meant *= min(_own_trust(asked, heads), elsewhere)
    return max(shared, round(meant, 3))


def _meant(
    asked: Asked, similarity: Similarity, passage: Passage, title: str, spans: tuple[Span, ...]
) -> float:
    """How much the place of a fact is about the question by meaning alone: its own sentence, under its
    heading, and, as with words, further without the fact itself."""

    def close(*texts: str) -> float:
        said = tuple(text for text in texts if text.strip(" :"))
        return max((similarity(wording, text) for wording in asked.wordings for text in said), default=0.0)

    heading = passage.headings[-1] if passage.headings else ""
    start, end = _sentence(passage.text, spans)
    said = passage.text[start:end]
    meant = min(_MEANT_MAX, (close(said, f"{heading}: {said}") - _MEANT_FROM) * _MEANT_SLOPE)
    if meant >= _MEANT_MAX and not asked.figure and close(" ".join(passage.headings), title) >= _IN_PLACE:
        around = " ".join(_outside(passage.text, spans, start, end))
        carried = (close(around, f"{heading}: {around}") - _MEANT_FROM) * _MEANT_SLOPE
        meant = max(meant, min(_MEANT_MAX_IN_PLACE, carried))
    return max(0.0, meant)


def sentence_aboutness(asked: Asked, page: Page, index: int, sentence: Sentence) -> float:
    """How much ``sentence`` of passage ``index`` is about the question, with all that stands around it."""
    passage = page.observation.passages[index]
    said = read(passage.text[sentence.start : sentence.end], page.lang)
    rest = read(f"{passage.text[: sentence.start]} {passage.text[sentence.end :]}", page.lang)
    around = _around(page, passage.region, passage.headings, _trust(asked, said, ()))
    return _best_share(asked, ((said, 1.0), (rest, _OTHER_SENTENCES), *around))


def aboutness_around(asked: Asked, page: Page, region: Region, headings: tuple[str, ...]) -> float:
    """The most that headings and title alone can give a passage there."""
    return _best_share(asked, _around(page, region, headings, 1.0))


def speaks_of(asked: Asked, reading: Reading) -> bool:
    """Whether ``reading`` has any word of the question, or a synonym."""
    return not (asked.stems.isdisjoint(reading.stems) and asked.groups.isdisjoint(reading.groups))


@for_a_run(4096)
def _asked(
    wordings: tuple[str, ...], lang: str, brand: frozenset[str], kinds: tuple[str, ...], own: tuple[str, ...]
) -> Asked:
    topics = tuple(_topic(wording, lang, brand, kinds, own) for wording in wordings)
    words = [word for topic in topics for word in topic.words]
    return Asked(
        wordings=wordings,
        figure=bool(kinds),
        topics=topics,
        stems=frozenset(word.stem for word in words),
        groups=frozenset(group for word in words for group in word.groups),
    )


def _topic(
    wording: str, lang: str, brand: frozenset[str], kinds: tuple[str, ...], own: tuple[str, ...]
) -> Topic:
    words = tuple(
        _topic_word(one, wording, lang, brand, kinds)
        for one in content_stems(wording, lang)
        if one not in own
    )
    return Topic(words=words, weight=sum(word.weight for word in words))


def _topic_word(
    one: str, wording: str, lang: str, brand: frozenset[str], kinds: tuple[str, ...]
) -> TopicWord:
    implying = [kind for kind in kinds if one in _implied_stems(kind)]
    common = _BRAND if one in brand else _GENERIC if one in GENERIC_STEMS else 1.0
    weight = rarity(one) * common * (_IMPLIED if implying else 1.0)
    meant = [concept for concept in concepts(wording, lang) if one in concept.stems]
    phrases = [concept for concept in meant if len(concept.stems) > 1]
    return TopicWord(
        stem=one,
        weight=weight,
        groups=frozenset(concept.group for concept in phrases or meant),
        synonym=_PHRASE_SYNONYM if phrases else _SYNONYM,
        given=1.0 if _SELF_EVIDENT.intersection(implying) else 0.0,
        named=one in _names(wording, lang) and one not in brand,
    )


@lru_cache(maxsize=1024)
def _names(wording: str, lang: str) -> frozenset[str]:
    """Stems of the names in a question: capitals inside it. German writes every noun so: none there."""
    if language_of(lang) == "de" or wording.isupper():
        return frozenset()
    return frozenset(one for match in _NAME.finditer(wording) for one in content_stems(match[0], lang))


@lru_cache(maxsize=64)
def _implied_stems(kind: str) -> frozenset[str]:
    return frozenset(stem(word) for word in _IMPLIED_BY.get(kind, "").split())


def _best_share(asked: Asked, sources: tuple[Source, ...]) -> float:
    telling = tuple(source for source in sources if speaks_of(asked, source[0]))
    return max((_share(topic, telling) for topic in asked.topics), default=0.0)


def _share(topic: Topic, sources: tuple[Source, ...]) -> float:
    if not topic.weight or not (sources or any(word.given for word in topic.words)):
        return 0.0
    credits = tuple(max(word.given, _credit(word, sources)) for word in topic.words)
    gained = sum(word.weight * credit for word, credit in zip(topic.words, credits, strict=True))
    return round(gained / topic.weight * _lacking(topic, credits), 3)


def _lacking(topic: Topic, credits: tuple[float, ...]) -> float:
    """The discount for a passage without what sets the question apart: a name in it, or its rarest word."""
    if any(word.named and not credit for word, credit in zip(topic.words, credits, strict=True)):
        return _NAME_MISSING
    _, keyword = max((word.weight, credit) for word, credit in zip(topic.words, credits, strict=True))
    return 1.0 if keyword else _KEYWORD_MISSING


def _credit(word: TopicWord, sources: tuple[Source, ...]) -> float:
    best = 0.0
    for reading, trust in sources:
        if word.stem in reading.stems:
            best = max(best, trust)
        elif not word.groups.isdisjoint(reading.groups):
            best = max(best, trust * word.synonym)
    return best


def _own(text: str, spans: tuple[Span, ...], lang: str, trust: float) -> tuple[Source, ...]:
    """What the passage says: in the sentence of the fact, in its other sentences, in the fact itself."""
    if not spans:
        return ((read(text, lang), trust),)
    start, end = _sentence(text, spans)
    facts = " ".join(span.text for span in spans)
    return (
        (read(" ".join(_outside(text, spans, start, end)), lang), trust),
        (read(f"{text[:start]} {text[end:]}", lang), trust * _OTHER_SENTENCES),
        (read(facts, lang), trust * _FACT_WORDS),
    )


def _outside(text: str, spans: tuple[Span, ...], start: int, end: int) -> list[str]:
    """What ``text`` says from ``start`` to ``end`` beside the facts at ``spans``."""
    inside, position = [], start
    for span in spans:
        inside.append(text[position : span.start])
        position = max(position, span.end)
    return [*inside, text[position:end]]


def _sentence(text: str, spans: tuple[Span, ...]) -> tuple[int, int]:
    """From the start of the first fact's sentence to the end of the last one's."""
    first, last = min(span.start for span in spans), max(span.end for span in spans)
    start = max((match.end() for match in _SENTENCE_END.finditer(text, 0, first)), default=0)
    end = _SENTENCE_END.search(text, max(first, last - 1))
    return start, max(last, end.end() if end else len(text))


def _around(page: Page, region: Region, trail: tuple[str, ...], trust: float) -> tuple[Source, ...]:
    """The headings and the title with the trust each deserves for a passage under them."""
    if page.echoing:
        trail = tuple(heading for heading in trail if heading not in page.echoing)
    if region in _ASIDE:
        return tuple((read(heading, page.lang), 0.5 * trust) for heading in trail[-1:])
    title = _TITLE * (0.5 if region in _BANNER else 1.0)
    return (
        *((read(heading, page.lang), _INNERMOST * trust) for heading in trail[-1:]),
        *((read(heading, page.lang), _OUTER * trust) for heading in trail[:-1]),
        (read(page.title, page.lang), title * trust),
    )


def _columns(
    asked: Asked, page: Page, index: int, spans: tuple[Span, ...]
) -> tuple[tuple[Source, ...], float]:
    """What heads the columns of the facts in a table's row, and how far row and headings then speak for them:
    little where the question's words head another column."""
    header = page.header_of[index] if page.header_of else -1
    if header < 0:
        return (), 1.0
    passages = page.observation.passages
    if not spans:
        return ((read(passages[header].text, page.lang), _COLUMN_UNKNOWN),), 1.0
    above, others = column_headers(passages[header].text, passages[index].text, spans[0].start)
    reading = read(above, page.lang)
    astray = not speaks_of(asked, reading) and any(
        speaks_of(asked, read(other, page.lang)) for other in others
    )
    return ((reading, _INNERMOST),), _LOOK_ALIKE if astray else 1.0


def _trust(asked: Asked, said: Reading, heads: tuple[Head, ...]) -> float:
    """How far headings and title speak for a passage: less where its own words go elsewhere."""
    if not said.stems.isdisjoint(_LOOK_ALIKES - asked.stems):
        return _LOOK_ALIKE
    if any(head.attribute and not speaks_of(asked, head.reading) for head in heads):
        return _LOOK_ALIKE
    return 1.0 if not said.stems or speaks_of(asked, said) else _OFF_TOPIC


def _own_trust(asked: Asked, heads: tuple[Head, ...]) -> float:
    """How far a passage's own words speak for its fact: little where that belongs to a voucher or trial."""
    offers = any(not head.reading.stems.isdisjoint(_LOOK_ALIKES - asked.stems) for head in heads)
    return _LOOK_ALIKE if offers else 1.0


def _head(text: str, span: Span, lang: str) -> Head | None:
    """What a fact belongs to: "warranty" in "30-day warranty", "voucher" in "£5 voucher"."""
    match = _HEAD.match(text, span.end)
    reading = read(match["words"], lang) if match else None
    if reading is None or not reading.stems - _NEUTRAL:
        return None
    return Head(reading=reading, attribute=bool(_ATTRIBUTE.search(span.text)))
