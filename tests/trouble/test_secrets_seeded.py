"""Secrets lie in every place where one can be, and in no output of a run."""

from __future__ import annotations

import base64
import gzip
import html
import json
import logging
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import quote, quote_plus

import pytest
from pypdf import PdfReader
from secret_seeds import CONFIGURED, FOUND, KEPT, answer, write_files
from trouble_server import two_origins
from typer.testing import CliRunner

from selfserve_check.cli.main import app

pytestmark = pytest.mark.browser

SEEDS = {**CONFIGURED, **FOUND}
FORMATS = ("html", "pdf", "md", "csv", "junit", "json")


@pytest.fixture(scope="module")
def outputs(
    tmp_path_factory: pytest.TempPathFactory, chromium_path: Path
) -> Iterator[tuple[dict[str, str], set[str]]]:
    """The text of every output of one run of the command, and what the site was sent."""
    folder = tmp_path_factory.mktemp("secrets")
    records = _Records()
    logging.getLogger().addHandler(records)
    level = logging.getLogger().level
    logging.getLogger().setLevel(logging.DEBUG)
    try:
        with two_origins() as (places, stage), pytest.MonkeyPatch.context() as patch:
            stage.app = lambda ask: answer(places, ask)
            environ = write_files(folder, places)
            patch.chdir(folder)
            for name, value in {**environ, "SELFSERVE_BROWSER__EXECUTABLE": str(chromium_path)}.items():
                patch.setenv(name, value)
            told = CliRunner().invoke(app, ["run", "shop.yaml", "--record", "kept.json.gz"])
            asked = CliRunner().invoke(
                app,
                ["ask", f"{places.home}/returns?token={FOUND['start page']}", "Who makes the lamp shades?"],
            )
            looked = [
                CliRunner().invoke(app, ["doctor", f"{places.home}{path}"])
                for path in (
                    "/banner",
                    f"/returns?token={FOUND['start page']}",
                    f"/reset/{FOUND['token in a path']}",
                )
            ]
            sent = {str({**ask.headers}) for ask in stage.received.asks}
            later = {
                "approve": CliRunner().invoke(app, ["approve", "reports/latest"], input="s\n" * 50),
                "compare": CliRunner().invoke(
                    app, ["compare", "reports/latest", "reports/latest", "-f", "html"]
                ),
                **{
                    name: CliRunner().invoke(
                        app, ["report", "reports/latest", "-f", name, "-o", f"made.{name}"]
                    )
                    for name in FORMATS
                },
            }
    finally:
        logging.getLogger().removeHandler(records)
        logging.getLogger().setLevel(level)
    texts = {"terminal": told.output, "terminal of ask": asked.output, "log": "\n".join(records.lines)}
    texts |= {f"doctor {number}": one.output for number, one in enumerate(looked)}
    texts |= {f"{name}, told": one.output for name, one in later.items()}
    assert [name for name, one in later.items() if one.exit_code] == []
    texts |= {f"report in {name}": read_again(folder / f"made.{name}") for name in FORMATS}
    for number, path in enumerate(sorted(folder.rglob("*"))):
        inside = path.relative_to(folder).parts
        if path.is_file() and (inside[0] == "reports" or path.suffix == ".gz") and "pictures" not in inside:
            raw = path.read_bytes()
            text = gzip.decompress(raw) if path.suffix == ".gz" else raw
            texts[f"{number} {'/'.join(inside[-2:])}"] = text.decode()
    texts["history"] = kept_in(folder / ".selfserve-check" / "history.sqlite")
    yield texts, sent


def read_again(file: Path) -> str:
    """The text of one format; of a PDF what it shows, where its links lead, and its bookmarks."""
    if file.suffix != ".pdf":
        return file.read_text(encoding="utf-8")
    reader = PdfReader(file)
    shown = [page.extract_text() for page in reader.pages]
    links = [str(one.get_object()) for page in reader.pages for one in page.get("/Annots", [])]
    # Lines are broken anywhere in a long word: without the breaks nothing can hide in two halves.
    return "\n".join(
        [*shown, "".join("".join(shown).split()), *links, str(reader.outline), str(reader.metadata)]
    )


def kept_in(store: Path) -> str:
    """All that the history keeps, its packed pages unpacked."""
    with closing(sqlite3.connect(store)) as connection:
        bodies = [zlib.decompress(body).decode() for (body,) in connection.execute("SELECT body FROM sights")]
        assert bodies
        return "\n".join([*connection.iterdump(), *bodies])


class _Records(logging.Handler):
    """Every log record of every library, as a formatter writes it."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []
        self.setFormatter(logging.Formatter("%(name)s %(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


def test_there_are_thirty_and_more() -> None:
    """Each is looked for by itself, so none may stand in another."""
    assert len(SEEDS) >= 30
    assert not [
        (one, other) for one in SEEDS.values() for other in SEEDS.values() if one != other and one in other
    ]


@pytest.mark.parametrize("place", SEEDS)
def test_no_output_holds_the_secret(place: str, outputs: tuple[dict[str, str], set[str]]) -> None:
    """Neither as it is nor in a form that anybody can undo. Pictures are excepted: they show the page."""
    texts, _ = outputs
    for form in forms(SEEDS[place]):
        leaks = {
            name: text[max(0, text.find(form) - 80) :][:200] for name, text in texts.items() if form in text
        }
        assert not leaks, (place, form, leaks)


def test_what_customers_read_is_still_there(outputs: tuple[dict[str, str], set[str]]) -> None:
    """The answer, and a product code beside it, in every report."""
    texts, _ = outputs
    reports = [text for name, text in texts.items() if name.endswith((".html", ".json", ".gz"))]
    assert len(reports) >= 5
    assert all("within 30 days" in text for text in reports if "How long do I have" in text)
    assert any(KEPT[1] in text for text in reports)
    assert any("***" in text for text in reports)


def test_doctor_looked_and_told(outputs: tuple[dict[str, str], set[str]]) -> None:
    """What its output must not hold was on its way there."""
    texts, _ = outputs
    assert "You sent *** token=***" in texts["doctor 0"]
    assert "blocked" in texts["doctor 1"]
    assert "the server answers 500" in texts["doctor 2"]


def test_the_site_got_what_it_was_to_get(outputs: tuple[dict[str, str], set[str]]) -> None:
    """Otherwise the run would prove nothing: the secrets were sent, each to its host."""
    _, sent = outputs
    everything = "\n".join(sent)
    basic = base64.b64encode(f"ann:{CONFIGURED['password of the site']}".encode())
    assert CONFIGURED["header"] in everything
    assert CONFIGURED["session cookie"] in everything
    assert basic.decode() in everything


def forms(value: str) -> set[str]:
    """``value`` as it may turn up."""
    packed = base64.b64encode(value.encode()).decode().rstrip("=")
    written = {value, quote(value, safe=""), quote_plus(value), html.escape(value), json.dumps(value)[1:-1]}
    return written | {packed}
