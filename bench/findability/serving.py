"""The development sites on loopback, for as long as they are measured."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from cases import SITES

SERVE = Path(__file__).parent / "sites" / "serve.py"


@contextmanager
def served(names: Sequence[str], home: str) -> Iterator[dict[str, str]]:
    """The addresses of the sites ``names`` that ``sites/setup.sh`` installed in ``home``."""
    environment = {**os.environ, "PKGSITES_HOME": home, "PKGSITES_PORT": str(_free_ports())}
    server = subprocess.Popen(
        [sys.executable, str(SERVE), *names], env=environment, stdout=subprocess.PIPE, text=True
    )
    try:
        yield dict(_read_address(server) for _ in names)
    finally:
        server.terminate()
        server.wait(timeout=20)


def _free_ports() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1]) - len(SITES)


def _read_address(server: subprocess.Popen[str]) -> tuple[str, str]:
    assert server.stdout is not None
    name, _, address = server.stdout.readline().split()
    _wait_for(address)
    return name, address


def _wait_for(address: str) -> None:
    parts = urlsplit(address)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            socket.create_connection((parts.hostname or "", parts.port or 80), timeout=1).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise SystemExit(f"{address} does not answer")
