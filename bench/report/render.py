"""How long a report of 200 questions and 600 pictures takes in every format, and how much memory it holds.

python bench/report/render.py [--pdf]

Prints the table of RESULTS.md. The target for the HTML page is under 3 s and 500 MB; each format is
made in a process of its own, which starts no other but for the PDF (the browser that prints it).
"""

from __future__ import annotations

import json
import os
import platform
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "tests" / "golden"))

QUESTIONS, PICTURES, PICTURE_BYTES = 200, 600, 60_000
TARGET_S, TARGET_MB = 3.0, 500
FORMATS = ("html", "html, pictures beside it", "md", "csv, three tables", "junit", "json")


def made_run(folder: Path) -> None:
    """The golden run's questions over and over, each with an id and pictures of its own, as a report on
    disk."""
    from fixed_run import fixed_run

    from selfserve_check.report.convert import score, to_run_file, totals
    from selfserve_check.report.run_file import RunFile

    run = to_run_file(fixed_run())[0]
    sources = [result for result in run.results if result.journeys and result.outcome != "skipped"]
    pictures = _pictures(folder)
    results = []
    for number in range(QUESTIONS):
        data = sources[number % len(sources)].model_dump()
        data["id"] = f"question-{number}"
        data["question"] = f"{data['question'][:200]} ({number})"
        for place, journey in enumerate(data["journeys"]):
            for step in journey["steps"]:
                step["picture"] = (
                    pictures[(number * 3 + place) % PICTURES] if step["action"] != "open" else None
                )
            journey["end_picture"] = pictures[(number * 3 + place + 1) % PICTURES]
        results.append(data)
    whole = run.model_dump() | {"results": results}
    made = RunFile.model_validate(whole)
    made = made.model_copy(update={"totals": totals(made.results), "score": score(made.results)})
    (folder / "run.json").write_text(made.model_dump_json(), encoding="utf-8")


def _pictures(folder: Path) -> list[dict[str, object]]:
    """JPEG files in name and length, which is all that a report looks at."""
    from hashlib import sha256

    (folder / "pictures").mkdir()
    chance = random.Random(1)  # noqa: S311 -- bytes of no meaning
    parts: list[dict[str, object]] = []
    for number in range(PICTURES):
        image = b"\xff\xd8\xff" + chance.randbytes(PICTURE_BYTES)
        path = f"pictures/{number}.jpg"
        (folder / path).write_bytes(image)
        digest = sha256(image).hexdigest()
        parts.append(
            {"path": path, "sha256": digest, "width": 1280, "height": 720, "caption": f"Page {number}"}
        )
    return parts


def measure(folder: Path, name: str) -> None:
    """Make one format, and print seconds and megabytes as JSON."""
    from selfserve_check.report import html, junit, markdown, run_json
    from selfserve_check.report.read import read_pictures, read_run
    from selfserve_check.report.write import tables

    run = read_run(folder)
    images = read_pictures(folder, run).images if "html" in name else {}
    beside = {path: path for path in images}
    makers = {
        "html": lambda: html.render(run, images),
        "html, pictures beside it": lambda: html.render_beside(run, beside, {}),
        "md": lambda: markdown.render(run),
        "csv, three tables": lambda: "".join(tables(run).values()),
        "junit": lambda: junit.render(run),
        "json": lambda: run_json.render(run),
    }
    started, working = time.perf_counter(), time.process_time()
    made = makers[name]()
    told = {"s": time.perf_counter() - started, "cpu_s": time.process_time() - working, "mb": _peak_mb()}
    print(json.dumps(told | {"bytes": len(made.encode())}))


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


def measured_pdf(folder: Path) -> dict[str, float]:
    """The PDF through the command, its browser included; the memory is that of the command alone."""
    command = [sys.executable, "-m", "selfserve_check", "report", str(folder)]
    started = time.perf_counter()
    subprocess.run([*command, "--format", "pdf", "--output", str(folder / "report.pdf")], check=True)
    seconds = time.perf_counter() - started
    return {"s": seconds, "mb": 0.0, "bytes": (folder / "report.pdf").stat().st_size}


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made_run(folder)
        load = os.getloadavg()[0]
        print(f"{QUESTIONS} questions, {PICTURES} pictures of {PICTURE_BYTES // 1000} kB.")
        cores = f"{os.cpu_count()} cores ({platform.machine()})"
        print(f"{cores}, Python {platform.python_version()}, load {load:.1f} before.\n")
        print("| format | seconds of the processor | by the clock | peak memory, MB | size, MB | |")
        print("|---|---|---|---|---|---|")
        for format_ in FORMATS:
            told = subprocess.run(
                [sys.executable, __file__, "--one", name, format_], check=True, capture_output=True, text=True
            )
            found = json.loads(told.stdout)
            # By the processor's own seconds: others share the machine, and the work is on one thread.
            kept = found["cpu_s"] < TARGET_S and found["mb"] < TARGET_MB
            times = f"{found['cpu_s']:.2f} | {found['s']:.2f}"
            row = f"| {format_} | {times} | {found['mb']:.0f} | {found['bytes'] / 1e6:.1f} |"
            print(f"{row} {'kept' if kept else 'MISSED'} |", flush=True)
        if "--pdf" in sys.argv:
            found = measured_pdf(folder)
            size = f"{found['bytes'] / 1e6:.1f}"
            print(f"| pdf, with its browser | - | {found['s']:.1f} | - | {size} | no target |")


if __name__ == "__main__":
    if "--one" in sys.argv:
        measure(Path(sys.argv[2]), sys.argv[3])
    else:
        main()
