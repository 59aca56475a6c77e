"""Links that lead on to another document, and the pages of a way that are only passed through by them."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urldefrag

from selfserve_check.journey.addresses import steady_address
from selfserve_check.model.action import Action, Click
from selfserve_check.model.journey import Step
from selfserve_check.model.observation import AffordanceKey, AffordanceKind


def link_onward(steps: Sequence[Step], index: int) -> AffordanceKey | None:
    """The link that was clicked where ``steps[index]`` had led, if all that came of it was the document which
    the link names; else None.

    Such a click does the same whether or not the page has come to rest. A page in the middle of a way need
    not be read whole once more for it: only where a way ends is there anything to judge.
    """
    if index + 1 >= len(steps):
        return None
    step = steps[index + 1]
    landed, action = step.landed, step.action
    if step.result != "arrived" or landed is None or landed.actions or not isinstance(action, Click):
        return None
    key = action.key
    if key.kind is not AffordanceKind.LINK or key.frame or step.state != steps[index].landed:
        return None
    named, loaded = (steady_address(urldefrag(url).url) for url in (key.target, landed.url))
    return key if named == loaded else None


def leads_on(action: Action, url: str) -> bool:
    """Whether what is clicked on the page at ``url`` is a link that says it leads to another document."""
    if not isinstance(action, Click) or action.key.kind is not AffordanceKind.LINK:
        return False
    target = action.key.target
    return target.startswith("http") and urldefrag(target).url != urldefrag(url).url
