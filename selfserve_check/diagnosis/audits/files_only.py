"""Answers that stand in a file (PDF) or in a picture's description, and on no page."""

from __future__ import annotations

import re
from dataclasses import replace

from selfserve_check.diagnosis.audits.ground import Ground, spokesman
from selfserve_check.diagnosis.lookout import sightings_of
from selfserve_check.journey.judge import Question, judge, prepare
from selfserve_check.journey.outcome import evidence_of
from selfserve_check.journey.site_port import PageState
from selfserve_check.model.document import FileText
from selfserve_check.model.finding import Finding, Quote
from selfserve_check.model.observation import Observation, Passage, PassageKind, Region
from selfserve_check.model.result import QuestionResult, Reason
from selfserve_check.model.said import say
from selfserve_check.model.scenario import FactAnswer
from selfserve_check.model.verdict import Answered

_PASSAGE_MAX = 2_000
_NO_PAGE = (Reason.MISSING, Reason.DEFLECTED, Reason.BROKEN, Reason.WALLED, Reason.WRONG)
_PARAGRAPH = re.compile(r"\n\s*\n")
_LINE_ENDS = re.compile(r"[.!?:]$")


def find(ground: Ground) -> tuple[Finding, ...]:
    """One finding for each question whose answer is in a file alone, or in a picture's description alone."""
    found = []
    for result in ground.results:
        if isinstance(result.scenario.answer, FactAnswer):
            finding = _in_file(result, ground) if result.reason in _NO_PAGE else _in_picture(result, ground)
            found += [finding] if finding is not None else []
    return tuple(found)


def _in_file(result: QuestionResult, ground: Ground) -> Finding | None:
    question = prepare(result.scenario, ground.meaning)
    for file in ground.files:
        for number, text in enumerate(file.pages, start=1):
            verdict = judge(question, page_of_file(file, text), None)
            if isinstance(verdict, Answered):
                said = verdict.evidence[0].quote
                return Finding(
                    kind="file_only",
                    text=say(
                        "The answer stands in a PDF alone, on its page {number}: “{quote}” ({file}, linked "
                        "as “{label}” on {page}).",
                        number=number,
                        quote=said,
                        file=file.link.url,
                        label=file.link.label,
                        page=file.link.page,
                    ),
                    url=file.link.url,
                    remedy=say("Write it on a page, too: few open a PDF, and a phone hardly shows it."),
                    quotes=(Quote(url=file.link.url, text=said),),
                    questions=(result.scenario.id,),
                )
    return None


def page_of_file(file: FileText, text: str) -> Observation:
    """One page of a file as if it were one of the site: its paragraphs, with the link's label as the title:
    as a heading it would tie everything in the file to the question."""
    blocks = [block for part in _PARAGRAPH.split(text) for block in _blocks(part)]
    return Observation(
        url=file.link.url,
        title=file.link.label,
        passages=tuple(Passage(text=block[:_PASSAGE_MAX], region=Region.MAIN) for block in blocks),
    )


def _blocks(part: str) -> list[str]:
    """Lines of one paragraph put together again: a PDF ends a line where the paper does."""
    blocks: list[str] = []
    for line in (" ".join(line.split()) for line in part.splitlines()):
        if not line:
            continue
        if blocks and not _LINE_ENDS.search(blocks[-1]):
            blocks[-1] = f"{blocks[-1]} {line}"
        else:
            blocks.append(line)
    return blocks


def _in_picture(result: QuestionResult, ground: Ground) -> Finding | None:
    """Everything that the answer rests on is the description of a picture, on every page that answers."""
    record = spokesman(result)
    if record is None or record.journey.best is None:
        return None
    evidence = evidence_of(record.journey.verdict)
    if not isinstance(record.journey.verdict, Answered) or not evidence:
        return None
    page = ground.graph.states.get(record.journey.best)
    if page is None or not _is_description(page.observation, [one.passage for one in evidence]):
        return None
    question = prepare(result.scenario, ground.meaning)
    seen = sightings_of(result.scenario, ground.graph, ground.view, ground.meaning)
    if any(_answers_in_words(question, ground.graph.states[state]) for state in seen.answering):
        return None
    return Finding(
        kind="picture_only",
        text=say(
            "The answer on {page} stands in a picture's description alone: “{quote}”. Whoever looks at the "
            "page reads it only if the picture shows it.",
            page=page.observation.url,
            quote=evidence[0].quote,
        ),
        url=page.observation.url,
        remedy=say("Write it in the text of the page, beside the picture."),
        quotes=(Quote(url=page.observation.url, text=evidence[0].quote),),
        questions=(result.scenario.id,),
    )


def _answers_in_words(question: Question, page: PageState) -> bool:
    """Whether the page answers without its pictures: where both say it, the judge may have taken either."""
    seen = page.observation
    kept = [index for index, one in enumerate(seen.passages) if one.kind is not PassageKind.ALT]
    revealed = None
    if page.revealed is not None:
        revealed = tuple(place for place, index in enumerate(kept) if index in page.revealed)
    text = replace(seen, passages=tuple(seen.passages[index] for index in kept))
    return isinstance(judge(question, text, revealed), Answered)


def _is_description(page: Observation, indexes: list[int]) -> bool:
    known = [index for index in indexes if 0 <= index < len(page.passages)]
    return bool(known) and all(page.passages[index].kind is PassageKind.ALT for index in known)
