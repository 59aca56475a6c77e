"""The pytest plugin: what it collects, what it leaves alone, and what it costs those who do not use it."""

from __future__ import annotations

import pytest
from plugin_words import plugin

# Loaded before a test runs pytest in this process, which forgets what was imported meanwhile.
import selfserve_check.app.project

assert selfserve_check.app.project
pytest_plugins = ["pytester"]

ASKED = """\
site: http://127.0.0.1:9/
tags: [shop]
questions:
  - {id: return-window, question: How long do I have?, answer: 30 days, tags: [pre launch, skip]}
  - {id: old, question: Do you take it back?, answer: yes, severity: warn}
  - {id: off, question: Is it off?, answer: yes, severity: off}
"""
CONFIG = "run: {scenarios: [scenarios]}\n"


def collected(pytester: pytest.Pytester, *words: str) -> list[str]:
    done = pytester.runpytest_inprocess(*plugin(), "--collect-only", "-q", *words)
    return [line for line in done.outlines if "::" in line]


@pytest.fixture
def project(pytester: pytest.Pytester) -> pytest.Pytester:
    (pytester.path / "playwright.config.yaml").write_text(CONFIG)
    (pytester.path / "docker-compose.yaml").write_text("services: {}\n")
    (pytester.mkdir("scenarios") / "shop.yaml").write_text(ASKED)
    (pytester.mkdir("data") / "other.yaml").write_text("- some: data\n")
    pytester.makepyfile(test_own="def test_own(): pass\n")
    return pytester


def test_questions_are_collected_by_their_ids_where_their_folder_is_asked_for(
    project: pytest.Pytester,
) -> None:
    ids = ["scenarios/shop.yaml::return-window", "scenarios/shop.yaml::old", "scenarios/shop.yaml::off"]
    assert collected(project, "scenarios") == ids
    assert collected(project, "scenarios/shop.yaml") == ids
    assert collected(project, "scenarios/shop.yaml::old") == ids[1:2]


def test_nothing_is_grabbed_that_nobody_asked_for(project: pytest.Pytester) -> None:
    """Plain pytest, other folders of YAML, and a project that has no configuration of ours."""
    assert collected(project) == ["test_own.py::test_own"]
    assert collected(project, ".") == ["test_own.py::test_own"]
    assert collected(project, "data") == []
    (project.path / "playwright.config.yaml").unlink()
    assert collected(project, "scenarios") == []


def test_the_ini_option_names_folders_that_are_always_collected(project: pytest.Pytester) -> None:
    project.makeini("[pytest]\nselfserve_scenarios = scenarios\n")
    found = collected(project)
    assert "scenarios/shop.yaml::return-window" in found
    assert "test_own.py::test_own" in found
    assert collected(project, "data") == []


def test_tags_and_severity_are_markers_and_no_tag_does_what_it_should_not(project: pytest.Pytester) -> None:
    """With strict markers, as careful projects have them. A tag "skip" skips nothing."""
    project.makeini("[pytest]\naddopts = --strict-markers\n")
    asked = ["scenarios/shop.yaml::return-window"]
    assert collected(project, "scenarios", "-m", "pre_launch") == asked
    assert collected(project, "scenarios", "-m", "tag_skip") == asked
    assert collected(project, "scenarios", "-m", "skip") == ["scenarios/shop.yaml::off"]
    assert collected(project, "scenarios", "-m", "shop and warn") == ["scenarios/shop.yaml::old"]
    assert collected(project, "scenarios", "-k", "window") == asked
    assert len(collected(project, "scenarios", "-m", "selfserve")) == 3


def test_a_mistake_in_a_file_is_told_with_its_place(project: pytest.Pytester) -> None:
    (project.path / "scenarios/shop.yaml").write_text("questions:\n  - {question: Why?, anwser: x}\n")
    done = project.runpytest_inprocess(*plugin(), "scenarios")
    done.stdout.fnmatch_lines(["*scenarios/shop.yaml:2:*'anwser'*did you mean 'answer'*"])
    assert done.ret == pytest.ExitCode.INTERRUPTED


def test_two_questions_of_one_id_are_refused(project: pytest.Pytester) -> None:
    (project.path / "scenarios/two.yaml").write_text(ASKED)
    done = project.runpytest_inprocess(*plugin(), "scenarios")
    done.stderr.fnmatch_lines(
        ["*two.yaml::return-window: the id is already that of *shop.yaml::return-window*"]
    )
    assert done.ret == pytest.ExitCode.USAGE_ERROR


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["--browser", "firefox"], "asks with Chromium alone, not with --browser firefox"),
        (["--browser-channel", "msedge"], "--browser-channel: name the program in browser.executable"),
    ],
)
def test_another_browser_is_refused_and_not_passed_over(
    project: pytest.Pytester, words: list[str], why: str
) -> None:
    done = project.runpytest_inprocess(*plugin(), "scenarios", *words)
    assert why in done.stdout.str() + done.stderr.str()
    assert done.ret != 0


def test_tests_that_do_not_use_it_wait_for_nothing(project: pytest.Pytester) -> None:
    """No module of weight is imported, though a configuration of ours and YAML files are there."""
    project.makeconftest(
        """
        import sys
        def pytest_sessionfinish():
            heavy = {"pydantic", "ruamel", "numpy", "sqlalchemy", "lxml", "jinja2", "typer", "rich.console"}
            print("HEAVY", sorted(heavy & set(sys.modules)), "selfserve_check.app" in sys.modules)
        """
    )
    words = [*plugin(), "-p", "no:playwright", "-p", "no:hypothesispytest", "-s"]
    done = project.runpytest_subprocess(*words)
    done.stdout.fnmatch_lines(["*HEAVY [[][]] False*"])
    assert done.ret == 0


def test_what_is_kept_is_a_report(project: pytest.Pytester) -> None:
    """Asking for the one without the other is told before anything is asked."""
    done = project.runpytest_inprocess(*plugin(), "--selfserve-history", "scenarios")
    assert "--selfserve-history keeps what --selfserve-report DIR writes: give both" in done.stderr.str()
    assert done.ret == pytest.ExitCode.USAGE_ERROR


def test_where_no_question_is_asked_no_report_is_written_and_that_is_said(project: pytest.Pytester) -> None:
    """A folder that was mistyped must not look like a report."""
    done = project.runpytest_inprocess(*plugin(), "--selfserve-report=out", "test_own.py")
    assert "selfserve-check: no question was collected: no report is written" in done.outlines
    asked = project.runpytest_inprocess(*plugin(), "--selfserve-report=out", "scenarios", "-k", "nothing")
    assert "selfserve-check: no question was asked: no report is written" in asked.outlines
    assert not (project.path / "out").exists()
