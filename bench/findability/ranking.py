"""How long ranking a page of 300 affordances takes.

    OPENBLAS_NUM_THREADS=1 python bench/findability/ranking.py RECORDING [--affordances 300]

The page is the one with the most affordances in the RECORDING of a site (``bench/forager/crawl.py``), filled
up with those of the next largest ones, no label twice. ``BlendedScent.scents`` is timed with the site's own
questions. Prints medians of 20, by the clock and in processor time; the model is loaded before.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median

from cases import Variant, read_cases
from offline import Ground, ground_of
from table import machine

from selfserve_check.journey.cues import label_of, parts_of
from selfserve_check.journey.rank import BlendedScent
from selfserve_check.language import minilm
from selfserve_check.language.meaning import Meaning
from selfserve_check.model.observation import Affordance, Observation

TIMES = 20


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("recording", type=Path, metavar="RECORDING")
    parser.add_argument("--affordances", type=int, default=300)
    arguments = parser.parse_args()
    ground = ground_of(arguments.recording)
    page = large_page(ground, arguments.affordances)
    questions = questions_of(ground)
    encode = minilm.load().vectors
    encode(["warm"])
    kept = BlendedScent(meaning=Meaning(encoder=encode))
    texts = {one for each in page.affordances for one in parts_of(label_of(each), each.context)}
    print(f"{len(page.affordances)} affordances of {ground.name}, {len(texts)} texts; {machine()}")
    print(f"- first of all: {told([cost(kept, questions[0], page)])}")
    cold = [cost(BlendedScent(meaning=Meaning(encoder=encode)), question, page) for question in questions[1:]]
    print(f"- cold, no vector cached: {told(cold)}")
    print(f"- labels cached, a new question: {told([cost(kept, one, page) for one in questions[1:]])}")
    again = [cost(kept, questions[0], page) for _ in range(TIMES)]
    print(f"- labels cached, the same question again: {told(again)}")


def large_page(ground: Ground, count: int) -> Observation:
    """A page of ``count`` affordances of the recording, or of all there are."""
    pages = sorted(
        (page.observation for page in ground.graph.states.values()), key=lambda one: -len(one.affordances)
    )
    return replace(pages[0], affordances=tuple(_distinct(pages))[:count])


def _distinct(pages: list[Observation]) -> Iterator[Affordance]:
    seen: set[str] = set()
    for page in pages:
        for affordance in page.affordances:
            if label_of(affordance) not in seen:
                seen.add(label_of(affordance))
                yield affordance


def questions_of(ground: Ground) -> list[str]:
    """One question more than is timed, paraphrases included."""
    cases = read_cases(ground.name, ground.start.url, 6, Variant.PARAPHRASE)
    wordings = [wording for case in cases for wording in case.scenario.wordings]
    assert len(wordings) > TIMES
    return wordings[: TIMES + 1]


def cost(model: BlendedScent, question: str, page: Observation) -> tuple[float, float]:
    """Milliseconds by the clock and of the processor that one ranking takes."""
    clock, spent = time.perf_counter(), time.process_time()
    model.scents(question, page)
    return (time.perf_counter() - clock) * 1000, (time.process_time() - spent) * 1000


def told(costs: Sequence[tuple[float, float]]) -> str:
    clock, spent = zip(*costs, strict=True)
    return f"{median(clock):.0f} ms, of the processor {median(spent):.0f} ms"


if __name__ == "__main__":
    main()
