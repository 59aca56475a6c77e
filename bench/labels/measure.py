"""How often the right label smells strongest: python bench/labels/measure.py"""

from __future__ import annotations

from pathlib import Path

from ruamel.yaml import YAML

from selfserve_check.journey.rank import WordScent, best_first
from selfserve_check.model.observation import Affordance, AffordanceKey, AffordanceKind, Observation


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
    right = total = 0
    for site in sites:
        observation = page(site["labels"])
        for question, wanted in site["cases"]:
            first = best_first(WordScent().scents(question, observation))[0]
            total += 1
            right += first.value > 0 and first.affordance.label in wanted
    print(f"right label first: {right} of {total} ({right / total:.0%})")


if __name__ == "__main__":
    main()
