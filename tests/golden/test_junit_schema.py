"""JUnit XML against two schemas: what CI servers take at large, and what this program writes of it.

``junit-10.xsd`` is the schema that pytest holds its own JUnit XML against (``testing/example_scripts`` in
https://github.com/pytest-dev/pytest), made by Gregory Boissinot for Jenkins; its licence (MIT) stands in it.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from selfserve_check.report import junit
from selfserve_check.report.read import read_run

HERE = Path(__file__).parent
GOLDEN = HERE / "files" / "junit.xml"
SCHEMAS = ("junit-10.xsd", "junit.xsd")


def _schema(name: str) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(HERE / name))


@pytest.mark.parametrize("name", SCHEMAS)
def test_junit_is_what_consumers_of_junit_expect(name: str) -> None:
    """Every outcome, a flaky pass among them."""
    _schema(name).assertValid(etree.fromstring(GOLDEN.read_bytes()))


@pytest.mark.parametrize("wall_s", [0.0, 59.9994, 12_345.678, 1_234_567.0])
@pytest.mark.parametrize("name", SCHEMAS)
def test_however_long_a_run_takes_its_time_is_one(name: str, wall_s: float) -> None:
    """junit-10 has a form of its own for seconds."""
    run = read_run(HERE / "files")
    long = run.model_copy(update={"stats": run.stats.model_copy(update={"wall_s": wall_s})})
    _schema(name).assertValid(etree.fromstring(junit.render(long).encode()))


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("<failure ", "<fail "),
        ("</failure>", "</failure><stacktrace/>"),
        (' type="second_try"', ""),
        (' tests="', ' count="'),
        (' time="', ' time="about '),
        ('<property name="site" ', "<property "),
        ("<properties>", "<properties><property>x</property>"),
        ("    <properties>", "    <details/><properties>"),
        (" classname=", " class="),
        ("</testsuites>", "<testcase/></testsuites>"),
    ],
)
@pytest.mark.parametrize("name", SCHEMAS)
def test_what_junit_does_not_know_is_refused(name: str, was: str, now: str) -> None:
    """The schemas can say no: each way to spoil the file is found by both."""
    text = GOLDEN.read_text(encoding="utf-8")
    spoilt = text.replace(was, now, 1)
    if was == "<failure ":
        spoilt = spoilt.replace("</failure>", "</fail>", 1)
    assert spoilt != text
    assert not _schema(name).validate(etree.fromstring(spoilt.encode()))
