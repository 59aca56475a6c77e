"""The shell steps of the GitHub action, run here as they would be there."""

from __future__ import annotations

import os
import sys
import sysconfig
from pathlib import Path

import pytest
from github_runner import Job, commands_in
from ruamel.yaml import YAML
from test_nights_smoke import served

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

CHECKOUT = Path(__file__).resolve().parents[2]
PAGE = """<!doctype html><html lang=en><title>Shop ::error::owned</title><main><h1>##[error]owned</h1>
<p>::error::owned</p><p>%0A::error::owned</p><a href=/dead>::set-output name=outcome::answered</a>
<p>You can return anything within 14 days.</p></main>"""
ASKED = """\
site: {site}
budget: 1
questions:
  - {{id: returns, question: How long do I have to return something?, answer: 30 days, severity: {severity}}}
"""
CONFIG = "survey: {pages_max: 3}\nrun: {personas: [menu]}\n"


@pytest.fixture(scope="module")
def job(tmp_path_factory: pytest.TempPathFactory) -> Job:
    """The first step has installed the checkout: what it depends on comes from this environment."""
    temp, workspace = tmp_path_factory.mktemp("runner"), tmp_path_factory.mktemp("workspace")
    site_packages = sysconfig.get_paths()["purelib"]
    # The environment of the action sees our packages, and pip installs the checkout alone.
    environ = {**os.environ, "PYTHONPATH": site_packages, "PIP_NO_DEPS": "1", "PIP_NO_BUILD_ISOLATION": "0"}
    environ |= {"PIP_IGNORE_INSTALLED": "1"}
    # What actions/setup-python does: Debian itself knows no "python".
    (temp / "bin").mkdir()
    (temp / "bin/python").symlink_to(sys.executable)
    environ["PATH"] = f"{temp / 'bin'}{os.pathsep}{environ['PATH']}"
    for name in ("SELFSERVE_CACHE", "GITHUB_ACTIONS"):
        environ.pop(name, None)
    job = Job(action=CHECKOUT, workspace=workspace, temp=temp, environ=environ, inputs={})
    done = job.run("install")
    assert done.returncode == 0, done.stdout + done.stderr
    assert job.path == [str(temp / "selfserve-check/bin")]
    assert (temp / "selfserve-check/bin/selfserve-check").is_file()
    assert job.outputs["install"]["playwright"].startswith("1.")
    return job


def test_the_browser_step_finds_or_installs_one(job: Job) -> None:
    done = job.run("browser")
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_failure_is_red_with_summary_annotation_and_outputs_and_the_page_writes_none(
    job: Job, tmp_path: Path
) -> None:
    """The page says everything that could be a command; the scenario lies in a folder with a space."""
    (tmp_path / "index.html").write_text(PAGE)
    (job.workspace / "my shop").mkdir()
    with served(tmp_path) as site:
        (job.workspace / "my shop/asked.yaml").write_text(ASKED.format(site=site, severity="error"))
        (job.workspace / "my shop/playwright.config.yaml").write_text(CONFIG)
        job.inputs = {"scenarios": "asked.yaml\n", "working-directory": "my shop", "fail-on": "new"}
        done = job.run("ask")
    assert done.returncode == 1, done.stdout + done.stderr
    told = commands_in(done.stdout) + commands_in(done.stderr)
    assert [command.name for command in told] == ["error"]
    assert told[0].properties["file"] == "my shop/asked.yaml"
    assert told[0].properties["line"] == "4"
    assert "How long do I have to return something?" in job.summary.read_text(encoding="utf-8")
    found = job.action_outputs()
    assert (found["outcome"], found["exit-code"], found["failed"]) == ("failed", "1", "1")
    assert (job.workspace / "my shop" / found["report"] / "index.html").is_file()


@pytest.mark.parametrize(
    ("wish", "code", "names"), [("warn", 0, ["warning", "warning"]), ("fail", 3, ["warning"])]
)
def test_a_site_out_of_reach_is_a_warning_where_that_is_wished(
    job: Job, wish: str, code: int, names: list[str]
) -> None:
    (job.workspace / "down").mkdir(exist_ok=True)
    text = ASKED.format(site="http://127.0.0.1:9/", severity="error")
    (job.workspace / "down/asked.yaml").write_text(text)
    (job.workspace / "down/playwright.config.yaml").write_text(CONFIG)
    job.inputs = {"scenarios": "asked.yaml", "working-directory": "down", "could-not-ask": wish}
    done = job.run("ask")
    assert done.returncode == code, done.stdout + done.stderr
    assert [command.name for command in commands_in(done.stdout)] == names
    assert job.action_outputs()["outcome"] == "could-not-ask"


def test_an_input_is_a_word_and_never_a_command(job: Job, tmp_path: Path) -> None:
    trap = tmp_path / "trap"
    job.inputs = {"scenarios": f"$(touch {trap})\n--help\n; touch {trap}", "site": f"`touch {trap}`"}
    done = job.run("ask")
    assert done.returncode == 2
    assert not trap.exists()


def test_the_example_gives_the_action_only_inputs_that_it_has() -> None:
    action = YAML(typ="safe").load((CHECKOUT / "action.yml").read_text(encoding="utf-8"))
    workflow = YAML(typ="safe").load((CHECKOUT / "examples/github-workflow.yml").read_text(encoding="utf-8"))
    steps = workflow["jobs"]["ask"]["steps"]
    used = next(step for step in steps if "selfserve-check" in step.get("uses", ""))
    assert set(used["with"]) <= set(action["inputs"])
    read = [value for step in steps for value in (step.get("env") or {}).values() if "outputs." in value]
    assert read
    assert all(value.partition("outputs.")[2].split()[0] in action["outputs"] for value in read)
