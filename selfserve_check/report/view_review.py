"""Answers that wait for a person: which they are, and how they are accepted from a command line."""

from __future__ import annotations

import json
import shlex
from dataclasses import dataclass

from selfserve_check.report import look
from selfserve_check.report.links import Link, link
from selfserve_check.report.run_file import ResultPart, RunFile
from selfserve_check.report.speech import _
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
    """A question whose answer a person is asked about; ``source`` is ``file:line`` of it, or "".
    ``accept`` and ``refuse`` are commands; ``passages`` the facts of the proposals, as JSON."""

    id: str
    question: str
    source: str
    expected: str
    why: str
    proposals: tuple[Proposal, ...]
    accept: str
    refuse: str
    passages: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewView:
    """``command`` walks through all of them; ``patch`` says of each the same as accepting it, as YAML, to be
    edited and given to ``patch_command``. Where scripts run, the patch and the commands follow what a person
    chooses; ``patch_head`` then stands above the choices, and ``run`` is the report they are about."""

    waiting: tuple[Waiting, ...]
    command: str
    patch: str
    patch_name: str
    patch_command: str
    patch_head: str
    run: str
    fact_max: int = FACT_CHARS_MAX


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
        patch_head="# " + _("What was decided of the answers to check."),
        run=_RUN,
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
        refuse=_refusal(result, name),
        passages=_passages(result),
    )


def _refusal(result: ResultPart, name: str) -> str:
    """With the place for what would be right, where no answer is given: with nothing but what is wrong there
    would be one that no page can ever give."""
    command = f"selfserve-check approve {_RUN} --no {name}"
    return command if result.expected.kind != "none" else f"{command} --fact {name}=TEXT"


def _passages(result: ResultPart) -> str:
    return json.dumps([fact_of(item.quote) for item in result.evidence[:PROPOSALS_MAX]], ensure_ascii=False)


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


def _advice() -> tuple[str, ...]:
    return (
        _("Answers to check. Keep 'accept' where the passage answers the question."),
        _("Where it nearly does, write the right words there. Take out what you do not know."),
        _("Where it is wrong, call it 'refuse', and write what would be right behind 'accept'."),
    )


def _patch(waiting: tuple[Waiting, ...]) -> str:
    """A file for ``approve --patch``: everything accepted, to be edited by whoever knows better."""
    lines = [
        *(f"# {line}" for line in _advice()),
        "answers:",
    ]
    for one in waiting:
        lines += [f"  # {one.question}", f"  - id: {quoted(one.id)}"]
        lines += [f"    accept: {quoted(one.proposals[0].fact)}"]
        lines += [f"  #   or: {other.fact}" for other in one.proposals[1:]]
    return "\n".join(lines) + "\n"
