"""Questions with a typo, and what near-spellings gain: python bench/labels/typos.py

Makes one typo in each question of ``labels.yaml``: in one of its words of five letters or more that are no
stop words, two neighbouring letters swapped, one left out, one doubled or one replaced, never the first.
Which word and which typo hang on a hash of the question alone. Prints, for questions as they are and with
the typo, how often the right label comes first, with and without near-spellings.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from measure import is_right, page, share, shares_nothing
from ruamel.yaml import YAML

from selfserve_check.journey import cues, words_scent
from selfserve_check.journey.rank import BlendedScent, ScentModel, WordScent
from selfserve_check.language import minilm
from selfserve_check.language.meaning import Meaning
from selfserve_check.language.spelling import Respelled
from selfserve_check.language.words import is_stop_word, normalise
from selfserve_check.model.observation import Observation

HERE = Path(__file__).parent
SEED = "typo"
LETTERS_MIN = 5
_WORD = re.compile(r"[^\W\d_]+")


def main() -> None:
    sites = YAML(typ="safe").load((HERE / "labels.yaml").read_text(encoding="utf-8"))
    models: dict[str, ScentModel] = {
        "words": WordScent(),
        "the product": BlendedScent(meaning=Meaning(encoder=minilm.load().vectors)),
    }
    changed = sum(with_typo(question) != question for site in sites for question, _ in site["cases"])
    print(f"Typos in {changed} questions; near-spellings count for {words_scent._NEAR} of a word.\n")
    print("| questions | scent | near-spellings | right label first | of those that share no word |")
    print("|---|---|---|---|---|")
    for title, typo in (("as they are", False), ("with one typo", True)):
        for name, model in models.items():
            for said, near in (("without", False), ("with", True)):
                print(f"| {title} | {name} | {said} | {measured(model, sites, typo=typo, near=near)} |")
                sys.stdout.flush()


def measured(model: ScentModel, sites: list[dict[str, list]], *, typo: bool, near: bool) -> str:  # type: ignore[type-arg]
    right = []
    with near_spellings(near):
        for site in sites:
            for question, wanted in site["cases"]:
                asked = with_typo(question) if typo else question
                right.append(
                    (is_right(model, asked, page(site["labels"]), wanted), shares_nothing(question, wanted))
                )
    return f"{share([ok for ok, _ in right])} | {share([ok for ok, strange in right if strange])}"


@contextmanager
def near_spellings(on: bool) -> Iterator[None]:
    def as_written(question: str, _observation: Observation) -> Respelled:
        return Respelled(text=question)

    if on:
        yield
    else:
        with (
            patch.object(words_scent, "as_in_sight", as_written),
            patch.object(cues, "as_in_sight", as_written),
        ):
            yield


def with_typo(question: str) -> str:
    """``question`` with one typo in it, the same each time; itself where no word is long enough."""
    words = [
        found
        for found in _WORD.finditer(question)
        if len(found[0]) >= LETTERS_MIN and not is_stop_word(normalise(found[0]))
    ]
    if not words:
        return question
    dice = iter(hashlib.sha256(f"{SEED} {question}".encode()).digest())
    chosen = words[next(dice) % len(words)]
    return question[: chosen.start()] + mistyped(chosen[0], dice) + question[chosen.end() :]


def mistyped(word: str, dice: Iterator[int]) -> str:
    at = 1 + next(dice) % (len(word) - 2)
    kind = next(dice) % 4
    if kind == 0 and word[at] != word[at + 1]:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if kind == 1:
        return word[:at] + word[at + 1 :]
    if kind == 2:
        return word[: at + 1] + word[at:]
    other = chr(ord("a") + next(dice) % 26)
    return word[:at] + (other if other != word[at] else "x") + word[at + 1 :]


if __name__ == "__main__":
    main()
