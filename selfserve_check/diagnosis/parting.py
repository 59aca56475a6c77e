"""Where visitors left the way to the answer: the page, what they chose there, and what leads on. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from selfserve_check.diagnosis.lookout import Sighting
from selfserve_check.model.action import StateId
from selfserve_check.model.journey import Journey, Move

_CHOSEN_MAX = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Parting:
    """In ``state`` visitors chose ``chosen`` (labels, most often first; none where they gave up), while
    ``right`` is the label that leads to the answer."""

    state: StateId
    chosen: tuple[str, ...]
    right: str


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


def _furthest(journey: Journey, way: Sighting) -> int | None:
    stood = {state for step in journey.steps for state in (step.state, step.landed)}
    places = [place for place in range(len(way.labels)) if way.states[place] in stood]
    return max(places, default=None)


def _chosen(journey: Journey, way: Sighting, place: int) -> str:
    """What was first chosen in that state, "" when nothing was."""
    acts = (step for step in journey.steps if step.state == way.states[place] and step.move is not Move.OPEN)
    return next((f"search for {step.label}" if step.move is Move.SEARCH else step.label for step in acts), "")
