"""Prints a pin for every package that pyproject.toml leads to, runtime and development.

pip resolves as if it ran on OLDEST: newer patch releases of Python 3.11 get releases of some packages that
Debian 12's own Python may not install. Nothing is installed here; wheels alone are considered.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

OLDEST = "3.11.2"
HEADER = (
    f"# Every package, runtime and development, as resolved for Python {OLDEST} and later. Made by: make lock"
)


def requirements(pyproject: Path) -> list[str]:
    """What the project asks for, its extras included."""
    project = tomllib.loads(pyproject.read_text(encoding="utf-8"))["project"]
    extras = [line for lines in project["optional-dependencies"].values() for line in lines]
    return [*project["dependencies"], *extras]


def resolved(wanted: list[str]) -> dict[str, str]:
    """Name to version of everything pip would install for ``wanted``."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder, "report.json")
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        command += ["--dry-run", "--ignore-installed", "--report", str(report), "--target", folder]
        command += ["--python-version", OLDEST, "--only-binary", ":all:", *wanted]
        subprocess.run(command, check=True)
        items = json.loads(report.read_text(encoding="utf-8"))["install"]
    return {str(item["metadata"]["name"]): str(item["metadata"]["version"]) for item in items}


if __name__ == "__main__":
    pins = resolved(requirements(Path("pyproject.toml")))
    print(HEADER)
    for name in sorted(pins, key=str.casefold):
        print(f"{name}=={pins[name]}")
