"""A run over the demo shop held against the list of what is planted in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from selfserve_check.demo import (
    Planted,
    expected,
    faults,
    look_alikes,
    planted_findings,
    reason_look_alikes,
)

if TYPE_CHECKING:
    from selfserve_check.report.run_file import FindingPart, ResultPart, RunFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What is not as it is listed, a line each: ``outcomes`` of questions (and their reasons), planted
    findings that are ``lacking``, and look-alikes that were ``mistaken`` for what they are not. ``could_ask``
    is False where every difference is a question that could not be asked."""

    outcomes: tuple[str, ...]
    lacking: tuple[str, ...]
    mistaken: tuple[str, ...]
    met: int
    could_ask: bool

    @property
    def is_as_listed(self) -> bool:
        return not (self.outcomes or self.lacking or self.mistaken) and self.met == len(faults())

    def lines(self) -> tuple[str, ...]:
        """What a reader is told: three counts, each with what differs under it."""
        findings, alike = len(planted_findings()), len(look_alikes()) + len(reason_look_alikes())
        found, let_go = findings - len(self.lacking), alike - len(self.mistaken)
        return (
            f"Planted faults: {self.met} of {len(faults())} got the outcome that is listed for them.",
            *(f"  {line}" for line in self.outcomes),
            f"Planted findings: {found} of {findings} were found.",
            *(f"  {line}" for line in self.lacking),
            f"Look-alikes: {let_go} of {alike} were let go.",
            *(f"  {line}" for line in self.mistaken),
        )


def compared(run: RunFile) -> Compared:
    """Hold outcomes, reasons and findings of ``run`` against what is planted."""
    differing = [result for result in run.results if _differs(result)]
    asked = {result.id for result in run.results} - {result.id for result in differing}
    lacking, mistaken = tuple(_not_found(run)), (*_for_another_reason(run), *_mistaken(run))
    return Compared(
        outcomes=tuple(_told(result) for result in differing),
        lacking=lacking,
        mistaken=mistaken,
        met=sum(fault.id in asked for fault in faults()),
        could_ask=bool(lacking or mistaken) or any(result.outcome != "errored" for result in differing),
    )


def _differs(result: ResultPart) -> bool:
    return (expected().get(result.id), _reason_of(result.id)) != (result.outcome, result.reason)


def _reason_of(question: str) -> str | None:
    return next((fault.reason for fault in faults() if fault.id == question), None)


def _told(result: ResultPart) -> str:
    reason = f" ({result.reason})" if result.reason else ""
    wanted = f"{expected().get(result.id)}"
    if _reason_of(result.id):
        wanted += f" ({_reason_of(result.id)})"
    why = next((f" ({fault.text})" for fault in faults() if fault.id == result.id), "")
    return f"{result.id}: {result.outcome}{reason}, listed is {wanted}{why}"


def _not_found(run: RunFile) -> Iterator[str]:
    for planted in planted_findings():
        found = _findings_of(run, planted.question)
        if not any(_is(finding, planted) for finding in found):
            where = planted.question or "the site"
            yield f"{where}: no {planted.kind} that says {', '.join(planted.says)} ({planted.text})"


def _for_another_reason(run: RunFile) -> Iterator[str]:
    reasons = {result.id: result.reason for result in run.results}
    for alike in reason_look_alikes():
        if reasons.get(alike.id) == alike.reason:
            yield f"a false {alike.reason}: {alike.id} ({alike.text})"


def _mistaken(run: RunFile) -> Iterator[str]:
    everything = [*run.findings, *(finding for result in run.results for finding in result.findings)]
    for alike in look_alikes():
        for finding in everything:
            if _is(finding, alike):
                yield f"a false {alike.kind}: {finding.text} ({alike.text})"


def _findings_of(run: RunFile, question: str) -> list[FindingPart]:
    if not question:
        return run.findings
    return [finding for result in run.results if result.id == question for finding in result.findings]


def _is(finding: FindingPart, planted: Planted) -> bool:
    said = " ".join((finding.text, *(f"{quote.url} {quote.text}" for quote in finding.quotes)))
    return finding.kind == planted.kind and all(words in said for words in planted.says)
