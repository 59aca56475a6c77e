"""How far scents must differ to tell: python bench/labels/temperature.py

Prints, for each temperature, the mean log-likelihood of the right label when a visitor chooses in
proportion to exp(scent / temperature) among the labels of the page (temperature scaling, Guo et al. 2017),
over all pairs of ``labels.yaml``. ``selfserve_check/diagnosis/reach_choice.py`` has the likeliest.
"""

from __future__ import annotations

from math import exp, log
from pathlib import Path

from measure import page
from ruamel.yaml import YAML

from selfserve_check.journey.rank import BlendedScent
from selfserve_check.language import minilm
from selfserve_check.language.meaning import Meaning

TRIED = (0.03, 0.04, 0.05, 0.06, 0.065, 0.07, 0.08, 0.09, 0.1, 0.12, 0.14, 0.17, 0.2, 0.3)


def main() -> None:
    sites = YAML(typ="safe").load((Path(__file__).parent / "labels.yaml").read_text(encoding="utf-8"))
    scent = BlendedScent(meaning=Meaning(encoder=minilm.load().vectors))
    pairs = []
    for site in sites:
        for question, wanted in site["cases"]:
            values = [one.value for one in scent.scents(question, page(site["labels"]))]
            pairs.append((values, [label in wanted for label in site["labels"]]))
    print("| temperature | mean log-likelihood of the right label |\n|---|---|")
    for temperature in TRIED:
        print(f"| {temperature} | {likelihood(pairs, temperature):.4f} |")


def likelihood(pairs: list[tuple[list[float], list[bool]]], temperature: float) -> float:
    total = 0.0
    for values, right in pairs:
        weights = [exp(value / temperature) for value in values]
        total += log(sum(weight for weight, ok in zip(weights, right, strict=True) if ok) / sum(weights))
    return total / len(pairs)


if __name__ == "__main__":
    main()
