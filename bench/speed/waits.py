"""How long one person waits at a desk: for the help, the first answer, and what a change would do.

    python bench/speed/waits.py [--rounds 5] [--report DIR]

``--help``; ``ask`` on the demo shop, from the command to its end, browser and report included; and, where
``--report`` names the folder of a report with its recording, ``whatif`` on it. Medians of the rounds, all
from byte code that is there already, as after an installation.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from measured import Took, run  # beside this file

from selfserve_check.demo.server import DemoServer

_QUESTION = "How long can I return something?"
_ROOT = Path(__file__).resolve().parents[2]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--report", type=Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="waits-") as folder, DemoServer(slow_s=0.0) as shop:
        waits = {"--help": ["--help"], "ask": ["ask", f"{shop.url}/", _QUESTION, "-a", "30 days"]}
        if arguments.report:
            waits["whatif"] = ["whatif", str(arguments.report.resolve()), "--link", _link(arguments.report)]
        print(
            f"load {os.getloadavg()[0]:.1f}\n\n| command | median, s | each | ended with |\n|---|---|---|---|"
        )
        for name, words in waits.items():
            _command(words, Path(folder))  # writes the byte code
            print(_row(name, [_command(words, Path(folder)) for _ in range(arguments.rounds)]), flush=True)


def _command(words: Sequence[str], folder: Path) -> Took:
    code = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(folder / "code")}
    environ = {**code, "PYTHONPATH": str(_ROOT)}
    return run([sys.executable, "-m", "selfserve_check", *words], folder, environ)


def _row(name: str, took: Sequence[Took]) -> str:
    seconds = sorted(one.seconds for one in took)
    each = ", ".join(f"{one:.2f}" for one in seconds)
    codes = ", ".join(sorted({str(one.code) for one in took}))
    return f"| {name} | {statistics.median(seconds):.2f} | {each} | {codes} |"


def _link(report: Path) -> str:
    """A change that touches every question: a link on the start page."""
    told = json.loads((report / "run.json").read_text(encoding="utf-8"))
    return f"/ -> {told['site'].rstrip('/')}/: Everything about your order"


if __name__ == "__main__":
    main()
