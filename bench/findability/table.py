"""From results to the rows of a table."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from cases import Case, Variant, is_right_page

from selfserve_check.journey.outcome import decide_outcome, evidence_of
from selfserve_check.model.result import JourneyRecord, Outcome, QuestionResult

COLUMNS = {
    Variant.PATTERN: ("passes on a wrong page", "passes on unanswerable"),
    Variant.FACT: ("passes on a wrong page", "passes on unanswerable"),
    Variant.PARAPHRASE: ("passes on a wrong page", "passes on unanswerable"),
    Variant.OPEN: ("proposals on a wrong page", "proposals on unanswerable"),
}
SAYS = {
    Variant.PATTERN: "The answer is the case's own pattern; of an unanswerable question, its decoy's.",
    Variant.FACT: "The answer is a short fact as a user writes it; of an unanswerable question, its decoy's.",
    Variant.PARAPHRASE: "The answer is the case's own pattern; each question in three wordings.",
    Variant.OPEN: "No answer is given: the passage that is proposed must stand on a page that answers.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Counts of questions of one site, but ``agreeing`` of ``pairs``, which are (question, paraphrase)."""

    site: str
    answerable: int
    reachable: int
    found: int
    found_menu: int
    wrong_page: int
    unanswerable: int
    wrong_pass: int
    errored: int
    click_ratio: float
    pages_loaded: int = 0
    seconds: float = 0.0
    agreeing: int = 0
    pairs: int = 0


def summarise(
    name: str, cases: Sequence[Case], results: Sequence[QuestionResult], variant: Variant = Variant.PATTERN
) -> Row:
    """The row of a site. Without a given answer a hit is a proposal for review, else a pass."""
    hit_is = hit_outcome(variant)
    pairs = list(zip(cases, results, strict=True))
    hits = [(case, result) for case, result in pairs if result.outcome is hit_is]
    right = [(case, result) for case, result in hits if case.reachable and is_right(case, result)]
    spent = sum(best_clicks(result) for _, result in right)
    fewest = sum(case.clicks_min or 0 for case, _ in right)
    agreed = [one for _, result in pairs for one in agreements(result)]
    return Row(
        site=name,
        answerable=sum(case.answerable for case in cases),
        reachable=sum(case.reachable for case in cases),
        found=len(right),
        found_menu=sum(found_by(case, result, "menu", hit_is) for case, result in right),
        wrong_page=sum(case.answerable and not is_right(case, result) for case, result in hits),
        unanswerable=sum(not case.answerable for case in cases),
        wrong_pass=sum(not case.answerable for case, _ in hits),
        errored=sum(result.outcome is Outcome.ERRORED for result in results),
        click_ratio=spent / fewest if fewest else 0.0,
        agreeing=sum(agreed),
        pairs=len(agreed),
    )


def hit_outcome(variant: Variant) -> Outcome:
    return Outcome.NEEDS_REVIEW if variant is Variant.OPEN else Outcome.PASSED


def is_right(case: Case, result: QuestionResult) -> bool:
    """Whether the evidence stands on a page that answers."""
    return bool(result.evidence) and is_right_page(case, result.evidence[0].url)


def best_clicks(result: QuestionResult) -> int:
    return result.records[result.best].journey.clicks if result.best is not None else 0


def found_by(case: Case, result: QuestionResult, persona: str, hit_is: Outcome) -> bool:
    """Whether ``persona`` alone came to a page that answers, asked in the question's own wording."""
    return any(
        record.journey.persona == persona and record.outcome is hit_is and _stands_right(case, record)
        for record in _in_wording(result, result.scenario.question)
    )


def agreements(result: QuestionResult) -> list[bool]:
    """For each paraphrase, whether it has the outcome of the question's own wording."""
    own = outcome_of(result, result.scenario.question)
    return [outcome_of(result, wording) is own for wording in result.scenario.also_asked]


def outcome_of(result: QuestionResult, wording: str) -> Outcome:
    """The outcome that the product would give, had the question been asked in ``wording`` first."""
    scenario = replace(result.scenario, question=wording, also_asked=())
    records = _in_wording(result, wording)
    return decide_outcome(scenario, records).outcome if records else result.outcome


def _in_wording(result: QuestionResult, wording: str) -> list[JourneyRecord]:
    return [record for record in result.records if record.journey.wording == wording]


def _stands_right(case: Case, record: JourneyRecord) -> bool:
    evidence = evidence_of(record.journey.verdict)
    return bool(evidence) and is_right_page(case, evidence[0].url)


def describe(name: str, case: Case, result: QuestionResult, variant: Variant = Variant.PATTERN) -> str:
    """One question and the ways its visitors went, for people."""
    good = {True: "ok", False: "BAD"}
    hit = result.outcome is hit_outcome(variant)
    verdict = good[hit and is_right(case, result)] if case.answerable else good[not hit]
    path = ""
    for record in result.records:
        labels = [f"{step.label[:40]}({step.scent:.2f},{step.result})" for step in record.journey.steps[1:]]
        path += f"\n      {record.journey.persona} {record.journey.ending.value}: {' > '.join(labels)}"
    error = f" [{result.error.kind}: {result.error.detail[:150]}]" if result.error else ""
    reach = "" if case.reachable or not case.answerable else " (out of reach)"
    quote = (
        f"\n      “{result.evidence[0].quote[:160]}” on {result.evidence[0].url}" if result.evidence else ""
    )
    asked = f"{name} {case.scenario.id}{reach}: {result.outcome.value}"
    return f"{verdict:3} {asked}{error} “{case.scenario.question}”{path}{quote}"


def machine() -> str:
    return f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"


def product_table(rows: Sequence[Row], variant: Variant) -> list[str]:
    """One line a site, and one for all."""
    columns = ["site", "found", "by menu alone", *COLUMNS[variant], "could not ask", "clicks / fewest"]
    columns += ["pages loaded", "seconds"]
    if variant is Variant.PARAPHRASE:
        columns.append("paraphrases that agree")
    lines = [cells(columns), cells(["---"] * len(columns))]
    return [*lines, *(cells(_row_cells(row, variant)) for row in rows), cells(_total_cells(rows, variant))]


def _row_cells(row: Row, variant: Variant) -> list[str]:
    return [
        row.site,
        f"{row.found} of {row.reachable}",
        f"{row.found_menu} of {row.reachable}",
        str(row.wrong_page),
        f"{row.wrong_pass} of {row.unanswerable}",
        str(row.errored),
        f"{row.click_ratio:.2f}",
        str(row.pages_loaded),
        f"{row.seconds:.0f}",
        *([share(row.agreeing, row.pairs)] if variant is Variant.PARAPHRASE else []),
    ]


def _total_cells(rows: Sequence[Row], variant: Variant) -> list[str]:
    reachable = sum(row.reachable for row in rows)
    return [
        "all",
        share(sum(row.found for row in rows), reachable),
        share(sum(row.found_menu for row in rows), reachable),
        str(sum(row.wrong_page for row in rows)),
        f"{sum(row.wrong_pass for row in rows)} of {sum(row.unanswerable for row in rows)}",
        str(sum(row.errored for row in rows)),
        "",
        str(sum(row.pages_loaded for row in rows)),
        f"{sum(row.seconds for row in rows):.0f}",
        *(
            [share(sum(row.agreeing for row in rows), sum(row.pairs for row in rows))]
            if variant is Variant.PARAPHRASE
            else []
        ),
    ]


def share(part: float, whole: int) -> str:
    return f"{part:g} of {whole} ({part / max(1, whole):.0%})"


def cells(values: Iterable[str]) -> str:
    return f"| {' | '.join(values)} |"


def compared_table(what: str, sites: Sequence[str], rows: dict[str, list[list[Row]]]) -> list[str]:
    """One line for each of ``rows``, which hold for each site, in order, the rows of its runs: their mean."""
    columns = (what, *sites, "all", "by menu alone", "wrong page", "on unanswerable", "clicks / fewest")
    lines = [cells(columns), cells(["---"] * len(columns))]
    return [*lines, *(cells([name, *_compared_cells(by_site)]) for name, by_site in rows.items())]


def _compared_cells(by_site: Sequence[Sequence[Row]]) -> list[str]:
    reachable = sum(runs[0].reachable for runs in by_site)
    ratios = [row.click_ratio for runs in by_site for row in runs if row.found]
    return [
        *(f"{_mean(runs, 'found'):g} of {runs[0].reachable}" for runs in by_site),
        share(_sum(by_site, "found"), reachable),
        share(_sum(by_site, "found_menu"), reachable),
        f"{_sum(by_site, 'wrong_page'):g}",
        f"{_sum(by_site, 'wrong_pass'):g} of {sum(runs[0].unanswerable for runs in by_site)}",
        f"{sum(ratios) / len(ratios):.2f}" if ratios else "",
    ]


def _sum(by_site: Sequence[Sequence[Row]], field: str) -> float:
    return round(sum(_mean(runs, field) for runs in by_site), 1)


def _mean(runs: Sequence[Row], field: str) -> float:
    return round(sum(float(getattr(row, field)) for row in runs) / len(runs), 1)
