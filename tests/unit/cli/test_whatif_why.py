"""``whatif`` and ``why`` over a report's folder, without a site."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import pytest
import typer
from asking import ANSWER, FACT, QUESTION, home
from typer.testing import CliRunner, Result
from worlds import DESKTOP, HOME, Document, Page, World, WorldExplorer, at, link

from selfserve_check.app.run import Order, run_order
from selfserve_check.cli import whatif as whatif_command
from selfserve_check.cli import why as why_command
from selfserve_check.diagnosis.survey import survey
from selfserve_check.journey.rank import WordScent
from selfserve_check.model.scenario import Scenario
from selfserve_check.report.write import write_report
from selfserve_check.settings import Settings
from selfserve_check.site.graph import SiteGraph
from selfserve_check.site.recording import Recording, pack
from selfserve_check.site.shared_site import SharedSite

SHOP: dict[str, Document] = {
    "/": home(link("Loop", "/loop"), link("How to send things", "/t"), link("How to return home", "/h")),
    "/t": Page(title="Tiles", text=("Blue tiles.",)),
    "/h": Page(title="The way home", text=("Turn left.",)),
    "/loop": Page(title="Return something", text=(ANSWER,)),
}
RETURNS = Scenario(id="returns", question=QUESTION, site=HOME, start=HOME, answer=FACT, budget=1)
TILES = Scenario(
    id="tiles", question="Which tiles do you have?", site=HOME, start=HOME, answer=FACT, budget=1
)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a run over the shop: each is drawn to another link, nobody finds out what "Loop" means."""
    site = SharedSite(WorldExplorer(World(documents=SHOP)), SiteGraph())

    async def look() -> None:
        await survey(
            site, DESKTOP, starts=[HOME], site_map=[], wordings=[], scent_model=WordScent(), pages_max=9
        )

    asyncio.run(look())
    recording = Recording(site=HOME, made_by="test", graph=site.graph)
    order = Order(site=HOME, scenarios=(RETURNS, TILES), settings=Settings(), offline=recording)
    finished = asyncio.run(run_order(order, lambda _event: None, asyncio.Event()))
    folder = tmp_path_factory.mktemp("reports")
    return write_report(finished.run, folder, pack(recording, str)).folder


@pytest.fixture
def app() -> typer.Typer:
    app = typer.Typer()
    whatif_command.register(app)
    why_command.register(app)
    return app


def told(app: typer.Typer, *words: str, code: int = 0) -> str:
    done: Result = CliRunner().invoke(app, list(words))
    assert done.exit_code == code, done.output
    return re.sub(r" +", " ", done.output)


def test_a_table_of_every_question_before_and_after(app: typer.Typer, report: Path) -> None:
    """What changes is marked; what does not is there, too."""
    text = told(app, "whatif", str(report), "--rename", "/: Loop => Return something")
    assert "Rename “Loop” to “Return something” on https://shop.example/" in text
    assert re.search(
        r"\+ How long do I have to return something\? not found → 1 click not found → 1 click", text
    )
    assert re.search(r"\n Which tiles do you have\? not found not found", text)
    assert "1 question gets better (+), 0 get worse (-)" in text


def test_in_one_process_or_in_two_the_same_is_told(
    app: typer.Typer, report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("whatif", str(report), "--rename", "/: Loop => Return something")
    tables = []
    for parts in (1, 2):
        monkeypatch.setattr("selfserve_check.app.whatif.parts_for", lambda _count, _least, parts=parts: parts)
        tables.append(told(app, *words))
    assert tables[0] == tables[1]
    assert "How long do I have" in tables[0]
    assert "Which tiles" in tables[0]


def test_what_nobody_saw_is_unknown_and_named(app: typer.Typer, report: Path) -> None:
    """A link to a page that is not in the recording, with where it stands."""
    text = told(app, "whatif", str(report), "--link", "/ -> /new: How long to return something")
    assert "? How long do I have to return something? not found → unknown" in text
    assert "“How long to return something” on https://shop.example/" in text
    assert "0 questions get better" in text


def test_several_changes_at_once(app: typer.Typer, report: Path) -> None:
    """One after the other: the second may speak of what the first made."""
    text = told(
        app,
        "whatif",
        str(report / "run.json"),
        "--rename",
        "/: Loop => Tube",
        "--rename",
        "/: Tube => Return something",
    )
    assert "+ How long do I have to return something?" in text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "nothing to try"),
        (("--rename", "/: Lop => Returns"), "the nearest: “Loop”"),
        (("--rename", "/lop: Loop => Returns"), "this page is not in the recording"),
        (("--link", "/ to /loop"), "PAGE -> TARGET: LABEL"),
        (("--reveal", "/: Loop", "--recording", "nowhere.gz"), "keeps recording.json.gz beside its run.json"),
    ],
)
def test_what_cannot_be_tried_is_told(
    app: typer.Typer, report: Path, words: tuple[str, ...], said: str
) -> None:
    """Exit code 2, and what to do."""
    assert said in told(app, "whatif", str(report), *words, code=2)


def test_why_tells_all_of_a_page(app: typer.Typer, report: Path) -> None:
    """By the question's id or its words."""
    by_id = told(app, "why", str(report), "returns", "/loop")
    assert by_id == told(app, "why", str(report), QUESTION.upper(), at("/loop"))
    assert "Not by visitors with this question; visitors of 1 other question came there." in by_id
    assert "“Loop” on https://shop.example/" in by_id
    assert f"It answers: “{ANSWER}”" in by_id
    assert "answer: {page: '/loop'}" in by_id


def test_why_of_a_question_that_was_not_asked(app: typer.Typer, report: Path) -> None:
    """The nearest one is named."""
    assert "the nearest: returns" in told(app, "why", str(report), "retruns", "/loop", code=2)
