"""A report in another language has no English sentence of ours: not in any reason, not in any format.

No real language shows that for certain, as it shares words with English. So our words are written in wide
letters here, and the site's own in Cyrillic ones: whatever is left in plain letters escaped both.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any, TypeVar

import pytest
from bs4 import BeautifulSoup, Tag
from diagnosed_sites import SCENARIO
from pydantic import BaseModel
from test_reason_catalogue import PLANTED

from selfserve_check.diagnosis.remedy_words import with_remedy
from selfserve_check.diagnosis.why import Door, Why
from selfserve_check.diagnosis.why_words import Visitors, page_why
from selfserve_check.journey.judge_told import Reading, Told
from selfserve_check.model.finding import Finding
from selfserve_check.model.journey import Cause
from selfserve_check.model.remedy import AddLink, Fare, Fared, QuestionEffect, Remedy, VisitorEffect
from selfserve_check.model.result import Outcome, QuestionResult, Run, RunStats
from selfserve_check.model.said import say
from selfserve_check.model.verdict import Evidence, Partial
from selfserve_check.model.words import visitor_words
from selfserve_check.report import findings_csv, html, markdown, pdf_page, speech, worklist
from selfserve_check.report.convert import to_run_file
from selfserve_check.report.run_file import RunFile
from selfserve_check.report.run_parts import EditPart, QuotePart, RowPart, SaidPart, SentencePart
from selfserve_check.report.speech import Catalogue

WIDE = {
    ord(letter): 0xFEE0 + ord(letter) for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
}
FOREIGN = {letter: 0x0430 + letter % 26 for letter in WIDE}
# Where run.json keeps what pages and people say.
TEXTS = (
    "question also_asked title label quote headings heading facts conditions all_of any_of none_of wording "
    "wordings missing old was now end_title accepts"
).split()
PLACE = re.compile(r"(\{\w*\})")
WORD = re.compile(r"[A-Za-z]{2,}")
ADDRESS = re.compile(r"https?://\S+|(?<![\w.])(?:shop\.example|/)[\w./#?=&+%-]*|</?sub>")
CODE = re.compile(r"`[^`]*`")
T = TypeVar("T", bound=BaseModel)
# Names, units, and what one types: the same in every language.
SAME = frozenset("selfserve check Chromium Linux UTC min KB MB FAQ URL YAML YML JSON PDF CSV".split())


class Wide(Mapping[str, str]):
    """A catalogue that knows every sentence, in wide letters."""

    def __getitem__(self, text: str) -> str:
        return "".join(part if PLACE.fullmatch(part) else part.translate(WIDE) for part in PLACE.split(text))

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 1


class WideForms(Mapping[str, tuple[str, ...]]):
    """The same for what is counted."""

    def __init__(self) -> None:
        self.wide = Wide()

    def __getitem__(self, one: str) -> tuple[str, ...]:
        return (self.wide[one],)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 1


@pytest.fixture(scope="module")
def run() -> RunFile:
    """Every reason with a remedy, a question that could not be asked, and a finding about the site."""
    results = [
        replace(
            with_remedy(case.result(), REMEDY),
            scenario=replace(case.result().scenario, id=f"q{number}"),
            whys=(WHY,),
        )
        for number, (case, _) in enumerate(PLANTED.values())
    ]
    cause = Cause(
        kind="network", detail=say("the page broke off before its end"), hint=say("open it by hand")
    )
    unasked = QuestionResult(
        scenario=replace(results[0].scenario, id="q99"), outcome=Outcome.ERRORED, error=cause
    )
    made, _ = to_run_file(
        Run(
            run_id="20260314",
            started_at="2026-03-14T02:00:00+01:00",
            finished_at="2026-03-14T02:03:12+01:00",
            tool_version="0.1.0",
            browser="Chromium 140.0",
            site="https://shop.example/",
            complete=False,
            results=(*results, unasked),
            findings=(
                Finding(
                    kind="go_away",
                    text=say("Please report this."),
                    remedy=say("Link to it from {page}.", page="/"),
                ),
            ),
            stats=RunStats(pages_loaded=7, wall_s=90.0, states=9),
            notes=(say("Nothing but GET and HEAD was sent."),),
            politeness=(say("robots.txt was obeyed"),),
        )
    )
    return _foreign(made)


REMEDY = Remedy(
    edit=AddLink(page="https://shop.example/", target="https://shop.example/r", label="Returns"),
    effect=QuestionEffect(
        question_id="q",
        question="How long?",
        visitors=(
            VisitorEffect(
                persona="menu",
                view=next(iter(PLANTED.values()))[0].result().records[0].journey.view,
                wording="How long?",
                before=Fare(fared=Fared.NOT_FOUND, clicks=4),
                after=Fare(fared=Fared.FOUND, clicks=2),
            ),
        ),
    ),
    tried=3,
)


WHY = page_why(
    Why(
        url="https://shop.example/good",
        seen=True,
        doors=(
            Door(url="https://shop.example/", label="Return something", in_first_screen=False),
            Door(url="https://shop.example/", label="", in_first_screen=True),
        ),
        doors_count=9,
        clicks=7,
        verdict=Partial(
            evidence=(Evidence(url="https://shop.example/good", quote="Tiles.", headings=()),),
            missing=("30 days",),
            because=(say("it says neither a clear yes nor a clear no"),),
        ),
        opened=("Details",),
        reading=Reading(
            told=(
                Told(
                    fact="30 days",
                    quote="In 30 days.",
                    headings=("Delivery",),
                    about=0.2,
                    needed=0.5,
                    counts=False,
                ),
            ),
            missing=("30 days",),
            others=("14 days",),
        ),
        elsewhere="https://shop.example/r",
    ),
    SCENARIO,
    Visitors(own=(visitor_words("menu", "desktop", "How long?"),)),
    lambda _scenario: "site: https://shop.example/",
)


def _foreign(part: T) -> T:
    """What pages and people say in Cyrillic letters, also where a sentence of ours quotes it."""
    new: dict[str, Any] = {}
    for name in type(part).model_fields:
        value = getattr(part, name)
        if isinstance(part, SentencePart):
            new["made_of"] = _foreign_values(part.made_of)
        elif isinstance(value, list):
            new[name] = [_foreign_item(part, name, one) for one in value]
        else:
            new[name] = _foreign_item(part, name, value)
    return part.model_copy(update=new)


def _foreign_item(part: BaseModel, name: str, value: Any) -> Any:
    if isinstance(value, BaseModel):
        return _foreign(value)
    said = name in TEXTS or (type(part), name) in ((QuotePart, "text"), (EditPart, "text"))
    return value.translate(FOREIGN) if said and isinstance(value, str) else value


def _foreign_values(part: SaidPart) -> SaidPart:
    if isinstance(part, RowPart):
        return part.model_copy(update={"parts": [_foreign_value(one) for one in part.parts]})
    values = {name: _foreign_value(value) for name, value in part.values.items()}
    return part.model_copy(update={"values": values})


def _foreign_value(value: int | str | SaidPart) -> int | str | SaidPart:
    if isinstance(value, str):
        return value if value.startswith(("http", "/")) else value.translate(FOREIGN)
    return value if isinstance(value, int) else _foreign_values(value)


@pytest.fixture
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    """German is said in wide letters."""
    wide = Catalogue(language="de", plain=Wide(), counted=WideForms(), form=lambda _count: 0)
    monkeypatch.setattr(speech, "catalogue", lambda _language: wide)


def _shown(page: str) -> str:
    """What a reader of the page sees or hears: its text and the names of its parts, without what one
    types."""
    soup = BeautifulSoup(page, "html.parser")
    for tag in soup.find_all(["style", "script", "code", "pre", "meta", "symbol"]):
        tag.decompose()
    named = [
        str(tag.get(name, ""))
        for tag in soup.find_all(True)
        if isinstance(tag, Tag)
        for name in ("alt", "title", "aria-label", "placeholder")
    ]
    return " ".join([soup.get_text(" "), *named])


def _plain_words(text: str, run: RunFile) -> list[str]:
    """Words in plain letters that are neither an address nor a name of this run."""
    text = ADDRESS.sub(" ", text.replace("\\", "").replace("März", " "))
    known = {run.run_id, run.tool.name, run.tool.version, run.tool.browser}
    known |= {part.id for part in run.results} | {part.command for part in run.results}
    for one in sorted(known, key=len, reverse=True):
        text = text.replace(one, " ")
    return [word for word in WORD.findall(text) if word not in SAME]


FORMATS: dict[str, Callable[[RunFile], str]] = {
    "html": lambda run: _shown(html.render(run, {})),
    "pdf": lambda run: _shown(pdf_page.render(run, {}, {})),
    "md": lambda run: CODE.sub(" ", markdown.render(run)),
    "worklist.csv": lambda run: worklist.render(run).partition("\n")[2],
    # Its first column is for programs.
    "findings.csv": lambda run: " ".join(
        " ".join(row[1:]) for row in list(csv.reader(io.StringIO(findings_csv.render(run))))[1:]
    ),
}


@pytest.mark.usefixtures("wide")
@pytest.mark.parametrize("name", FORMATS)
def test_no_word_of_ours_is_left_in_english(name: str, run: RunFile) -> None:
    """In wide letters our own, in Cyrillic ones the site's, and none in plain ones."""
    left = _plain_words(FORMATS[name](run.model_copy(update={"language": "de"})), run)
    assert " ".join(left) == ""


def test_in_english_the_same_check_finds_words(run: RunFile) -> None:
    """It can fail."""
    assert len(_plain_words(FORMATS["html"](run), run)) > 500


@pytest.mark.usefixtures("wide")
def test_a_sentence_that_forgot_what_it_was_made_of_is_found(run: RunFile) -> None:
    """One that was put together as plain text."""
    forgotten = run.model_copy(update={"language": "de", "sentences": run.sentences[1:]})
    assert _plain_words(FORMATS["html"](forgotten), run) != []
