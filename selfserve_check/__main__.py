"""``python -m selfserve_check`` and the ``selfserve-check`` command."""

from __future__ import annotations

from selfserve_check.cli.main import app


def main() -> None:
    """Run the command line; ends the process with its exit code."""
    app(prog_name="selfserve-check")


if __name__ == "__main__":
    main()
