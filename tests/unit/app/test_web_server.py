"""The site under test is started, waited for, and never outlives the run."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import textwrap
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from selfserve_check.app.web_server import is_ready, web_server
from selfserve_check.errors import UserError
from selfserve_check.language.redact import redactor_of
from selfserve_check.settings_web_server import WebServerSection

HIDE = redactor_of(["correct horse battery"])
SERVER = """\
import http.server, os, pathlib, subprocess, sys
class Page(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(int(sys.argv[2])); self.end_headers()
    def log_message(self, *_): pass
pathlib.Path('pids').open('a').write(f'{os.getpid()}\\n')
http.server.HTTPServer(('127.0.0.1', int(sys.argv[1])), Page).serve_forever()
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def section(folder: Path, port: int, command: object, **more: object) -> WebServerSection:
    (folder / "server.py").write_text(SERVER)
    values = {"command": command, "url": f"http://127.0.0.1:{port}/", "folder": folder, "stop_s": 2}
    return WebServerSection.model_validate(values | more)


def is_alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def pids(folder: Path) -> list[int]:
    return [int(line) for line in (folder / "pids").read_text().split()]


def test_the_server_answers_inside_the_block_and_is_gone_after_it(tmp_path: Path) -> None:
    port = free_port()
    words = [sys.executable, "server.py", str(port), "200"]
    said: list[str] = []
    with web_server(section(tmp_path, port, words), HIDE, said.append) as server:
        assert is_ready(f"http://127.0.0.1:{port}/")
        assert server.told() == ()
    assert not is_ready(f"http://127.0.0.1:{port}/")
    assert [pid for pid in pids(tmp_path) if is_alive(pid)] == []
    assert said == []


@pytest.mark.skipif(sys.platform != "linux", reason="orphans are adopted on Linux alone")
def test_children_that_ran_away_and_close_their_ears_are_stopped_too(tmp_path: Path) -> None:
    """One in a session of its own, orphaned, that ignores SIGTERM, as a badly behaved daemon does."""
    port = free_port()
    deaf = "import signal,time,os,pathlib;signal.signal(signal.SIGTERM,signal.SIG_IGN);"
    deaf += "pathlib.Path('pids').open('a').write(f'{os.getpid()}\\n');time.sleep(600)"
    (tmp_path / "deaf.py").write_text(deaf)
    line = f"(setsid {sys.executable} deaf.py &) ; {sys.executable} server.py {port} 200"
    with web_server(section(tmp_path, port, line, stop_s=0.2), HIDE, print):
        wait_for(lambda: len(pids(tmp_path)) == 2)
        assert all(map(is_alive, pids(tmp_path)))
    assert [pid for pid in pids(tmp_path) if is_alive(pid)] == []


def wait_for(condition: Callable[[], object]) -> None:
    """Return as soon as ``condition`` holds; the test's own limit ends a wait in vain."""
    pause = threading.Event()
    while not condition():
        pause.wait(0.02)


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_whatever_ends_the_run_the_server_goes_with_it(tmp_path: Path, number: signal.Signals) -> None:
    port = free_port()
    (tmp_path / "server.py").write_text(SERVER)
    script = textwrap.dedent(
        f"""
        import signal, sys, threading
        from pathlib import Path
        signal.signal(signal.SIGINT, signal.default_int_handler)  # a background shell hands down "ignore"
        from selfserve_check.app.web_server import web_server
        from selfserve_check.language.redact import Redactor
        from selfserve_check.settings_web_server import WebServerSection
        section = WebServerSection.model_validate(
            {{"command": [sys.executable, "server.py", "{port}", "200"], "url": "http://127.0.0.1:{port}/"}}
        )
        with web_server(section, Redactor(), print):
            print("up", flush=True)
            threading.Event().wait(600)
        """
    )
    runner = subprocess.Popen(
        [sys.executable, "-c", script], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert runner.stdout is not None
    assert runner.stdout.readline() == b"up\n"
    os.kill(runner.pid, number)
    runner.wait()
    [pid] = pids(tmp_path)
    wait_for(lambda: not is_alive(pid))


def test_a_server_that_ends_at_once_tells_its_last_words_without_a_secret(tmp_path: Path) -> None:
    line = "echo 'no such module: \033[31mshop\033[0m'; echo 'key correct horse battery'; exit 7"
    with (
        pytest.raises(UserError) as caught,
        web_server(section(tmp_path, free_port(), line), HIDE, print),
    ):
        pass
    said = str(caught.value)
    assert "web_server.command ended (exit code 7)" in said
    assert "no such module: shop" in said
    assert "correct horse" not in said


def test_a_command_that_is_not_there_is_told(tmp_path: Path) -> None:
    with (
        pytest.raises(UserError, match=r"(?s)exit code 127.*nosuchprogram"),
        web_server(section(tmp_path, free_port(), ["nosuchprogram"]), HIDE, print),
    ):
        pass


def test_a_server_that_never_gets_ready_is_given_up_by_the_name_of_the_limit(tmp_path: Path) -> None:
    """404 is what a development server says while it still builds."""
    port = free_port()
    words = [sys.executable, "server.py", str(port), "404"]
    with (
        pytest.raises(UserError, match=r"did not answer within 0.5 s \(web_server.timeout_s\)"),
        web_server(section(tmp_path, port, words, timeout_s=0.5), HIDE, print),
    ):
        pass
    assert not (tmp_path / "pids").exists() or not any(map(is_alive, pids(tmp_path)))


def test_an_address_that_is_taken_is_an_error_unless_it_may_be_used(tmp_path: Path) -> None:
    port = free_port()
    words = [sys.executable, "server.py", str(port), "200"]
    with web_server(section(tmp_path, port, words), HIDE, print):
        with (
            pytest.raises(UserError, match=r"answers at .* already; stop it, or write reuse: true"),
            web_server(section(tmp_path, port, ["nosuchprogram"]), HIDE, print),
        ):
            pass
        said: list[str] = []
        with web_server(section(tmp_path, port, ["nosuchprogram"], reuse=True), HIDE, said.append):
            assert said == [f"web_server: http://127.0.0.1:{port}/ answers already and is used as it is"]
        assert is_ready(f"http://127.0.0.1:{port}/")


def test_one_that_dies_during_the_run_is_told_of(tmp_path: Path) -> None:
    port = free_port()
    words = [sys.executable, "server.py", str(port), "200"]
    with web_server(section(tmp_path, port, words), HIDE, print) as server:
        os.kill(pids(tmp_path)[0], signal.SIGKILL)
        wait_for(lambda: server.told())
        [said] = server.told()
    assert said.startswith("The web server ended during the run (exit code 137)")


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"url": "http://shop.example/"}, "'shop.example' is not this machine"),
        ({"url": "http://10.0.0.1:80/"}, "'10.0.0.1' is not this machine"),
        ({"url": "http://me:secret@localhost/"}, "write it without a user name"),
        ({"command": []}, "at least 1 item"),
        ({"command": ""}, "at least 1 character"),
    ],
)
def test_what_cannot_be_a_server_of_this_machine_is_refused(values: dict[str, object], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        WebServerSection.model_validate({"command": "serve", "url": "http://localhost:1/"} | values)
