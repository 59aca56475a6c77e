"""Where visitors left the way to the answer: the page, what they chose there, and what leads on. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from selfserve_check.diagnosis.lookout import Sighting
from selfserve_check.journey.cues import label_of
from selfserve_check.journey.own_words import in_own_words
from selfserve_check.journey.rank import ScentModel, best_first
from selfserve_check.model.action import StateId
from selfserve_check.model.journey import Journey, Move
from selfserve_check.model.observation import AffordanceKey, Observation
from selfserve_check.model.scenario import Scenario

_CHOSEN_MAX = 3
_AHEAD_MAX = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Parting:
    """In ``state`` visitors chose ``chosen`` (labels, most often first; none where they gave up), while
    ``right`` is the label that leads to the answer."""

    state: StateId
    chosen: tuple[str, ...]
    right: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The right label is number ``rank`` of the ``of`` in sight, by scent; ``ahead`` are labels that beat it,
    the strongest first."""

    rank: int
    of: int
    ahead: tuple[str, ...]


def parting_of(journeys: Sequence[Journey], way: Sighting) -> Parting | None:
    """Where most of ``journeys`` left ``way``, each at the furthest page of it that it stood on; of equals
    the page that comes first. None when nobody stood on it, or when it needs no click."""
    left = [(place, journey) for journey in journeys if (place := _furthest(journey, way)) is not None]
    if not left:
        return None
    count = Counter(place for place, _ in left)
    most = min(count, key=lambda place: (-count[place], place))
    labels = Counter(_chosen(journey, way, most) for place, journey in left if place == most)
    chosen = [label for label, _ in labels.most_common() if label]
    return Parting(state=way.states[most], chosen=tuple(chosen[:_CHOSEN_MAX]), right=way.labels[most])


def ranked(
    page: Observation, key: AffordanceKey, scenario: Scenario, scent_model: ScentModel
) -> Standing | None:
    """How the affordance ``key`` of ``page`` stands for the question's own wording; None where it is not
    there. What smells the same is no rival: only what is stronger is ahead of it."""
    scents = in_own_words(scent_model, scenario.synonyms).scents(scenario.question, page)
    own = next((scent for scent in scents if scent.affordance.key == key), None)
    if own is None:
        return None
    value = round(own.value, 6)
    better = [scent for scent in best_first(scents) if round(scent.value, 6) > value]
    labels = dict.fromkeys(label_of(scent.affordance) for scent in better)
    ahead = [label for label in labels if label]
    return Standing(rank=len(better) + 1, of=len(scents), ahead=tuple(ahead[:_AHEAD_MAX]))


def _furthest(journey: Journey, way: Sighting) -> int | None:
    stood = {state for step in journey.steps for state in (step.state, step.landed)}
    places = [place for place in range(len(way.labels)) if way.states[place] in stood]
    return max(places, default=None)


def _chosen(journey: Journey, way: Sighting, place: int) -> str:
    """What was first chosen in that state, "" when nothing was."""
    acts = (step for step in journey.steps if step.state == way.states[place] and step.move is not Move.OPEN)
    return next((f"search for {step.label}" if step.move is Move.SEARCH else step.label for step in acts), "")
