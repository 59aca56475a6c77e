"""Every output of a run, and what none of them may hold whatever a page says."""

from __future__ import annotations

import gzip
import tempfile
import unicodedata
from io import StringIO
from pathlib import Path
from urllib.parse import urlsplit

from bs4 import BeautifulSoup
from lxml import etree
from rich.console import Console
from troubles import Told

from selfserve_check.app.run import Finished
from selfserve_check.cli.live import result_line
from selfserve_check.report import terminal
from selfserve_check.report.write import RECORDING_NAME, write_report

_TABLES = {"questions.csv", "findings.csv", "worklist.csv"}
_FILES = {"run.json", "junit.xml", "summary.md", "index.html", RECORDING_NAME} | _TABLES
# Zero-width joiners spell words, and the two plain direction marks turn nothing round.
_HARMLESS = frozenset("\u200b\u200c\u200d\u200e\u200f\u00ad\ufeff")


def outputs_of(finished: Finished) -> dict[str, str]:
    """The text of every output by its name: the report's files, the recording unpacked, and the terminal.

    Raises AssertionError where a file stands outside the report's folder, or is one that no report has.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "reports"
        files = write_report(finished.run, folder, finished.recording)
        written = [path for path in Path(name).rglob("*") if path.is_file() and not path.is_symlink()]
        for path in written:
            inside = path.relative_to(files.folder)  # raises where it is not
            assert str(inside) in _FILES or inside.parent == Path("pictures"), inside
        texts = {
            path.name: path.read_text(encoding="utf-8")
            for path in written
            if path.suffix not in (".gz", ".jpg", ".png", ".webp")
        }
        texts["recording"] = gzip.decompress((files.folder / RECORDING_NAME).read_bytes()).decode()
        texts["terminal"] = "\n".join(terminal.lines(files.run, report=str(files.html)))
    texts["live"] = _live(finished)
    return texts


def check_outputs(told: Told) -> None:
    """Nothing that a page said acts on its reader."""
    texts = outputs_of(told.finished)
    for name, text in texts.items():
        if name != "recording":  # no person reads it, and it must give back what was seen
            odd = {char for char in text if _acts(char)}
            assert not odd, (name, sorted(map(ascii, odd)))
    _check_html(texts["index.html"])
    etree.fromstring(texts["junit.xml"].encode())


def _acts(char: str) -> bool:
    """Whether a terminal, an editor or a browser does something with ``char`` rather than show it."""
    if char in "\n\t" or char in _HARMLESS:
        return False
    return unicodedata.category(char) in ("Cc", "Cf", "Cs")


def _check_html(text: str) -> None:
    soup = BeautifulSoup(text, "lxml")
    assert (len(soup.find_all("script")), len(soup.find_all("style"))) == (2, 1)
    assert not soup.find_all(["iframe", "object", "embed", "base", "form", "foreignobject", "marquee"])
    for tag in soup.find_all():
        assert not [name for name in tag.attrs if name.startswith("on")], tag
        for name in ("href", "src"):
            target = str(tag.get(name, "#"))
            known = target.startswith(("#", "data:image/")) or target == "data:,"
            assert known or urlsplit(target).scheme in ("http", "https"), target


def _live(finished: Finished) -> str:
    stream = StringIO()
    console = Console(file=stream, width=200, highlight=False, emoji=False, markup=False)
    for result in finished.run.results:
        console.print(result_line(result, 200), soft_wrap=True)
    return stream.getvalue()
