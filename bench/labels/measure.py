"""How often the right label smells strongest: python bench/labels/measure.py

``labels.yaml`` holds the links of a page and customers' questions with the right ones. About two thirds of
the pairs share no content word. Prints a line for each variant of scent: all pairs, and those without a
shared word.
"""

from __future__ import annotations

from pathlib import Path

from ruamel.yaml import YAML

from selfserve_check.journey.attention import AS_MOST, Attention
from selfserve_check.journey.rank import BlendedScent, ScentModel, WordScent, best_first
from selfserve_check.language import minilm
from selfserve_check.language.meaning import Meaning
from selfserve_check.language.words import content_stems
from selfserve_check.model.journey import Scent
from selfserve_check.model.observation import Affordance, AffordanceKey, AffordanceKind, Observation


class MeaningAlone:
    """The label whose sentence vector is nearest to the question's."""

    def __init__(self, meaning: Meaning) -> None:
        self.meaning = meaning

    def scents(
        self,
        question: str,
        observation: Observation,
        attention: Attention = AS_MOST,  # noqa: ARG002 -- the whole label is all it knows
    ) -> tuple[Scent, ...]:
        close = self.meaning.closeness(question, [one.label for one in observation.affordances])
        return tuple(
            Scent(affordance=one, value=value)
            for one, value in zip(observation.affordances, close, strict=True)
        )


def page(labels: list[str]) -> Observation:
    links = tuple(
        Affordance(
            key=AffordanceKey(kind=AffordanceKind.LINK, name=label, target=f"https://shop.example/{place}"),
            role="link",
            label=label,
        )
        for place, label in enumerate(labels)
    )
    return Observation(url="https://shop.example/", title="", affordances=links)


def main() -> None:
    sites = YAML(typ="safe").load((Path(__file__).parent / "labels.yaml").read_text(encoding="utf-8"))
    meaning = Meaning(encoder=minilm.load().vectors)
    variants: dict[str, ScentModel] = {
        "words": WordScent(),
        "meaning alone": MeaningAlone(meaning),
        "blended (the product)": BlendedScent(meaning=meaning),
    }
    print("| scent | right label first | of those that share no word |\n|---|---|---|")
    for name, model in variants.items():
        right = [
            (is_right(model, question, page(site["labels"]), wanted), shares_nothing(question, wanted))
            for site in sites
            for question, wanted in site["cases"]
        ]
        strange = [ok for ok, nothing in right if nothing]
        print(f"| {name} | {share([ok for ok, _ in right])} | {share(strange)} |")


def is_right(model: ScentModel, question: str, observation: Observation, wanted: list[str]) -> bool:
    first = best_first(model.scents(question, observation))[0]
    return first.value > 0 and first.affordance.label in wanted


def shares_nothing(question: str, wanted: list[str]) -> bool:
    asked = set(content_stems(question))
    return not any(asked & set(content_stems(label)) for label in wanted)


def share(outcomes: list[bool]) -> str:
    return f"{sum(outcomes)} of {len(outcomes)} ({sum(outcomes) / len(outcomes):.0%})"


if __name__ == "__main__":
    main()
