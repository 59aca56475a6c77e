"""Learns what the cues of a link are worth from walks that cost nothing.

    python bench/forager/fit.py RECORDING ...

Each RECORDING is a site as ``crawl.py`` saved it. A heading or a sentence of a page deep in the site is taken
as the question (as it stands, shortened, without its rarest words, with words of the same group of
synonyms), that page as the target. On pages on and beside the shortest way there, each link that is in sight
is one example: did it bring the visitor nearer? A logistic regression over the cues learns that. Figures are
by site, each judged by weights learnt on the others alone. RESULTS.md says why the weights do not ship yet.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import re
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from tried import NAMES as TRIED
from tried import marks_of, tried

from selfserve_check.journey.attention import AS_MOST
from selfserve_check.journey.cues import Cues, cues_of
from selfserve_check.journey.site_port import Arrived
from selfserve_check.language import minilm
from selfserve_check.language.meaning import Meaning
from selfserve_check.language.rarity import rarity
from selfserve_check.language.synonyms import groups_as_written
from selfserve_check.language.words import is_stop_word, stem, tokens
from selfserve_check.model.action import StateId, action_on
from selfserve_check.model.observation import AffordanceKind, Observation, PassageKind, Region
from selfserve_check.site.graph import SiteGraph
from selfserve_check.site.recording import unpack

NAMES = ("meaning", "part", "words", *TRIED)
SIX = ("meaning", "meaning_lead", "part", "part_lead", "words", "words_lead")
FITTED = {
    "part, words, their leads, length": ("part", "part_lead", "words", "words_lead", "length"),
    "part, words, their leads": ("part", "part_lead", "words", "words_lead"),
    "meaning, part, words": ("meaning", "part", "words"),
    "words, lead, length": ("words", "words_lead", "length"),
    "meaning, part, words, their leads": SIX,
    **{f"the six + {name}": (*SIX, name) for name in TRIED if name not in SIX},
    "everything": NAMES,
}
"""Sets of cues whose weights are fitted. Variants named otherwise have the product's shares, or none."""

TARGETS_MAX = 120
WAY_MAX = 6
RIDGE = 2.0
Floats = npt.NDArray[np.float64]
Exits = dict[StateId, tuple[tuple[int, StateId], ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Examples:
    """One row a link; ``page`` numbers the (question, page) that it stood on."""

    cues: Floats
    nearer: Floats
    page: npt.NDArray[np.int64]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("recordings", nargs="+", type=Path)
    arguments = parser.parse_args()
    sites = {path.name.partition(".")[0]: examples_of(path) for path in arguments.recordings}
    table(sites)
    weights = {name: fitted(together(sites.values()), cues) for name, cues in FITTED.items()}
    print(json.dumps(weights, indent=1))


def table(sites: dict[str, Examples]) -> None:
    """Of the pages from which something leads nearer, the share on which the link that smells most does."""
    print(f"| scent | {' | '.join(sites)} | mean |\n|{'---|' * (len(sites) + 2)}")
    fixed = {
        "by chance": [by_chance(held) for held in sites.values()],
        "words": [first_right(held, column(held, "words")) for held in sites.values()],
        "meaning of the whole label": [first_right(held, column(held, "meaning")) for held in sites.values()],
        "meaning of its closest part": [first_right(held, column(held, "part")) for held in sites.values()],
        "the product": [first_right(held, blended(held)) for held in sites.values()],
    }
    learnt = {f"fitted: {name}": crossed(sites, cues) for name, cues in FITTED.items()}
    for name, figures in (fixed | learnt).items():
        cells = " | ".join(f"{figure:.3f}" for figure in (*figures, float(np.mean(figures))))
        print(f"| {name} | {cells} |")


def by_chance(examples: Examples) -> float:
    share = np.bincount(examples.page, examples.nearer) / np.bincount(examples.page)
    return float(share[share > 0].mean())


def blended(examples: Examples) -> Floats:
    """The scent of ``journey/rank.py``, without its hopes."""
    meant = (1 - AS_MOST.parts) * column(examples, "meaning") + AS_MOST.parts * column(examples, "part")
    return np.maximum(0.0, meant) + AS_MOST.words * column(examples, "words")


def crossed(sites: dict[str, Examples], cues: Sequence[str]) -> list[float]:
    """For each site the figure of weights that were fitted on the others."""
    figures = []
    for name, held in sites.items():
        weights = fitted(together([one for other, one in sites.items() if other != name] or [held]), cues)
        by_cue = weights["by_cue"]
        assert isinstance(by_cue, dict)
        figures.append(first_right(held, held.cues @ np.array([by_cue.get(cue, 0.0) for cue in NAMES])))
    return figures


def column(examples: Examples, name: str) -> Floats:
    return examples.cues[:, NAMES.index(name)]


def first_right(examples: Examples, scores: Floats) -> float:
    """Of the pages from which something leads nearer, the share on which the best scored link does."""
    starts = np.flatnonzero(np.diff(examples.page, prepend=-1))
    right = [
        nearer[np.argmax(part)]
        for part, nearer in zip(
            np.split(np.round(scores, 6), starts[1:]), np.split(examples.nearer, starts[1:]), strict=True
        )
        if nearer.any()
    ]
    return float(np.mean(right))


def together(parts: Sequence[Examples] | Iterator[Examples]) -> Examples:
    parts = list(parts)
    offsets = np.cumsum([0, *(part.page.max() + 1 for part in parts[:-1])])
    return Examples(
        cues=np.concatenate([part.cues for part in parts]),
        nearer=np.concatenate([part.nearer for part in parts]),
        page=np.concatenate([part.page + offset for part, offset in zip(parts, offsets, strict=True)]),
    )


def fitted(examples: Examples, columns: Sequence[str]) -> dict[str, object]:
    """Logistic regression by Newton's method with a ridge; each page counts the same, however long."""
    places = [NAMES.index(name) for name in columns]
    raw = examples.cues[:, places]
    middle, spread = raw.mean(axis=0), raw.std(axis=0)
    used = spread > 1e-6
    spread = np.where(used, spread, 1.0)
    rows = np.column_stack([np.ones(len(raw)), (raw - middle) / spread])
    weight = 1.0 / np.bincount(examples.page)[examples.page]
    weight *= len(weight) / weight.sum()
    learnt = np.zeros(rows.shape[1])
    ridge = RIDGE * len(np.unique(examples.page)) / 1000 * np.diag([0.0, *np.ones(rows.shape[1] - 1)])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-rows @ learnt))
        slope = rows.T @ (weight * (chance - examples.nearer)) + ridge @ learnt
        curve = (
            (rows * (weight * chance * (1 - chance))[:, None]).T @ rows + ridge + 1e-9 * np.eye(len(learnt))
        )
        step = np.linalg.solve(curve, slope)
        learnt = learnt - step
        if np.abs(step).max() < 1e-8:
            break
    by_cue = {
        n: round(float(w / s), 4) for n, w, s, u in zip(columns, learnt[1:], spread, used, strict=True) if u
    }
    bias = learnt[0] - float(np.sum(learnt[1:] * middle / spread))
    return {"bias": round(float(bias), 4), "by_cue": by_cue}


def examples_of(path: Path) -> Examples:
    graph = unpack(path.read_bytes(), str(path)).graph
    meaning = Meaning(encoder=minilm.load().vectors)
    seed = int(hashlib.sha256(path.name.partition(".")[0].encode()).hexdigest()[:8], 16)
    chance = random.Random(seed)  # noqa: S311 -- a sample that comes out the same each time
    exits = {state: exits_of(graph, state) for state in graph.states}
    rows: list[tuple[float, ...]] = []
    nearer: list[bool] = []
    pages: list[int] = []
    number = 0
    for question, goals in questions(graph, exits, chance):
        for state, seen, distance in ways(graph, exits, goals, chance):
            # The wrong turning that tempts most is looked at as well: there the thing to learn is to leave.
            for here in (state, tempting(question, graph, exits, state, distance, meaning)):
                if here is None or not exits[here]:
                    continue
                page = graph.states[here].observation
                found = cues_of(question, page, meaning)
                more = tried(question, page.url, found, seen)
                known = dict(exits[here])
                rows += [figures_of(found[place], more[place]) for place in known]
                nearer += [distance.get(known[place], 99) < distance.get(here, 99) for place in known]
                pages += [number] * len(known)
                number += 1
    print(f"{path.name}: {number} pages, {len(rows)} links")
    return Examples(cues=np.array(rows), nearer=np.array(nearer, dtype=float), page=np.array(pages))


def figures_of(cues: Cues, more: tuple[float, ...]) -> tuple[float, ...]:
    return (cues.meaning, cues.part, cues.words.value, *more)


def tempting(
    question: str,
    graph: SiteGraph,
    exits: Exits,
    state: StateId,
    distance: dict[StateId, int],
    meaning: Meaning,
) -> StateId | None:
    """Where the link leads that smells most of those that bring nobody nearer."""
    found = cues_of(question, graph.states[state].observation, meaning)
    wrong = [(place, other) for place, other in exits[state] if distance.get(other, 99) >= distance[state]]
    if not wrong:
        return None
    return max(wrong, key=lambda one: (found[one[0]].part + found[one[0]].words.value, -one[0]))[1]


def exits_of(graph: SiteGraph, state: StateId) -> tuple[tuple[int, StateId], ...]:
    """(place of the affordance, where it leads), as far as it is known."""
    found = []
    led = dict(graph.exits(state))
    for place, affordance in enumerate(graph.states[state].observation.affordances):
        reply = led.get(action_on(affordance.key)) if affordance.kind is not AffordanceKind.SEARCH else None
        if isinstance(reply, Arrived) and reply.page.id != state:
            found.append((place, reply.page.id))
    return tuple(found)


def questions(
    graph: SiteGraph, exits: Exits, chance: random.Random
) -> Iterator[tuple[str, frozenset[StateId]]]:
    """Questions made of pages two clicks and more from the start, with the pages that answer them."""
    start = next(iter(graph.states))
    depth = depths(exits, start)
    deep = [state for state, clicks in depth.items() if 2 <= clicks <= WAY_MAX and not state.actions]
    chance.shuffle(deep)
    texts = {state: " ".join(p.text for p in graph.states[state].observation.passages) for state in depth}
    for state in deep[:TARGETS_MAX]:
        for source, question in wordings(graph.states[state].observation, chance):
            goals = frozenset(other for other, text in texts.items() if source in text)
            if len(goals) <= max(3, len(depth) // 50) and start not in goals:
                yield question, goals


def wordings(page: Observation, chance: random.Random) -> Iterator[tuple[str, str]]:
    """(text of the page, question made of it)."""
    inside = [p for p in page.passages if p.region in (Region.MAIN, Region.NONE)]
    headings = [p.text for p in inside if p.kind is PassageKind.HEADING and 3 <= len(p.text.split()) <= 14]
    sentences = [p.text for p in inside if p.kind is PassageKind.TEXT and len(p.text.split()) >= 7]
    if headings:
        heading = chance.choice(headings)
        yield heading, heading
        yield heading, with_synonyms(heading, chance)
    for text in chance.sample(sentences, min(2, len(sentences))):
        words = re.split(r"(?<=[.!?])\s", text)[0].split()[:14]
        if len(words) >= 5:
            yield text, " ".join(words)
            yield text, with_synonyms(without_rarest(words), chance)


def without_rarest(words: Sequence[str]) -> str:
    """The sentence without its two rarest words: a customer does not know the site's own terms."""
    content = sorted(
        {w for t in words for w in tokens(t) if not is_stop_word(w)}, key=lambda w: (-rarity(w), w)
    )
    rare = set(content[:2]) if len(content) >= 4 else set()
    return " ".join(word for word in words if not rare.intersection(tokens(word)))


def with_synonyms(text: str, chance: random.Random) -> str:
    """Each word that has others of the same meaning replaced by one of them."""
    out = []
    for word in text.split():
        found = next((group for w in tokens(word) for group in synonyms().get(stem(w), ())), None)
        out.append(chance.choice(found) if found else word)
    return " ".join(out)


def synonyms() -> dict[str, list[list[str]]]:
    if not _SYNONYMS:
        for group in groups_as_written():
            single = [word for word in group if " " not in word]
            for word in single:
                others = [one for one in single if stem(one) != stem(word)]
                if others:
                    _SYNONYMS[stem(word)].append(others)
    return _SYNONYMS


_SYNONYMS: dict[str, list[list[str]]] = defaultdict(list)


def ways(
    graph: SiteGraph, exits: Exits, goals: frozenset[StateId], chance: random.Random
) -> Iterator[tuple[StateId, frozenset[str], dict[StateId, int]]]:
    """The pages of one shortest way to ``goals``, with what was seen before each."""
    start = next(iter(graph.states))
    distance = distances(exits, goals)
    if start not in distance or distance[start] > WAY_MAX:
        return
    state, seen = start, frozenset[str]()
    while distance[state]:
        yield state, seen, distance
        seen |= marks_of(graph.states[state].observation)
        state = chance.choice(
            [other for _, other in exits[state] if distance.get(other, 99) < distance[state]]
        )


def depths(exits: Exits, start: StateId) -> dict[StateId, int]:
    found, queue = {start: 0}, deque([start])
    while queue:
        state = queue.popleft()
        for _, other in exits[state]:
            if other not in found:
                found[other] = found[state] + 1
                queue.append(other)
    return found


def distances(exits: Exits, goals: frozenset[StateId]) -> dict[StateId, int]:
    """Clicks from each state to the nearest goal."""
    behind: dict[StateId, list[StateId]] = defaultdict(list)
    for state, some in exits.items():
        for _, other in some:
            behind[other].append(state)
    found, queue = dict.fromkeys(goals, 0), deque(goals)
    while queue:
        state = queue.popleft()
        for other in behind[state]:
            if other not in found:
                found[other] = found[state] + 1
                queue.append(other)
    return found


if __name__ == "__main__":
    main()
