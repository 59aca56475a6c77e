"""Loads each address of a file once in a bare Chromium: floor.py FILE PAGES-AT-ONCE BROWSER."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from playwright.async_api import async_playwright


async def load_all(urls: list[str], workers: int, executable: str) -> None:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        context = await browser.new_context()
        waiting = iter(urls)

        async def work() -> None:
            page = await context.new_page()
            for url in waiting:
                await page.goto(url, wait_until="load")

        await asyncio.gather(*(work() for _ in range(workers)))
        await browser.close()


if __name__ == "__main__":
    asyncio.run(load_all(Path(sys.argv[1]).read_text().split(), int(sys.argv[2]), sys.argv[3]))
