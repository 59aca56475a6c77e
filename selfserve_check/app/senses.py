"""What bots smell and read with: the sentence models at hand, and their vectors kept between runs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from selfserve_check.app.vector_store import SqliteVectors
from selfserve_check.cache_folder import cache_folder
from selfserve_check.journey.rank import BlendedScent, ScentModel
from selfserve_check.language.closeness import Closeness
from selfserve_check.language.meaning import Meaning, Meanings


@lru_cache(maxsize=1)
def senses() -> tuple[ScentModel, Closeness]:
    """The scent, and the closeness in meaning that judges use: one of each for a process."""
    # Imported late: numpy and the weights take a third of a second, which `validate` need not wait for.
    from selfserve_check.language import minilm, multilingual

    def encode(texts: Sequence[str]) -> minilm.Array:
        return minilm.load().vectors(texts)

    known = [Meaning(encoder=encode, store=_kept(minilm.FINGERPRINT, minilm.WIDTH))]
    release = multilingual.installed()
    if release:
        known.append(
            Meaning(
                encoder=multilingual.vectors,
                languages=multilingual.LANGUAGES,
                scale=multilingual.SCALE,
                store=_kept(f"{multilingual.PACKAGE}-{release}", multilingual.WIDTH),
            )
        )
    meaning = Meanings(each=tuple(known))
    return BlendedScent(meaning=meaning), meaning


def language_notes(langs: Iterable[str]) -> tuple[str, ...]:
    """What a report says of how pages in ``langs`` were read, besides English ones."""
    from selfserve_check.language import multilingual  # see senses

    return multilingual.told(langs, multilingual.installed())


def _kept(fingerprint: str, width: int) -> SqliteVectors:
    return SqliteVectors(cache_folder() / f"{fingerprint}.sqlite", width=width)
