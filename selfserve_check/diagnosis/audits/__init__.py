"""The audits: each looks over everything that was seen for one thing that stands in customers' way.

One audit a file. To add one, add the file, an entry here, and a switch in the settings.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from selfserve_check.diagnosis.audits import (
    contradictions,
    dead_links,
    files_only,
    only_some,
    person,
    promises,
    structured,
    vocabulary,
)
from selfserve_check.diagnosis.audits.ground import Ground
from selfserve_check.model.finding import Finding
from selfserve_check.model.said import Said, say


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """``name`` is its switch in the settings; ``find`` is pure, and gives what matters most first.

    ``found`` is what its findings are called in the sentence that counts the rest: "dead links: 3 more".
    """

    name: str
    find: Callable[[Ground], tuple[Finding, ...]]
    found: Said


AUDITS: tuple[Audit, ...] = (
    Audit(name="promises", find=promises.find, found=say("promises")),
    Audit(name="contradictions", find=contradictions.find, found=say("contradictions")),
    Audit(name="person", find=person.find, found=say("pages without a way to a person")),
    Audit(name="dead_links", find=dead_links.find, found=say("dead links")),
    Audit(name="only_some", find=only_some.find, found=say("answers that only some visitors see")),
    Audit(name="files", find=files_only.find, found=say("answers in files and pictures")),
    Audit(name="structured_data", find=structured.find, found=say("differences in structured data")),
    Audit(name="vocabulary", find=vocabulary.find, found=say("words of the customers")),
)


def findings_of(audit: Audit, ground: Ground, findings_max: int) -> tuple[Finding, ...]:
    """What ``audit`` finds, at most ``findings_max``; the rest is counted in a finding of its own."""
    found = audit.find(ground)
    if len(found) <= findings_max:
        return found
    rest = len(found) - findings_max
    text = say(
        "Beside these there are more {what}: {count} (audits.findings_max).", what=audit.found, count=rest
    )
    return (*found[:findings_max], Finding(kind="more", text=text))
