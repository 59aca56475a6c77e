"""How sure a proposed passage is the right one, and the curves that the judge reads.

    python bench/passages/calibrate.py            prints the tables
    python bench/passages/calibrate.py --write    also writes selfserve_check/journey/judge_certainty.json

Each question is put to its page as it is, to its page without the passages that answer (so that one sees what
a wrong proposal scores), and to the seven other pages. Weights: 1, 1/2 and 1/14 each, so that half of the
weight is on pages that do answer. Cross-validated by page: the curve that judges a page's questions never saw
any of them.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ruamel.yaml import YAML

from selfserve_check.journey.judge_near import NEAR, ranking
from selfserve_check.journey.judge_page import Similarity, read_page
from selfserve_check.model.observation import Observation, Passage, Region

HERE = Path(__file__).parent
TARGET = HERE.parents[1] / "selfserve_check" / "journey" / "judge_certainty.json"
SHARES = (0.0, 0.05, 0.1, 0.15, 0.2, 0.3)
RIDGE = 0.1
STEPS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    page: str
    question: str
    kind: str
    weight: float
    passages: tuple[str, ...]
    right: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    case: Case
    right: bool
    about: float
    score: float
    lead: float

    @property
    def figures(self) -> tuple[float, ...]:
        return (1.0, self.about, self.score, self.lead)


Weights = tuple[float, ...]


def cases() -> list[Case]:
    pages = YAML(typ="safe").load((HERE / "passages.yaml").read_text(encoding="utf-8"))
    out = []
    for page in pages:
        for question, numbers in page["cases"]:
            right = frozenset(page["passages"][number] for number in numbers)
            without = tuple(text for text in page["passages"] if text not in right)
            shown = [("present", 1.0, tuple(page["passages"])), ("removed", 0.5, without)]
            others = [other for other in pages if other is not page]
            shown += [("other page", 0.5 / len(others), tuple(other["passages"])) for other in others]
            out += [
                Case(
                    page=page["page"],
                    question=question,
                    kind=kind,
                    weight=weight,
                    passages=texts,
                    right=right,
                )
                for kind, weight, texts in shown
            ]
    return out


def propose(case: Case, similarity: Similarity | None, share: float) -> Proposal | None:
    texts = tuple(Passage(text=text, region=Region.MAIN) for text in case.passages)
    page = read_page(
        Observation(url="https://shop.example/", title="", lang="en", passages=texts), None, similarity
    )
    ranked = ranking((case.question,), page, pointers=False, share=share)
    if not ranked:
        return None
    first, second = ranked[0], ranked[1].score if len(ranked) > 1 else 0.0
    return Proposal(
        case=case,
        right=case.passages[first.index] in case.right,
        about=first.about,
        score=first.score,
        lead=first.score - second,
    )


def fit(proposals: Sequence[Proposal], used: Sequence[bool]) -> Weights:
    """Logistic regression by Newton's method with a little ridge; a figure that would count against a passage
    is left out, and the rest fitted again."""
    active = [place for place, use in enumerate(used) if use]
    while True:
        weights = _newton(proposals, active, len(used))
        against = [place for place in active if place and weights[place] < 0]
        if not against:
            return tuple(weights)
        active.remove(min(against, key=lambda place: weights[place]))


def _newton(proposals: Sequence[Proposal], active: Sequence[int], size: int) -> list[float]:
    weights = [0.0] * size
    for _ in range(STEPS):
        slope = [RIDGE * weights[i] if i else 0.0 for i in active]
        bend = [[RIDGE if i == j and i else 1e-9 if i == j else 0.0 for j in active] for i in active]
        for one in proposals:
            value = certainty(weights, one)
            for row, i in enumerate(active):
                slope[row] += one.case.weight * (value - one.right) * one.figures[i]
                for column, j in enumerate(active):
                    part = value * (1 - value) * one.figures[i] * one.figures[j]
                    bend[row][column] += one.case.weight * part
        step = _solved(bend, slope)
        for row, i in enumerate(active):
            weights[i] -= step[row]
        if max(abs(x) for x in step) < 1e-9:
            break
    return weights


def _solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Gaussian elimination; the matrix is positive definite."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for i, pivot in enumerate(rows):
        for other in rows[i + 1 :]:
            factor = other[i] / pivot[i]
            for j in range(i, len(pivot)):
                other[j] -= factor * pivot[j]
    out = [0.0] * len(rows)
    for i in range(len(rows) - 1, -1, -1):
        out[i] = (rows[i][-1] - sum(rows[i][j] * out[j] for j in range(i + 1, len(rows)))) / rows[i][i]
    return out


def certainty(weights: Sequence[float], one: Proposal) -> float:
    x = sum(weight * figure for weight, figure in zip(weights, one.figures, strict=True))
    return 1 / (1 + math.exp(-x))


def crossed(proposals: Sequence[Proposal], used: Sequence[bool]) -> list[tuple[Proposal, float]]:
    """Each proposal with the certainty that a curve gives it which never saw its page's questions."""
    out = []
    for held in sorted({one.case.page for one in proposals}):
        weights = fit([one for one in proposals if one.case.page != held], used)
        out += [(one, certainty(weights, one)) for one in proposals if one.case.page == held]
    return out


def auc(judged: Sequence[tuple[Proposal, float]]) -> float:
    won = total = 0.0
    for right, high in judged:
        for wrong, low in judged:
            if right.right and not wrong.right:
                weight = right.case.weight * wrong.case.weight
                total += weight
                won += weight * (1.0 if high > low else 0.5 if high == low else 0.0)
    return won / total if total else 0.0


def report(name: str, judged: Sequence[tuple[Proposal, float]], asked: int) -> None:
    present = [one for one, _ in judged if one.case.kind == "present"]
    right = sum(one.right for one in present)
    loss = sum((value - one.right) ** 2 * one.case.weight for one, value in judged)
    weight = sum(one.case.weight for one, _ in judged)
    print(f"\n{name}: right passage first in {right} of {asked} ({right / asked:.0%})")
    print(f"cross-validated by page: AUC {auc(judged):.2f}, mean squared error {loss / weight:.3f}")
    print(
        "| certainty | proposals (weight) | right | mean certainty | present: right / wrong | removed "
        "| other page |"
    )
    print("|---|---|---|---|---|---|---|")
    for low in (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        here = [(one, value) for one, value in judged if low <= value < low + 0.1 + (low == 0.9)]
        mass = sum(one.case.weight for one, _ in here)
        if not mass:
            continue
        share = sum(one.case.weight * one.right for one, _ in here) / mass
        mean = sum(one.case.weight * value for one, value in here) / mass
        kinds = [one.case.kind for one, _ in here if not one.right]
        good = sum(one.right for one, _ in here)
        print(
            f"| {low:.1f}-{low + 0.1:.1f} | {len(here)} ({mass:.1f}) | {share:.0%} | {mean:.2f} "
            f"| {good} / {kinds.count('present')} | {kinds.count('removed')} | {kinds.count('other page')} |"
        )


def minilm() -> Similarity | None:
    """Cosine of the package's sentence vectors, when it has them."""
    try:
        from selfserve_check.language.minilm import load
    except ImportError:
        return None
    model = load()

    @cache
    def vector(text: str) -> tuple[float, ...]:
        return tuple(float(x) for x in model.vectors([text])[0])

    return cache(lambda one, other: sum(a * b for a, b in zip(vector(one), vector(other), strict=True)))


def measured(
    similarity: Similarity | None, share: float, all_cases: Sequence[Case]
) -> tuple[list[Proposal], int]:
    found = [propose(case, similarity, share) for case in all_cases]
    asked = sum(case.kind == "present" for case in all_cases)
    return [one for one in found if one is not None], asked


def curve(weights: Weights) -> dict[str, float]:
    names = ("bias", "about", "score", "lead")
    return {name: round(weight, 3) for name, weight in zip(names, weights, strict=True)}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--write", action="store_true")
    write = parser.parse_args().write
    all_cases = cases()
    words = (True, False, True, True)
    proposals, asked = measured(None, 0.0, all_cases)
    report(f"words alone (proposed from {NEAR} on)", crossed(proposals, words), asked)
    data = json.loads(TARGET.read_text(encoding="ascii"))
    data["lexical"] = curve(fit(proposals, words))
    similarity = minilm()
    if similarity:
        both = (True, True, True, True)
        best = max(SHARES, key=lambda share: (_first(similarity, share, all_cases), -share))
        for share in SHARES:
            print(
                f"share of aboutness {share}: right first in {_first(similarity, share, all_cases)} of "
                f"{asked}"
            )
        proposals, asked = measured(similarity, best, all_cases)
        report(f"similarity + {best} x aboutness", crossed(proposals, both), asked)
        data["about_share"], data["blended"] = best, curve(fit(proposals, both))
    data["provenance"] = (
        "fitted by bench/passages/calibrate.py on bench/passages/passages.yaml: 8 pages, "
        f"{asked} questions, each with its page, its page without the answer, and 7 other pages"
    )
    print(json.dumps(data, indent=1, sort_keys=True))
    if write:
        TARGET.write_text(json.dumps(data, indent=1, sort_keys=True) + "\n", encoding="ascii")


def _first(similarity: Similarity, share: float, all_cases: Sequence[Case]) -> int:
    present = [case for case in all_cases if case.kind == "present"]
    found = [propose(case, similarity, share) for case in present]
    return sum(isinstance(one, Proposal) and one.right for one in found)


if __name__ == "__main__":
    main()
