"""What most calls do not need is not loaded for them."""

from __future__ import annotations

import subprocess
import sys


def test_the_command_line_loads_no_database_before_it_needs_one() -> None:
    """SQLAlchemy and Alembic take as long as all the rest of --help."""
    code = (
        "import sys, selfserve_check.cli.main;"
        "print([name for name in ('sqlalchemy', 'alembic', 'psycopg', 'playwright', 'pydantic') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
