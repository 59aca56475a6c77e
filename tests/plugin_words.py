"""How a pytest that a test starts gets our plugin."""

from __future__ import annotations

from importlib.metadata import entry_points


def plugin() -> list[str]:
    """Words that load it where the package is not installed, only importable."""
    installed = any(one.value == "selfserve_check.pytest_plugin" for one in entry_points(group="pytest11"))
    return [] if installed else ["-p", "selfserve_check.pytest_plugin"]
