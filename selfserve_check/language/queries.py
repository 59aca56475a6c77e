"""What a customer types into a search box."""

from __future__ import annotations

from selfserve_check.language.rarity import rarity
from selfserve_check.language.words import is_stop_word, stem, tokens

WORDS_MAX = 5


def search_text(question: str, lang: str = "en") -> str:
    """The content words of ``question`` in order, at most five, the rarest kept; never empty for real text.

    A question of stop words alone is typed as it stands (its first five words).
    """
    words = tokens(question)
    content = tuple(dict.fromkeys(word for word in words if not is_stop_word(word, lang)))
    if not content:
        return " ".join(words[:WORDS_MAX])
    by_rarity = sorted(range(len(content)), key=lambda index: (-rarity(stem(content[index], lang)), index))
    kept = sorted(by_rarity[:WORDS_MAX])
    return " ".join(content[index] for index in kept)
