"""What a run keeps to itself: values of the session, log records of any library, exceptions."""

from __future__ import annotations

import json
import logging
import traceback
from pathlib import Path

import pytest

from selfserve_check.app.discretion import discreet_redactor, discretion
from selfserve_check.language.redact import redactor_of
from selfserve_check.scenario_url import Credentials
from selfserve_check.settings import Secrets

SECRET = "Waldmeister-4711"
JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbm4ifQ.c2lnbmF0dXJl"


def state(tmp_path: Path, content: object) -> Path:
    path = tmp_path / "state.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def test_what_is_sent_to_one_host_is_secret() -> None:
    """Header values, with and without their scheme, and basic auth as it goes over the line."""
    secrets = Secrets(
        headers={"shop.example": {"Authorization": f"Bearer {SECRET}"}},
        auth={"shop.example": Credentials(host="shop.example", username="ann", password="geheim99")},
    )
    redact = discreet_redactor(secrets, None)
    assert redact(f"{SECRET} geheim99 YW5uOmdlaGVpbTk5") == "*** *** ***"


def test_what_of_a_session_is_secret(tmp_path: Path) -> None:
    """Cookies that only the server reads, and keys by name or form; never words, dates and choices."""
    kept = {
        "cookies": [
            {"name": "connect.sid", "value": "s%3A7hJk2Lm9", "httpOnly": True},
            {"name": "consent", "value": "accepted", "httpOnly": True},
            {"name": "lang", "value": "en-GB", "httpOnly": False},
            {"name": "seen", "value": "2026-01-31", "httpOnly": False},
        ],
        "origins": [
            {
                "origin": "https://shop.example",
                "localStorage": [
                    {"name": "theme", "value": "dark"},
                    {"name": "jwt", "value": JWT},
                    {
                        "name": "user",
                        "value": '{"name": "Ann", "auth": {"access_token": "Aa1Bb2Cc3"}, "returns": "30 days"}',
                    },
                ],
            }
        ],
    }
    redact = discreet_redactor(Secrets(), state(tmp_path, kept))
    text = "You can return within 30 days, says Ann, dark, accepted, en-GB, 2026-01-31."
    assert redact(text) == text
    assert redact("s%3A7hJk2Lm9 Aa1Bb2Cc3") == "*** ***"


@pytest.mark.parametrize(
    "content", [[], {"cookies": 1, "origins": [1]}, {"origins": [{"localStorage": {}}]}, "x"]
)
def test_an_odd_session_is_left_to_whoever_uses_it(content: object, tmp_path: Path) -> None:
    """Nothing raises here."""
    assert discreet_redactor(Secrets(), state(tmp_path, content)).secrets == ()
    assert discreet_redactor(Secrets(), tmp_path / "none.json").secrets == ()


def test_log_records_of_every_library_are_redacted(caplog: pytest.LogCaptureFixture) -> None:
    """Message, arguments and traceback; afterwards logging is as it was."""
    redact = redactor_of([SECRET])
    before = logging.getLogRecordFactory()
    with caplog.at_level(logging.DEBUG), discretion(redact):
        logging.getLogger("some.library").info("GET %s -> %d", f"https://x.example/?token={SECRET}", 200)
        logging.getLogger("wrong").info("%d %d", SECRET)
        try:
            raise ValueError(SECRET)
        except ValueError:
            logging.getLogger("asyncio").exception("failed with %s", SECRET)
    assert SECRET not in caplog.text
    assert "-> 200" in caplog.text
    assert "ValueError: ***" in caplog.text
    assert logging.getLogRecordFactory() is before


def test_exceptions_come_out_redacted() -> None:
    """With all that they came from, and the messages that Playwright keeps beside the arguments."""

    class OwnError(Exception):
        def __init__(self, message: str) -> None:
            super().__init__(message)
            self.message = message

    def fail() -> None:
        try:
            raise OSError(2, f"no {SECRET}")
        except OSError as error:
            error.add_note(f"note {SECRET}")
            raise OwnError(f"https://ann:{SECRET}@shop.example") from error

    with pytest.raises(OwnError) as caught, discretion(redactor_of([SECRET])):
        fail()
    told = "".join(traceback.format_exception(caught.value)) + caught.value.message
    assert SECRET not in told
    assert "OSError" in told
