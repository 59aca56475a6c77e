"""A run over the demo shop held against the list of what is planted in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from selfserve_check.demo import Planted, look_alikes, planted_findings

if TYPE_CHECKING:
    from selfserve_check.report.run_file import FindingPart, RunFile


def differences(run: RunFile) -> tuple[str, ...]:
    """A line for each planted finding that is not in ``run``, and for each look-alike that is."""
    return (*_not_found(run), *_mistaken(run))


def _not_found(run: RunFile) -> Iterator[str]:
    for planted in planted_findings():
        found = _findings_of(run, planted.question)
        if not any(_is(finding, planted) for finding in found):
            where = planted.question or "the site"
            yield f"{where}: no {planted.kind} that says {', '.join(planted.says)} ({planted.text})"


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
