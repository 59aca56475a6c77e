"""Answers that wait for a person: which they are, and how they are accepted from a command line."""

from __future__ import annotations

import shlex
from dataclasses import dataclass

from selfserve_check.report import look
from selfserve_check.report.links import Link, link
from selfserve_check.report.run_file import ResultPart, RunFile
from selfserve_check.report.text import clean_run, one_line
from selfserve_check.scenario_lines import quoted

FACT_CHARS_MAX = 500
"""As many as a fact in a scenario file may have."""

PROPOSALS_MAX = 3
PATCH_NAME = "answers.yaml"
_RUN = "reports/latest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A passage that may be the answer; ``fact`` is what would be written into the scenario file."""

    quote: str
    fact: str
    page: Link
    sure: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A question whose answer a person is asked about; ``source`` is ``file:line`` of it, or ""."""

    id: str
    question: str
    source: str
    expected: str
    why: str
    proposals: tuple[Proposal, ...]
    accept: str
    refuse: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewView:
    """``command`` walks through all of them; ``patch`` says of each the same as accepting it, as YAML, to be
    edited and given to ``patch_command``."""

    waiting: tuple[Waiting, ...]
    command: str
    patch: str
    patch_name: str
    patch_command: str


def build(run: RunFile) -> ReviewView:
    """What of ``run`` waits for a person."""
    return drawn(clean_run(run))


def drawn(run: RunFile) -> ReviewView:
    """The same of a run that is clean already."""
    waiting = tuple(_waiting(result) for result in look.ordered(run) if is_waiting(result))
    return ReviewView(
        waiting=waiting,
        command=f"selfserve-check approve {_RUN}",
        patch=_patch(waiting) if waiting else "",
        patch_name=PATCH_NAME,
        patch_command=f"selfserve-check approve {_RUN} --patch {PATCH_NAME}",
    )


def is_waiting(result: ResultPart) -> bool:
    """Whether there is a passage to accept or refuse. Where visitors took another link there is none: that is
    a matter of labels, not of the answer."""
    return result.outcome == "needs_review" and result.reason is None and bool(result.evidence)


def _waiting(result: ResultPart) -> Waiting:
    name = shlex.quote(one_line(result.id, chars_max=80))
    return Waiting(
        id=one_line(result.id, chars_max=80),
        question=one_line(result.question, chars_max=500),
        source=one_line(result.source, chars_max=400),
        expected="" if result.expected.kind == "none" else look.expected(result.expected),
        why=look.why(result),
        proposals=_proposals(result),
        accept=f"selfserve-check approve {_RUN} --yes {name}",
        refuse=f"selfserve-check approve {_RUN} --no {name}",
    )


def _proposals(result: ResultPart) -> tuple[Proposal, ...]:
    return tuple(
        Proposal(
            quote=one_line(item.quote, chars_max=1_000),
            fact=fact_of(item.quote),
            page=link(item.url),
            sure=look.sure_text(item),
        )
        for item in result.evidence[:PROPOSALS_MAX]
    )


def fact_of(quote: str) -> str:
    """``quote`` as a fact: whole words of it, as many as a fact may have. A cut is not marked, for what would
    mark it stands on no page."""
    text = one_line(quote, chars_max=10_000)
    if len(text) <= FACT_CHARS_MAX:
        return text.removesuffix("…").rstrip()
    return text[:FACT_CHARS_MAX].rpartition(" ")[0] or text[:FACT_CHARS_MAX]


def _patch(waiting: tuple[Waiting, ...]) -> str:
    """A file for ``approve --patch``: everything accepted, to be edited by whoever knows better."""
    lines = [
        "# Answers to check. Keep 'accept' where the passage answers the question, and write the right words",
        "# there where it nearly does; make it 'refuse' where it is wrong; take out what you do not know.",
        "answers:",
    ]
    for one in waiting:
        lines += [f"  # {one.question}", f"  - id: {quoted(one.id)}"]
        lines += [f"    accept: {quoted(one.proposals[0].fact)}"]
        lines += [f"  #   or: {other.fact}" for other in one.proposals[1:]]
    return "\n".join(lines) + "\n"
