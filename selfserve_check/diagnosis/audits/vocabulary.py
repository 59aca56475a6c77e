"""The customers' words that the site never uses, beside the site's own word for it.

A word of a question counts when it, its stem and its other forms stand nowhere on the pages that were seen.
The site's own word is looked for among its labels and headings: one of the same group of synonyms, else the
one closest in meaning, else what heads the page that answers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from selfserve_check.diagnosis.audits.ground import Ground, is_unanswered
from selfserve_check.journey.site_port import Arrived
from selfserve_check.language.closeness import Closeness
from selfserve_check.language.rarity import is_common, rarity
from selfserve_check.language.spelling import distance
from selfserve_check.language.synonyms import groups_of
from selfserve_check.language.words import content_stems, is_stop_word, stem, tokens
from selfserve_check.model.action import Search, StateId
from selfserve_check.model.finding import Finding, Quote
from selfserve_check.model.observation import PassageKind
from selfserve_check.model.result import Outcome, QuestionResult
from selfserve_check.model.said import row, say, say_n

# A word that every text uses is no word of the trade; that it is missing says nothing.
_TELLING = 0.5
_TELLING_ALONE = 0.65
_WORD_MIN = 3
_SLIP_MIN = 5
# Labels that are compared by meaning, the commonest first, and how close one must be to be the site's word.
_CANDIDATES_MAX = 300
_CLOSE = 0.6
_LABEL_WORDS_MAX = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """A ``word`` of customers that the site never uses. ``own`` is the site's word for it, "" where none was
    found; ``at`` is a page that uses it. ``unanswered`` says whether a question with it failed."""

    word: str
    questions: tuple[str, ...]
    asked_per_month: int
    own: str
    at: str
    unanswered: bool


def find(ground: Ground) -> tuple[Finding, ...]:
    """One finding a word: those of questions that failed first, then by how often they are asked."""
    missed = missed_words(ground)
    order = sorted(missed, key=lambda one: (not one.unanswered, -one.asked_per_month, one.word))
    return tuple(_finding(one, ground) for one in order)


def missed_words(ground: Ground) -> tuple[Missed, ...]:
    """The customers' words that stand on no page, in the order of the questions."""
    site = _site_of(ground)
    if site.lang[:2] not in ("", "en"):
        return ()  # what is a common word is known of English alone
    asking: dict[str, list[QuestionResult]] = {}
    written: dict[str, str] = {}
    for result in ground.results:
        for wording in result.scenario.wordings if result.outcome is not Outcome.SKIPPED else ():
            for word in tokens(wording):
                own = stem(word)
                if _tells(word) and own not in site.stems and not _misspelt(word, site):
                    written.setdefault(own, word)
                    if result not in asking.setdefault(own, []):
                        asking[own].append(result)
    missed = (_missed(written[own], results, site, ground.meaning) for own, results in asking.items())
    # A verb of every day that the site can do without is no word of the trade, unless the site has another.
    return tuple(one for one in missed if one.own or rarity(one.word) >= _TELLING_ALONE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Site:
    """``words`` and ``stems`` of everything that was read; ``labels`` are short labels and headings, the
    commonest first, each with a page that has it."""

    lang: str
    words: frozenset[str]
    stems: frozenset[str]
    labels: Mapping[str, str]


def _site_of(ground: Ground) -> _Site:
    words: set[str] = set()
    labels: Counter[str] = Counter()
    pages: dict[str, str] = {}
    langs: Counter[str] = Counter()
    echoing = _echoing(ground)
    for state, page in ground.pages().items():
        if state in echoing:
            continue
        seen = page.observation
        langs[seen.lang[:2].lower()] += 1
        said = [(one.label or one.name, one.context) for one in seen.affordances]
        heads = [one.text for one in seen.passages if one.kind is PassageKind.HEADING]
        texts = (seen.title, *(p.text for p in seen.passages), *(text for pair in said for text in pair))
        for text in texts:
            words.update(tokens(text))
        for label in dict.fromkeys((*heads, *(label for label, _ in said))):
            if label and len(label.split()) <= _LABEL_WORDS_MAX:
                labels[label] += 1
                pages.setdefault(label, seen.url)
    common = sorted(labels, key=lambda label: (-labels[label], label))
    lang = langs.most_common(1)[0][0] if langs else ""
    stems = frozenset(stem(word) for word in words)
    return _Site(
        lang=lang, words=frozenset(words), stems=stems, labels={label: pages[label] for label in common}
    )


def _echoing(ground: Ground) -> frozenset[StateId]:
    """The lists of results: they repeat what visitors typed."""
    return frozenset(
        reply.page.id
        for (_, action), reply in ground.graph.edges.items()
        if isinstance(action, Search) and isinstance(reply, Arrived)
    )


def _tells(word: str) -> bool:
    return len(word) >= _WORD_MIN and word.isalpha() and not is_stop_word(word) and rarity(word) >= _TELLING


def _misspelt(word: str, site: _Site) -> bool:
    """Whether the site has a word so near that this one is a slip of the finger."""
    if is_common(word) or len(word) < _SLIP_MIN:
        return False
    return any(known[:1] == word[:1] and distance(known, word, 1) <= 1 for known in site.words)


def _missed(word: str, results: Sequence[QuestionResult], site: _Site, meaning: Closeness | None) -> Missed:
    own, at = _own_word(word, site, meaning) or _answer_title(results)
    return Missed(
        word=word,
        questions=tuple(result.scenario.id for result in results),
        asked_per_month=sum(result.scenario.asked_per_month or 0 for result in results),
        own=own,
        at=at,
        unanswered=any(is_unanswered(result) for result in results),
    )


def _own_word(word: str, site: _Site, meaning: Closeness | None) -> tuple[str, str] | None:
    groups = groups_of(word)
    for label, url in site.labels.items():
        if groups and groups & groups_of(label):
            return _shortest(label, groups), url
    candidates = tuple(site.labels)[:_CANDIDATES_MAX]
    if meaning is None or not candidates or not meaning.knows(site.lang):
        return None
    close = meaning.closeness(word, candidates, site.lang)
    best = max(range(len(candidates)), key=lambda place: (round(close[place], 6), -place))
    return (candidates[best], site.labels[candidates[best]]) if close[best] >= _CLOSE else None


def _shortest(label: str, groups: Iterable[int]) -> str:
    """The word of ``label`` that is in one of the groups; all of it where only the whole is."""
    wanted = frozenset(groups)
    words = [word for word in label.split() if wanted & groups_of(word)]
    return words[0].strip(".,;:!?()") if len(words) == 1 else label


def _answer_title(results: Sequence[QuestionResult]) -> tuple[str, str]:
    """What heads the passage that answers, where the answer is known."""
    for result in results:
        known = [one for one in result.evidence if one.headings and not is_unanswered(result)]
        for evidence in known:
            heading = evidence.headings[-1]
            if content_stems(heading):
                return heading, evidence.url
    return "", ""


def _finding(one: Missed, ground: Ground) -> Finding:
    count: str = say_n("{count} question", "{count} questions", len(one.questions))
    if one.asked_per_month:
        asked = say_n("asked {count} time a month", "asked {count} times a month", one.asked_per_month)
        count = row((count, asked), between=", ")
    text = say_n(
        "Customers say “{word}” ({questions}); none of the {count} page view seen uses the word.",
        "Customers say “{word}” ({questions}); none of the {count} page views seen uses the word.",
        len(ground.pages()),
        word=one.word,
        questions=count,
    )
    if one.own:
        text = row((text, say("The site says “{word}” ({page}).", word=one.own, page=one.at)))
        remedy = say(
            "Use “{word}” beside “{own}” in a heading or in the link that leads there.",
            word=one.word,
            own=one.own,
        )
    else:
        remedy = say("Use “{word}” in a heading or a link of the page that answers.", word=one.word)
    quotes = (Quote(url=one.at, text=one.own),) if one.own else ()
    return Finding(
        kind="vocabulary",
        text=text,
        url=one.at,
        remedy=remedy,
        quotes=quotes,
        questions=one.questions,
        term=one.word,
    )
