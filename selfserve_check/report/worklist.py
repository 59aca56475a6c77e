"""``worklist.csv``: one line for each question that is not answered, for a writer's spreadsheet."""

from __future__ import annotations

from selfserve_check.report import card, look
from selfserve_check.report.run_file import ResultPart, RunFile
from selfserve_check.report.run_parts import CardPart, PlacePart
from selfserve_check.report.speech import speaking
from selfserve_check.report.spreadsheet import table
from selfserve_check.report.text import clean_run

NAME = "worklist.csv"
COLUMNS = (
    "question",
    "also asked as",
    "asked per month",
    "verdict",
    "reason",
    "where visitors looked",
    "where most went astray",
    "nearest passage",
    "its page",
    "what it does not say",
    "what to change",
    "what that gains",
    "where to put it",
    "under the heading",
    "id",
)


def render(run: RunFile) -> str:
    """The worklist of ``run``, questions asked most often first; only the header where all is answered."""
    with speaking(run.language):
        told = [(result, result.card) for result in look.ordered(clean_run(run))]
        return table(COLUMNS, [_cells(result, part) for result, part in told if part is not None])


def _cells(result: ResultPart, part: CardPart) -> tuple[str, ...]:
    asked = "" if part.asked_per_month is None else str(part.asked_per_month)
    return (
        result.question,
        " / ".join(part.wordings[1:]),
        asked,
        look.outcome_word(result),
        look.reason_sentence(result) or part.reason,
        card.looked(part, result.start),
        card.place_text(part.lost, result.start),
        part.nearest.text if part.nearest else "",
        part.nearest.url if part.nearest else "",
        "; ".join(part.missing),
        part.change,
        part.effect,
        _address(part.place),
        part.place.heading if part.place else "",
        result.id,
    )


def _address(place: PlacePart | None) -> str:
    return place.url if place else ""
