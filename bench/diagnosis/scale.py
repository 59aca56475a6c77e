"""How a diagnosis grows with the pages that were seen, and with the questions that were asked.

    python bench/diagnosis/scale.py [--pages 300 1000 3000 10000] [--questions 50 200 1000] [--remedies]
        [--in-memory 3000]

The site of ``made_site.py`` with more ranges of furniture behind the entries of its header and footer (so
that a page has as many links as before, and every page is within three clicks), and its questions put in more
ways. One process for each size: processor seconds of walking, of looking for the answers and expected shares,
and with ``--remedies`` of trying changes; the most memory held, and what is held before the first question.
With ``--in-memory`` what pages beyond so many show lies on disk, as in a run, and what is worked out is
remembered of so many. What is linear has the same microseconds for a page and a question in every row.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from made_site import ASPECTS, ENTRIES, SITE, THINGS, VIEW, Made, add_page, made, slug
from measure import diagnosed, walked

from selfserve_check.__main__ import tidy_seldom
from selfserve_check.app.senses import senses
from selfserve_check.diagnosis.diagnose import diagnose
from selfserve_check.diagnosis.lookout import Looking, look_around, sightings_in
from selfserve_check.diagnosis.reach import Reaching
from selfserve_check.diagnosis.reach_map import site_map_of
from selfserve_check.diagnosis.rewalk import RememberedScent, Rewalker
from selfserve_check.diagnosis.survey import Surveyed
from selfserve_check.journey.judge import prepare
from selfserve_check.journey.page_memory import PAGES_MAX, remember_pages
from selfserve_check.model.result import QuestionResult
from selfserve_check.model.scenario import Scenario
from selfserve_check.site.shelf import Shelf

_PAGES_OF_A_RANGE = len(ASPECTS) + 1
_PUT = ("{}", "Please tell me: {}", "{} I could not find it.", "A friend asks: {}", "{} Thank you!")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", nargs="+", type=int, default=[300, 1_000, 3_000, 10_000])
    parser.add_argument("--questions", nargs="+", type=int, default=[50, 200, 1_000])
    parser.add_argument("--remedies", action="store_true")
    parser.add_argument("--in-memory", type=int, default=1_000_000)
    parser.add_argument("--one", nargs=2, type=int)
    arguments = parser.parse_args()
    if arguments.one:
        with closing(Shelf(most=arguments.in_memory)) as shelf:
            print(_measured(*arguments.one, shelf, remedies=arguments.remedies), flush=True)
        return
    print(
        "| pages | questions | walk, s | answers and shares, s | remedies, s | us a page and question | MB | "
        "MB at first | on disk |"
    )
    print("|---|---|---|---|---|---|---|---|---|", flush=True)
    first = min(arguments.questions)
    sizes = [(pages, first) for pages in arguments.pages]
    sizes += [(min(arguments.pages), count) for count in arguments.questions if count != first]
    for pages, questions in sizes:
        words = ["--one", str(pages), str(questions), "--in-memory", str(arguments.in_memory)]
        words += ["--remedies"] if arguments.remedies else []
        subprocess.run([sys.executable, __file__, *words], check=True)


def _measured(pages: int, questions: int, shelf: Shelf, *, remedies: bool) -> str:
    tidy_seldom()
    remember_pages(min(shelf.most, PAGES_MAX))
    site = grown(pages, questions, shelf)
    senses()
    first = _held_mb()
    began = time.process_time()
    results = walked(site)
    done = time.process_time()
    _answers_and_shares(site, results)
    between = time.process_time()
    if remedies:
        diagnosed(site, results)
    spent = time.process_time() - between
    each = (between - done) / len(site.graph.states) / len(results) * 1e6
    tried = f"{max(0.0, spent - (between - done)):.1f}" if remedies else "-"
    cells = (
        f"{len(site.graph.states):,}", f"{len(results):,}", f"{done - began:.1f}", f"{between - done:.1f}",
        tried, f"{each:.0f}", f"{_held_mb():.0f}", f"{first:.0f}", f"{shelf.bytes_on_disk / 1e6:.0f}",
    )  # fmt: skip
    return f"| {' | '.join(cells)} |"


def _held_mb() -> float:
    """The most memory so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _answers_and_shares(site: Made, results: Sequence[QuestionResult]) -> None:
    """What a diagnosis does for each question by itself."""
    scent, meaning = senses()
    remembered = RememberedScent(scent)
    reaching = Reaching(site_maps=(site_map_of(site.graph, VIEW),), scent_model=remembered, misled_below=0.25)
    walker = Rewalker(graph=site.graph, scent_model=remembered, meaning=meaning)
    surveyed = Surveyed(states=0, complete=False)
    all_looking = [
        Looking(question=prepare(one.scenario, meaning), read=walker.judges.of(one.scenario))
        for one in results
    ]
    for _ in look_around(all_looking, site.graph, VIEW):
        pass
    for result, looking in zip(results, all_looking, strict=True):
        seen = sightings_in(looking, result.scenario, site.graph, VIEW)
        diagnose(result, site.graph, surveyed, VIEW, reaching, meaning, seen)


def grown(pages: int, questions: int, shelf: Shelf) -> Made:
    """The made site with at least ``pages`` page states, as near as whole ranges come to it, and exactly
    ``questions`` questions. What the further pages show lies on ``shelf``."""
    site = made()
    site.graph.kept = shelf.keep
    ranges = -(-max(0, pages - len(site.graph.states) - len(ENTRIES)) // _PAGES_OF_A_RANGE)
    things = [f"{THINGS[number % len(THINGS)]} mark {number}" for number in range(2, 2 + ranges)]
    for place, (label, path) in enumerate(ENTRIES if things else ()):
        shown = [(f"The {thing} range", f"/{slug(thing)}") for thing in things[place :: len(ENTRIES)]]
        add_page(site.graph, f"{SITE}{path}", label, f"All about {label.lower()}.", shown)
    for number, thing in enumerate(things):
        links = [(f"{name.title()} of the {thing}", f"/{slug(thing)}/{name}") for name, _, _ in ASPECTS]
        add_page(site.graph, f"{SITE}/{slug(thing)}", f"The {thing}", f"All about the {thing}.", links)
        back = [("Back to the range", f"/{slug(thing)}")]
        for place, (name, _, fact) in enumerate(ASPECTS):
            facts = (thing, number % 80 + place)
            said = fact.format(*(reversed(facts) if "{} % off" in fact else facts))
            add_page(site.graph, f"{SITE}/{slug(thing)}/{name}", f"{name.title()} of the {thing}", said, back)
    return Made(graph=site.graph, scenarios=tuple(_asked(site.scenarios, questions)))


def _asked(known: Sequence[Scenario], count: int) -> Iterator[Scenario]:
    for number in range(count):
        one = known[number % len(known)]
        way, again = divmod(number // len(known), len(_PUT))
        text = _PUT[again].format(one.question) + (f" ({way + 1})" if way else "")
        yield replace(one, id=f"{one.id}-{number}", question=text)


if __name__ == "__main__":
    main()
