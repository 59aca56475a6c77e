"""What a customer types into a search box."""

from __future__ import annotations

from selfserve_check.language.rarity import rarity
from selfserve_check.language.words import is_stop_word, stem, tokens

WORDS_MAX = 5
REPHRASED_MAX = 2


def search_text(question: str, lang: str = "en") -> str:
    """The content words of ``question`` in order, at most five, the rarest kept; never empty for real text.

    A question of stop words alone is typed as it stands (its first five words).
    """
    return _rarest(question, lang, WORDS_MAX)


def rephrased(question: str, known: frozenset[str] = frozenset(), lang: str = "en") -> str:
    """What is typed after a search that found nothing; "" where that is no other search.

    At most two words of the question that the site was seen to use (``known`` stems), the rarest of them;
    where it uses none, the rarest word alone.
    """
    words = [word for word in tokens(question) if stem(word, lang) in known and not is_stop_word(word, lang)]
    shorter = _rarest(" ".join(words) or question, lang, REPHRASED_MAX if words else 1)
    return shorter if shorter != search_text(question, lang) else ""


def _rarest(question: str, lang: str, words_max: int) -> str:
    words = tokens(question)
    content = tuple(dict.fromkeys(word for word in words if not is_stop_word(word, lang)))
    if not content:
        return " ".join(words[:words_max])
    by_rarity = sorted(range(len(content)), key=lambda index: (-rarity(stem(content[index], lang)), index))
    kept = sorted(by_rarity[:words_max])
    return " ".join(content[index] for index in kept)
