"""How the expected share of visitors reads."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from report_parts import result_of, run_of

from selfserve_check.report import html, look, markdown, terminal, words
from selfserve_check.report.read import read_run
from selfserve_check.report.run_file import LostPart, ReachPart, ResultPart
from selfserve_check.report.run_json import render
from selfserve_check.report.write import write_text

HELP = LostPart(url="https://tiles.example/help", title="Help centre", share=0.61)


def reaching(**changes: Any) -> ReachPart:
    values: dict[str, Any] = {"device": "desktop", "share": 0.2, "unknown": 0.0, "lost_at": [HELP]}
    return ReachPart(**(values | changes))


def asked(*reaches: ReachPart) -> ResultPart:
    return result_of(outcome="failed", reaches=list(reaches))


@pytest.mark.parametrize(
    ("reaches", "text"),
    [
        ((), ""),
        ((reaching(),), "20 % of visitors"),
        ((reaching(share=0.0001),), "under 1 % of visitors"),
        ((reaching(share=0.0),), "0 % of visitors"),
        ((reaching(share=1.0),), "100 % of visitors"),
        ((reaching(unknown=0.004),), "20 % of visitors"),
        (
            (reaching(unknown=0.3),),
            "20 % of visitors; unknown for 30 %, who take links that nobody looked behind",
        ),
        (
            (reaching(), reaching(device="phone", share=0.5)),
            "computer: 20 % of visitors · phone: 50 % of visitors",
        ),
    ],
)
def test_the_share_is_told_with_what_is_unknown(reaches: tuple[ReachPart, ...], text: str) -> None:
    """By device where there are several."""
    assert look.reach_text(asked(*reaches)) == text


@pytest.mark.parametrize(
    ("reaches", "text"),
    [
        ((), ""),
        ((reaching(lost_at=[]),), ""),
        ((reaching(lost_at=[HELP.model_copy(update={"share": 0.009})]),), ""),
        ((reaching(),), "Help centre (tiles.example/help): 61 % of visitors"),
        (
            (reaching(), reaching(lost_at=[LostPart(url="https://tiles.example/", share=0.7)])),
            "tiles.example: 70 % of visitors",
        ),
    ],
)
def test_the_page_where_most_are_lost_is_named(reaches: tuple[ReachPart, ...], text: str) -> None:
    """The worst of all views, unless hardly anybody is lost."""
    assert look.lost_text(asked(*reaches)) == text


def test_every_format_for_people_tells_both() -> None:
    """In the page, in the summary and in the terminal."""
    run = run_of(asked(reaching()))
    for made in (html.render(run, {}), markdown.render(run), "\n".join(terminal.lines(run))):
        assert "xpected to find it" in made
        assert "20 % of visitors" in made
        assert "Help centre (tiles.example/help): 61 % of visitors" in made


def test_a_share_that_rounds_to_nothing_is_told_as_little() -> None:
    """And none at all as none."""
    assert [words.expected_share(share) for share in (0.0, 0.004, 0.005, 0.999, 1.0)] == [
        "0 %",
        "under 1 %",
        "1 %",
        "99 %",
        "100 %",
    ]


def test_a_run_of_the_version_before_is_still_read(tmp_path: Path) -> None:
    """It lacks the shares and nothing else."""
    data = json.loads(render(run_of(asked())))
    data["schema_version"] = "1.0"
    del data["results"][0]["reaches"]
    write_text(tmp_path / "run.json", json.dumps(data))
    read = read_run(tmp_path)
    assert (read.schema_version, read.results[0].reaches) == ("1.0", [])
