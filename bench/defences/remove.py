"""Takes one defence away at a time and says whether a test noticed: python bench/defences/remove.py [WORD]

Works on copies of the checkout; nothing in it is changed. With WORD, only removals whose text holds it.
Prints a table; exits 1 when a removal went unnoticed, or when a test of it fails with nothing removed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from removals import REMOVALS, Removal

ROOT = Path(__file__).resolve().parents[2]
LEFT_OUT = shutil.ignore_patterns(
    ".git", ".venv*", "reports", "__pycache__", "*.whl", ".mypy_cache", ".ruff_cache"
)
TESTS_S = 900


def main() -> int:
    word = sys.argv[1] if len(sys.argv) > 1 else ""
    chosen = [one for one in REMOVALS if word in f"{one.promise} {one.taken} {one.file}"]
    bad = 0
    print("| promise | taken away | noticed by |\n|---|---|---|", flush=True)
    for one in chosen:
        told, ok = tried(one)
        bad += not ok
        print(f"| {one.promise} | {one.taken} | {told} |", flush=True)
    return min(bad, 1)


def tried(removal: Removal) -> tuple[str, bool]:
    """What to print of one removal, and whether it was noticed."""
    with tempfile.TemporaryDirectory(prefix="selfserve-defences-") as folder:
        copy = Path(folder) / "copy"
        shutil.copytree(ROOT, copy, ignore=LEFT_OUT)
        source = copy / removal.file
        text = source.read_text(encoding="utf-8")
        if text.count(removal.old) != 1:
            return (
                f"NOT TRIED: the text to take away stands {text.count(removal.old)} times in the file",
                False,
            )
        before = failed(copy, removal)
        if before:
            return f"NOT TRIED: fails with nothing removed: {', '.join(before[:3])}", False
        source.write_text(text.replace(removal.old, removal.new), encoding="utf-8")
        found = failed(copy, removal)
    if not found:
        return "NOBODY", False
    names = [name.rpartition("::")[2] or name for name in found]
    more = f" and {len(names) - 2} more" if len(names) > 2 else ""
    return f"{', '.join(f'`{name[:90]}`' for name in names[:2])}{more}", True


def failed(copy: Path, removal: Removal) -> list[str]:
    """The tests that fail in ``copy``; a run that does not end in time fails as a whole."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:xdist", "-rfE", "--no-header", "--tb=no"]
    environment = {**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(
            [*command, *removal.tests],
            cwd=copy,
            env=environment,
            capture_output=True,
            text=True,
            timeout=TESTS_S,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return ["(the tests did not end)"]
    marks = ("FAILED ", "ERROR ")
    lines = [line for line in done.stdout.splitlines() if line.startswith(marks)]
    found = [line.partition(" ")[2].partition(" - ")[0] for line in lines]
    return found or ([] if done.returncode == 0 else [f"(pytest exit {done.returncode})"])


if __name__ == "__main__":
    sys.exit(main())
