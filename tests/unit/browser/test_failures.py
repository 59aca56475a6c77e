"""What errors and answers mean: the site's failure, or that we could not ask, with a cause to act on."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from selfserve_check.browser.documents import DocumentArrived, DocumentFailed
from selfserve_check.browser.failures import failure_of_document, failure_of_error, retry_after_s
from selfserve_check.browser.ledger import Trouble
from selfserve_check.journey.site_port import Broken, CouldNotAsk
from selfserve_check.model.journey import Cause

URL = "https://shop.example/x"


def cause_of_error(message: str) -> Cause:
    failure = failure_of_error(message, URL)
    assert isinstance(failure, CouldNotAsk)
    return failure.cause


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("ERR_CERT_DATE_INVALID", "tls"),
        ("ERR_CERT_COMMON_NAME_INVALID", "tls"),
        ("ERR_SSL_PROTOCOL_ERROR", "tls"),
        ("ERR_NAME_NOT_RESOLVED", "dns"),
        ("ERR_CONNECTION_TIMED_OUT", "timeout"),
        ("ERR_OUT_OF_MEMORY", "crash"),
        ("ERR_CONTENT_LENGTH_MISMATCH", "network"),
        ("ERR_EMPTY_RESPONSE", "network"),
        ("ERR_HTTP2_PROTOCOL_ERROR", "network"),
    ],
)
def test_each_word_of_the_browser_has_a_cause_and_a_hint(word: str, kind: str) -> None:
    """The word itself is told, too: whoever mends it looks for it."""
    cause = cause_of_error(f"Page.goto: net::{word} at {URL}\nCall log:")
    assert cause.kind == kind
    assert word in cause.detail
    assert cause.hint


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("Page.goto: Timeout 30000ms exceeded.", "timeout"),
        ("Page.goto: Page crashed", "crash"),
        ("Target page, context or browser has been closed", "crash"),
        ("Something new", "browser"),
        ("", "browser"),
    ],
)
def test_other_errors_are_ours(message: str, kind: str) -> None:
    """Never the site's failure."""
    cause = cause_of_error(message)
    assert cause.kind == kind
    assert cause.hint


def test_a_circle_of_redirects_is_the_sites_fault() -> None:
    """Whatever else the line says."""
    assert isinstance(failure_of_error("net::ERR_TOO_MANY_REDIRECTS", URL), Broken)


@pytest.mark.parametrize(
    ("after", "said"),
    [
        ("120", "come again in 120 s"),
        ("Fri, 31 Dec 1999 23:59:59 GMT", "come again after Fri, 31 Dec 1999 23:59:59 GMT"),
        ("", ""),
        ("<script>", ""),
    ],
)
@pytest.mark.parametrize(("status", "kind"), [(429, "rate_limited"), (503, "server_error")])
def test_when_to_come_again_is_told(status: int, kind: str, after: str, said: str) -> None:
    """As far as it is a number of seconds or a date."""
    failure = failure_of_document(DocumentArrived(url=URL, status=status, retry_after=after))
    assert isinstance(failure, CouldNotAsk)
    assert failure.cause.kind == kind
    assert ("come again" in failure.cause.detail) is bool(said)
    assert said in failure.cause.detail


def test_a_page_of_which_a_part_came_is_none() -> None:
    """What it does not say may stand in the rest; the cap that cut it is named."""
    cut = Trouble(kind="limit", detail="longer than limits.bytes_max allows")
    for document, kind in (
        (DocumentArrived(url=URL, status=200, broken_off="net::ERR_CONTENT_LENGTH_MISMATCH"), "network"),
        (
            DocumentArrived(
                url=URL, status=200, broken_off="net::ERR_INCOMPLETE_CHUNKED_ENCODING", trouble=cut
            ),
            "limit",
        ),
        (DocumentFailed(url=URL, error="net::ERR_EMPTY_RESPONSE"), "network"),
    ):
        failure = failure_of_document(document)
        assert isinstance(failure, CouldNotAsk)
        assert failure.cause.kind == kind
        assert failure.cause.hint
    assert failure_of_document(DocumentArrived(url=URL, status=200)) is None


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("120", 120.0),
        ("0", 0.0),
        ("Sun, 22 Nov 2026 14:02:00 GMT", 120.0),
        ("Sun, 22 Nov 2026 13:00:00 GMT", 0.0),
        ("Sun, 99 Nov 2026 13:00:00 GMT", None),
        ("soon", None),
        ("-5", None),
        ("", None),
    ],
)
def test_when_to_come_again_is_told_in_seconds(said: str, seconds: float | None) -> None:
    """RFC 9110, section 10.2.3: a number of seconds, or a date."""
    assert retry_after_s(said, lambda: datetime(2026, 11, 22, 14, 0, tzinfo=UTC)) == seconds
