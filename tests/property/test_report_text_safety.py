"""Whatever text stands anywhere in a run, no format lets it out."""

from __future__ import annotations

import csv
import io
import unicodedata
from itertools import cycle
from pathlib import Path
from urllib.parse import urlsplit

from bs4 import BeautifulSoup
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from markdown_it import MarkdownIt
from report_poison import poisoned

from selfserve_check.report import html, junit, markdown, pdf_page, run_json, terminal
from selfserve_check.report.read import read_run
from selfserve_check.report.run_file import RunFile
from selfserve_check.report.text import clean, map_strings, storable
from selfserve_check.report.write import tables

RUN = read_run(Path(__file__).parents[1] / "golden" / "files")
JUNIT_10 = etree.XMLSchema(etree.parse(Path(__file__).parents[1] / "golden" / "junit-10.xsd"))
SMALL = RUN.model_copy(update={"results": [*RUN.results[:2], RUN.results[-2]]})
# Pieces that mean something to one of the formats, mixed with any text at all, lone surrogates included.
PIECES = st.sampled_from(
    (
        "</script>",
        "<script>alert(1)</script>",
        "<!--",
        "]]>",
        "\"'><img src=x onerror=alert(1)>",
        "javascript:alert(1)",
        "https://evil.example/?token=hunter2",
        "{{ 1 }}",
        "{% x %}",
        "`|*_[x](javascript:x)",
        "![x](https://evil.example)",
        "<https://evil.example>",
        "\x1b]0;x\x07",
        "\u202e",
        "\x00",
        "&#x0;",
        "\ud800",
        "\n\n# x\n",
        "    indented",
        "\\",
    )
)
TEXTS = st.lists(st.one_of(PIECES, st.text(max_size=20)), max_size=4).map("".join)
FEW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
MADE = {
    (tag.name, name)
    for run in (RUN, SMALL)
    for tag in BeautifulSoup(html.render(run, {}), "lxml").find_all()
    for name in [*tag.attrs, ""]
}
PRINTED = {
    (tag.name, name)
    for run in (RUN, SMALL)
    for tag in BeautifulSoup(pdf_page.render(run, {}, {}), "lxml").find_all()
    for name in [*tag.attrs, ""]
}
FORMULAS = st.builds(
    "".join,
    st.lists(st.sampled_from(["=1+1", "+", "-", "@SUM", "＝", ";", '"', ",", " ", "\t", "\u200e", "a"])),
)
ATTRIBUTES_THAT_LOAD = ("src", "srcset", "data", "poster", "action", "background", "formaction")


def _poisoned(texts: list[str]) -> RunFile:
    supply = cycle(texts)
    return poisoned(SMALL, lambda: next(supply))


@FEW
@given(st.lists(TEXTS, min_size=1, max_size=7))
def test_no_text_becomes_markup_in_html(texts: list[str]) -> None:
    """One style, two scripts, no handler, no address but http(s), an anchor or data."""
    soup = BeautifulSoup(html.render(_poisoned(texts), {}), "lxml")
    assert (len(soup.find_all("script")), len(soup.find_all("style"))) == (2, 1)
    assert not soup.find_all(["iframe", "object", "embed", "base", "form", "foreignobject"])
    for tag in soup.find_all():
        assert not [name for name in tag.attrs if name.startswith("on") or name in ATTRIBUTES_THAT_LOAD]
        target = str(tag.get("href", "#"))
        assert target.startswith("#") or target == "data:," or urlsplit(target).scheme in ("http", "https")


@FEW
@given(st.lists(TEXTS, min_size=1, max_size=7))
def test_html_parsed_back_has_only_what_the_template_makes(texts: list[str]) -> None:
    """No element and no attribute that the same report without hostile text does not have as well."""
    soup = BeautifulSoup(html.render(_poisoned(texts), {}), "lxml")
    assert {tag.name for tag in soup.find_all()} <= {name for name, _ in MADE}
    assert {(tag.name, name) for tag in soup.find_all() for name in tag.attrs} <= MADE


@FEW
@given(st.lists(TEXTS, min_size=1, max_size=7))
def test_no_report_holds_a_character_that_acts(texts: list[str]) -> None:
    """Whoever prints a file itself in a terminal, or opens it in an editor, sees text and nothing else."""
    run = map_strings(_poisoned(texts), storable)
    formats = {"html": html.render(run, {}), "junit": junit.render(run), "md": markdown.render(run)}
    for text in (*formats.values(), run_json.render(run)):
        acting = {char for char in text if unicodedata.category(char) in ("Cc", "Cs")} - {"\n", "\t"}
        turning = set(text) & set("\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
        assert not acting | turning


@FEW
@given(st.lists(TEXTS, min_size=1, max_size=7))
def test_junit_is_always_xml(texts: list[str]) -> None:
    """A strict parser reads it, it is as pytest's own schema wants it, and has a case for each question."""
    tree = etree.fromstring(junit.render(_poisoned(texts)).encode())
    JUNIT_10.assertValid(tree)
    assert len(tree.findall(".//testcase")) == len(SMALL.results)


@FEW
@given(st.lists(TEXTS, min_size=1, max_size=7))
def test_markdown_shows_text_and_does_nothing_with_it(texts: list[str]) -> None:
    """No element of a page's making, no picture, no link but to http(s)."""
    shown = MarkdownIt("commonmark").enable("table").render(markdown.render(_poisoned(texts)))
    soup = BeautifulSoup(shown, "lxml")
    assert not soup.find_all(["img", "script", "style", "iframe", "h1", "hr", "pre"])
    assert all(urlsplit(str(tag["href"])).scheme in ("http", "https") for tag in soup.find_all("a"))
    assert len(soup.find_all("tr")) == len(SMALL.results) + 1


@FEW
@given(st.lists(st.one_of(TEXTS, FORMULAS), min_size=1, max_size=7), st.sampled_from(",;"))
def test_a_spreadsheet_computes_nothing(texts: list[str], separator: str) -> None:
    """No cell begins as a formula does, whichever separator the spreadsheet goes by."""
    for text in tables(_poisoned(texts)).values():
        lines = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=separator)
        cells = [cell.strip('\u200c\u200d\u200e\u200f "\r\n') for line in lines for cell in line]
        assert [cell for cell in cells if cell.startswith(tuple("=+-@\t\r＝＋－＠"))] == []


@FEW
@given(st.lists(TEXTS, min_size=1, max_size=7))
def test_the_printed_report_is_made_of_our_elements_alone(texts: list[str]) -> None:
    """Page text makes no element and no attribute there, either, and no script is in it."""
    soup = BeautifulSoup(pdf_page.render(_poisoned(texts), {}, {}), "lxml")
    made = {(tag.name, name) for tag in soup.find_all() for name in [*tag.attrs, ""]}
    assert made <= PRINTED
    assert not soup.find_all("script")
    assert all(
        urlsplit(str(tag["href"])).scheme in ("http", "https", "") for tag in soup.find_all("a", href=True)
    )


@FEW
@given(st.lists(TEXTS, min_size=1, max_size=7))
def test_a_terminal_gets_nothing_but_text(texts: list[str]) -> None:
    """No control character and no character that turns the line round."""
    text = "".join(terminal.lines(_poisoned(texts), report=texts[0]))
    allowed = {"\u200c", "\u200d", "\u200e", "\u200f"}
    assert [char for char in text if unicodedata.category(char) in ("Cc", "Cf", "Cs")] == [
        char for char in text if char in allowed
    ]


@FEW
@given(st.lists(TEXTS, min_size=1, max_size=7))
def test_run_json_keeps_what_it_is_given(texts: list[str]) -> None:
    """What is stored can be encoded, read back, and is then stored alike."""
    stored = map_strings(_poisoned(texts), storable)
    text = run_json.render(stored)
    assert RunFile.model_validate_json(text.encode()) == stored
    assert "hunter2" not in text
    assert map_strings(stored, storable) == stored


@given(TEXTS)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    """What is clean stays as it is."""
    assert clean(clean(text)) == clean(text)
