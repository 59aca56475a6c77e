"""The layer of the guard that lives in the page: ``guard_init.js`` with what it needs to know."""

from __future__ import annotations

import json
from importlib.resources import files

from selfserve_check.browser.policy import ReadPolicy, parse_allowed_read

BINDING = "selfserveCheckReport"
"""The function that the script calls to tell what it refused; it is taken from the window at once."""

_SCRIPT = files("selfserve_check.browser").joinpath("guard_init.js").read_text(encoding="utf-8")


def init_script(policy: ReadPolicy) -> str:
    """The script for every document, before the page's own; it holds the allowed reads of ``policy``."""
    reads = [parse_allowed_read(text) for text in policy.allow_reads]
    config = {
        "binding": BINDING,
        "popupsMax": policy.popups_max,
        "allowReads": [
            {
                "method": read.method,
                "scheme": read.scheme,
                "host": read.host,
                "port": read.port,
                "path": read.path,
                "query": read.query,
            }
            for read in reads
        ],
    }
    return f"(\n{_SCRIPT}\n)({json.dumps(config)})"
