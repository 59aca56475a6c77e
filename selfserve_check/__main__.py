"""``python -m selfserve_check`` and the ``selfserve-check`` command."""

from __future__ import annotations

import gc

from selfserve_check.cli.main import app

# A run holds a million small objects that live as long as it does; looking through them for rubbish as often
# as Python does by itself is a tenth of what asking a recording costs (bench/speed).
_YOUNG, _MIDDLE, _OLD = 20_000, 20, 100


def tidy_seldom() -> None:
    """Have Python look for rubbish as seldom as a run needs."""
    gc.set_threshold(_YOUNG, _MIDDLE, _OLD)


def main() -> None:
    """Run the command line; ends the process with its exit code."""
    tidy_seldom()
    app(prog_name="selfserve-check")


if __name__ == "__main__":
    main()
