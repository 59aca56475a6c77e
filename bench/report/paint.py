"""How soon a large report shows something, and how quick its filters are.

    python bench/report/paint.py [QUESTIONS] [PICTURES] [ROUNDS]

Makes a report of QUESTIONS questions and PICTURES different pictures (defaults 100 and 600, about 100 kB
each), opens it from disk ROUNDS times (default 5), each time in a new browser, and prints the median: first
contentful paint, until the whole file is read, how many pictures were decoded by then, and from a click on a
filter to the second frame after it.
"""

from __future__ import annotations

import asyncio
import base64
import os
import statistics
import sys
import tempfile
from hashlib import sha256
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, Page, Playwright, async_playwright

from selfserve_check.browser.find import BrowserMissing, find_browser
from selfserve_check.report.html import render
from selfserve_check.report.read import read_run
from selfserve_check.report.run_file import JourneyPart, PicturePart, ResultPart, RunFile, StepPart

GOLDEN = Path(__file__).parents[2] / "tests" / "golden" / "files"
LINES = ("first contentful paint", "whole file read", "pictures decoded", "filter to next frame")
# A page-like picture: lines of text and patches of noise, as large as a screenshot of a shop usually is.
DRAW = """(seed) => {
    const canvas = document.createElement('canvas');
    canvas.width = 1280; canvas.height = 800;
    const pen = canvas.getContext('2d');
    pen.fillStyle = '#fff'; pen.fillRect(0, 0, 1280, 800);
    let state = seed + 1;
    const next = () => (state = (state * 48271) % 2147483647) / 2147483647;
    for (let spot = 0; spot < 2500; spot += 1) {
        pen.fillStyle = `hsl(${next() * 360} 30% ${40 + next() * 50}%)`;
        pen.fillRect(next() * 1280, next() * 300, 12, 12);
    }
    pen.fillStyle = '#222'; pen.font = '15px sans-serif';
    for (let line = 0; line < 22; line += 1) {
        pen.fillText(`Line ${seed} ${line} `.repeat(9), 40, 340 + line * 20);
    }
    return canvas.toDataURL('image/jpeg', 0.7).split(',')[1];
}"""


async def main(questions: int, pictures: int, rounds: int) -> None:
    async with async_playwright() as playwright:
        images = await _drawn(playwright, pictures)
        with tempfile.TemporaryDirectory() as folder:
            file = _written(Path(folder, "index.html"), questions, images)
            measured = [await _round(playwright, file) for _ in range(rounds)]
    print("| | median |\n|---|---|")
    for place, line in enumerate(LINES):
        unit = "" if line == "pictures decoded" else " ms"
        print(f"| {line} | {statistics.median(one[place] for one in measured):.0f}{unit} |")


def _written(file: Path, questions: int, images: list[bytes]) -> Path:
    run, placed = _run(questions, images)
    file.write_text(render(run, placed), encoding="utf-8")
    print(f"{questions} questions, {len(placed)} pictures, {file.stat().st_size / 1e6:.1f} MB")
    return file


async def _drawn(playwright: Playwright, count: int) -> list[bytes]:
    browser = await _launched(playwright)
    page = await browser.new_page()
    images = [base64.b64decode(await page.evaluate(DRAW, seed)) for seed in range(count)]
    await browser.close()
    return images


def _run(questions: int, images: list[bytes]) -> tuple[RunFile, dict[str, bytes]]:
    """The golden run's questions, again and again, with the pictures dealt out among them."""
    golden = read_run(GOLDEN)
    share = len(images) // questions
    placed: dict[str, bytes] = {}
    results: list[ResultPart] = []
    for number in range(questions):
        result = golden.results[number % len(golden.results)]
        parts = []
        for image in images[number * share : (number + 1) * share]:
            digest = sha256(image).hexdigest()
            path = f"pictures/{digest[:16]}.jpg"
            placed[path] = image
            parts.append(PicturePart(path=path, sha256=digest, width=1280, height=800, caption="A page"))
        ways = [_way(result, parts)]
        results.append(result.model_copy(update={"id": f"q{number}", "journeys": ways, "best_journey": 0}))
    return golden.model_copy(update={"results": results}), placed


def _way(result: ResultPart, parts: list[PicturePart]) -> JourneyPart:
    steps = [
        StepPart(url=result.start, action="click", label="Help", scent=0.5, clicks=1, picture=part)
        for part in parts
    ]
    return JourneyPart(
        persona="menu",
        device="desktop",
        wording=result.question,
        outcome=result.outcome,
        ending="found",
        clicks=len(parts),
        steps=steps,
    )


async def _round(playwright: Playwright, file: Path) -> tuple[float, float, float, float]:
    browser = await _launched(playwright)
    page = await browser.new_page(viewport={"width": 1440, "height": 900})
    await page.goto(file.as_uri())
    paint = await page.evaluate(
        """() => new Promise((done) => new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) {
                if (entry.name === 'first-contentful-paint') done(entry.startTime);
            }
        }).observe({ type: 'paint', buffered: true }))"""
    )
    read = await page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd")
    decoded = await page.evaluate(
        "[...document.querySelectorAll('.shot img')].filter((one) => one.complete && one.naturalWidth).length"
    )
    filtered = await _filtered(page)
    await browser.close()
    return float(paint), float(read), float(decoded), filtered


async def _filtered(page: Page) -> float:
    taken: Any = await page.evaluate(
        """() => new Promise((done) => {
            const start = performance.now();
            addEventListener('hashchange', () => requestAnimationFrame(() => requestAnimationFrame(
                () => done(performance.now() - start))), { once: true });
            document.querySelector('[data-show="failed"]').click();
        })"""
    )
    return float(taken)


async def _launched(playwright: Playwright) -> Browser:
    found = find_browser(None, os.environ)
    if isinstance(found, BrowserMissing):
        raise SystemExit(found.message)
    return await playwright.chromium.launch(executable_path=found.path, chromium_sandbox=os.geteuid() != 0)


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:4]]
    asyncio.run(main(*(numbers + [100, 600, 5][len(numbers) :])))
