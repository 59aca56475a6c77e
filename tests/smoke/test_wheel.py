"""The built wheel alone: installed into an empty environment, far from the checkout, it does its work."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from selfserve_check.demo.server import DemoServer

# Making an environment and filling it takes minutes on a small machine; the limit is against hanging.
pytestmark = [pytest.mark.browser, pytest.mark.timeout(2400)]

CHECKOUT = Path(__file__).resolve().parents[2]
FOREIGN = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV")


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """An environment with the wheel in it, and an empty folder to work in."""

    bin: Path
    folder: Path

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        program = str(self.bin / words[0])
        return called([program, *words[1:]], self.folder)


def called(words: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        words,
        cwd=folder,
        env=clean(os.environ),
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        timeout=2000,
        check=False,
    )


def clean(environ: Mapping[str, str]) -> dict[str, str]:
    """The environment without anything that would let the checkout shine through."""
    ours = {name for name in environ if name.startswith(("SELFSERVE_", "PYTEST_", "COV_"))}
    ours -= {"SELFSERVE_CACHE", "SELFSERVE_BROWSER__EXECUTABLE", "SELFSERVE_BROWSER__SANDBOX"}
    kept = {name: value for name, value in environ.items() if name not in ours and name not in FOREIGN}
    return kept | {"NO_COLOR": "1", "PYTHONSAFEPATH": "1"}


def succeeded(done: subprocess.CompletedProcess[str]) -> str:
    assert done.returncode == 0, f"{done.args}\n{done.stdout[-4000:]}\n{done.stderr[-4000:]}"
    return done.stdout


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Elsewhere:
    """Build the wheel, make an empty environment, and install the wheel with the pinned versions."""
    root = tmp_path_factory.mktemp("wheel")
    folder = root / "somewhere else"
    folder.mkdir()
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(root)]
    succeeded(called([*build, str(CHECKOUT)], folder))
    [wheel] = root.glob("*.whl")
    succeeded(called([sys.executable, "-m", "venv", str(root / "venv")], folder))
    place = Elsewhere(bin=root / "venv" / ("Scripts" if sys.platform == "win32" else "bin"), folder=folder)
    constraints = str(CHECKOUT / "constraints.txt")
    pip = ["python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-c", constraints]
    succeeded(place.run(*pip, str(wheel)))
    return place


def test_it_is_the_wheel_that_runs(elsewhere: Elsewhere) -> None:
    """The package comes from the new environment; the versions are those that constraints.txt pins."""
    where = succeeded(elsewhere.run("python", "-c", "import selfserve_check as s; print(s.__file__)"))
    assert Path(where.strip()).is_relative_to(elsewhere.bin.parent)
    frozen = succeeded(elsewhere.run("python", "-m", "pip", "freeze")).splitlines()
    pinned = set((CHECKOUT / "constraints.txt").read_text().splitlines())
    assert [line for line in frozen if not line.startswith("selfserve-check") and line not in pinned] == []


def test_the_wheel_finds_the_browser(elsewhere: Elsewhere) -> None:
    """``doctor`` of the wheel has nothing to complain about."""
    assert "browser" in succeeded(elsewhere.run("selfserve-check", "doctor"))


def test_the_wheel_runs_the_demo(elsewhere: Elsewhere) -> None:
    """The demo shop and its questions travel in the wheel, and each planted fault gets its outcome."""
    succeeded(elsewhere.run("selfserve-check", "demo", "--output", "demo-reports"))
    run = json.loads((elsewhere.folder / "demo-reports/latest/run.json").read_text(encoding="utf-8"))
    assert run["complete"] is True
    assert len(run["results"]) >= 24
    assert (elsewhere.folder / "demo-reports/latest/index.html").is_file()


def test_the_wheel_asks_a_site(elsewhere: Elsewhere) -> None:
    """A question to a running site is answered, with a report in the folder one stands in."""
    with DemoServer() as shop:
        question = "How long do I have to return tiles?"
        said = succeeded(elsewhere.run("selfserve-check", "ask", shop.url, question, "--answer", "30 days"))
    assert "30 days" in said
    run = json.loads((elsewhere.folder / "reports/latest/run.json").read_text(encoding="utf-8"))
    assert [result["outcome"] for result in run["results"]] == ["passed"]
