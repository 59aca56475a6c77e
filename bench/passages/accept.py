"""What the judge accepts and refuses when words or meaning tie a fact to a question.

    python bench/passages/accept.py

Every figure of every passage of ``passages.yaml`` is put as the answer to every question of its page: right
where it stands in a passage that answers, wrong elsewhere. So is a run of three and of six words from the
middle of each passage. Printed: how many right ones pass and how many wrong ones, without and with meaning.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ruamel.yaml import YAML

from selfserve_check.journey.judge import judge, prepare
from selfserve_check.language import minilm
from selfserve_check.language.facts import KINDS
from selfserve_check.language.meaning import Meaning
from selfserve_check.language.words import normalise
from selfserve_check.model.observation import Observation, Passage, Region
from selfserve_check.model.scenario import FactAnswer, Scenario
from selfserve_check.model.verdict import Answered

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    kind: str
    scenario: Scenario
    page: Observation
    right: bool


def main() -> None:
    pairs = list(all_pairs())
    meaning = Meaning(encoder=minilm.load().vectors)
    print(
        "| answer | right ones accepted: words | with meaning | wrong ones accepted: words | with meaning |"
    )
    print("|---|---|---|---|---|")
    for kind in ("figure", "three words", "six words"):
        cells = []
        for right in (True, False):
            some = [pair for pair in pairs if pair.kind == kind and pair.right is right]
            for model in (None, meaning):
                passed = sum(accepted(pair, model) for pair in some)
                cells.append(f"{passed} of {len(some)}")
        print(f"| {kind} | {' | '.join(cells)} |")


def accepted(pair: Pair, meaning: Meaning | None) -> bool:
    return isinstance(judge(prepare(pair.scenario, meaning), pair.page, None), Answered)


def all_pairs() -> Iterator[Pair]:
    pages = YAML(typ="safe").load((HERE / "passages.yaml").read_text(encoding="utf-8"))
    for page in pages:
        texts = page["passages"]
        seen = Observation(
            url="https://shop.example/help",
            title="",
            lang="en",
            passages=tuple(Passage(text=text, region=Region.MAIN) for text in texts),
        )
        answers = [(kind, answer) for text in texts for kind, answer in answers_in(text)]
        for question, right in page["cases"]:
            for kind, answer in dict.fromkeys(answers):
                stands = [place for place, text in enumerate(texts) if (kind, answer) in answers_in(text)]
                scenario = Scenario(
                    id="x",
                    question=question,
                    site="https://shop.example",
                    start="https://shop.example",
                    answer=FactAnswer(all_of=(answer,)),
                )
                yield Pair(kind=kind, scenario=scenario, page=seen, right=bool(set(stands) & set(right)))


def answers_in(text: str) -> list[tuple[str, str]]:
    plain = normalise(text)
    found = [("figure", plain[one.start : one.end]) for kind in KINDS for one in kind.scan(plain)]
    words = plain.split()
    middle = len(words) // 2
    for count, name in ((3, "three words"), (6, "six words")):
        if len(words) > count + 2:
            found.append(
                (name, " ".join(words[middle - count // 2 : middle - count // 2 + count]).strip(".,;"))
            )
    return found


if __name__ == "__main__":
    main()
