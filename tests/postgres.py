"""A throw-away PostgreSQL server for tests: its own folder, its own port on loopback, gone afterwards."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PASSWORD = "kept-out-of-reports"
USER = "history"
_PLACES = ("/usr/lib/postgresql", "/usr/local/pgsql", "/opt/homebrew/opt")


def bin_folder() -> Path | None:
    """The folder of the newest ``initdb`` of this machine, or None."""
    versioned = sorted(
        (found for place in _PLACES for found in Path(place).glob("*/bin/initdb")),
        key=lambda found: [int(part) for part in found.parts[-3].split("@")[-1].split(".") if part.isdigit()],
    )
    on_path = shutil.which("initdb")
    found = versioned[-1] if versioned else Path(on_path) if on_path else None
    return found.resolve().parent if found else None


@contextmanager
def server(binaries: Path) -> Iterator[str]:
    """A running server; gives the URL of its database, password included. initdb refuses root, so as root it
    belongs to ``nobody``."""
    with tempfile.TemporaryDirectory(prefix="selfserve-pg-", ignore_cleanup_errors=True) as folder:
        home = Path(folder, "home")
        home.mkdir()
        as_user: dict[str, object] = {}
        if os.geteuid() == 0:
            nobody = pwd.getpwnam("nobody")
            Path(folder).chmod(0o755)
            os.chown(home, nobody.pw_uid, nobody.pw_gid)
            as_user = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
        secret = home / "password"
        secret.write_text(PASSWORD)
        secret.chmod(0o644)
        _run(as_user, home, binaries / "initdb", "-D", home / "data", "-U", USER, "-A", "scram-sha-256",
             "--pwfile", secret, "-E", "UTF8", "--locale", "C", "--no-sync")  # fmt: skip
        port = _free_port()
        options = f"-p {port} -c listen_addresses=127.0.0.1 -k {home} -c fsync=off -c shared_buffers=16MB"
        control = [binaries / "pg_ctl", "-D", home / "data", "-w", "-t", "120"]
        _run(as_user, home, *control, "-o", options, "-l", home / "log", "start")
        try:
            yield f"postgresql://{USER}:{PASSWORD}@127.0.0.1:{port}/postgres"
        finally:
            _run(as_user, home, *control, "-m", "immediate", "stop")


def _run(as_user: dict[str, object], folder: Path, *command: object) -> None:
    done = subprocess.run(  # type: ignore[call-overload]  # ``as_user`` is none or all of three known keywords
        [str(word) for word in command],
        cwd=folder,
        env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
        **as_user,
    )
    if done.returncode:
        raise RuntimeError(f"{command[0]}: {done.stderr[-2_000:]}")


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
