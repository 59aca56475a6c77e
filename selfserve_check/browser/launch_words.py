"""What is told of a browser that started, and of one that did not."""

from __future__ import annotations

from pathlib import Path

from selfserve_check.browser.find import MEND_COMMAND
from selfserve_check.model.said import say

SANDBOX_NOTE = say("Chromium's sandbox is off, because this runs as root; as an ordinary user it stays on.")
SANDBOX_OFF_NOTE = say("Chromium's sandbox is off, because the setting browser.sandbox says so.")

DRIVER_MEND = f"It may lack a system library. Run as root: {MEND_COMMAND}"

_PRODUCTS = {"Chrome": "Chromium", "HeadlessChrome": "Chromium headless shell", "Edg": "Edge"}


def version_text(product: str) -> str:
    """``Chrome/156.0.1`` (as the browser names itself) in words for people."""
    name, _, number = product.partition("/")
    return f"{_PRODUCTS.get(name, name)} {number}".strip()


def launch_problem(executable: Path, detail: str) -> str:
    """What to tell a person when ``executable`` did not start; ``detail`` is what Playwright said."""
    if "error while loading shared libraries" in detail or "missing dependencies" in detail:
        return f"{executable} lacks system libraries. Run as root: {MEND_COMMAND}"
    if "No usable sandbox" in detail or "without --no-sandbox" in detail:
        return (
            f"{executable} cannot start its sandbox here. Run as an ordinary user on a kernel that allows "
            "user namespaces, or set SELFSERVE_BROWSER__SANDBOX=off"
        )
    if "Missing X server" in detail or "DISPLAY" in detail:
        return f"{executable} has no screen to open a window on; leave browser.headless at true"
    lines = [line.strip() for line in detail.splitlines() if line.strip()]
    first = lines[0] if lines else "no message"
    return f"{executable} did not start as a browser ({first[:300]}). Run: selfserve-check doctor"
