"""The paths that a configuration in another folder names start there, the defaults included."""

from __future__ import annotations

from pathlib import Path
from typing import Any

Layer = dict[str, Any]
_DEFAULTS = {("output", "folder"): "reports", ("history", "folder"): ".selfserve-check"}


def anchored(layer: Layer, folder: Path) -> Layer:
    """``layer`` with its paths, and those of its defaults, below ``folder``."""
    if folder == Path():
        return layer

    def at(value: Any) -> Any:
        fit = isinstance(value, str) and not value.startswith("~/")
        return str(folder / value) if fit else value

    changed = dict(layer)
    if isinstance(layer.get("storage_state"), str):
        changed["storage_state"] = at(layer["storage_state"])
    for (name, key), default in _DEFAULTS.items():
        if isinstance(section := layer.get(name, {}), dict):
            changed[name] = {**section, key: at(section.get(key, default))}
    if isinstance(server := layer.get("web_server"), dict):
        changed["web_server"] = {**server, "folder": at(server.get("folder", "."))}
    if isinstance(run := layer.get("run", {}), dict):
        paths = run.get("scenarios", ["scenarios"])
        listed = [at(one) for one in paths] if isinstance(paths, list) else paths
        changed["run"] = {**run, "scenarios": listed}
    browser = layer.get("browser", {})
    if isinstance(browser, dict) and "/" in str(browser.get("executable", "")):
        changed["browser"] = {**browser, "executable": at(browser["executable"])}
    return changed
