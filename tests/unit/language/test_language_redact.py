"""What is masked, and what of ordinary pages must stay."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import pytest

from selfserve_check.language.redact import MASK, Redactor, is_secret, redacted, redactor_of

JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("https://ann:pw@shop.example/a", "https://shop.example/a"),
        ("https://ann@shop.example/a", "https://shop.example/a"),
        ("https://shop.example/?sid=9&q=tiles#top", "https://shop.example/?sid=***&q=tiles#top"),
        ("/a;jsessionid=A1B2?x=1", "/a;jsessionid=***?x=1"),
        ("https://shop.example/#access_token=abc&state=x", "https://shop.example/#access_token=***&state=x"),
        ("(on https://shop.example/?token=a1). It looked", "(on https://shop.example/?token=***). It looked"),
        ("?reset_token_v2=a", "?reset_token_v2=***"),
        ("?api-key=abc&X-Amz-Signature=0f", "?api-key=***&X-Amz-Signature=***"),
        ("?key=3f9a8b7c6d5e4f3a2b1c", "?key=***"),
        ("?code=4f0AX4XfWh3f9a8b7c6d", "?code=***"),
        ("/reset-password/3f9a8b7c6d5e4f3a2b1c", "/reset-password/***"),
        ("/(S(lit3py55t21z5v55vlm25s55))/orders", "/(***)/orders"),
        ("Authorization: Bearer abcDEF123456", "Authorization: Bearer ***"),
        ("bearer " + JWT, "bearer ***"),
        ("Basic YW5uOmdlaGVpbQ==", "Basic ***"),
        (f"token {JWT} expired", "token *** expired"),
        ("Set-Cookie: sid=3f9a; Path=/; HttpOnly", "Set-Cookie: ***; HttpOnly"),
        ('{"password": "hunter2x", "user": "ann"}', '{"password": "***", "user": "ann"}'),
        ("X-Api-Key: 7h1s1s4k3y", "X-Api-Key: ***"),
        ("login failed: password=hunter22", "login failed: password=***"),
        ("sk_" + "live_51H8xQ2eZvKYlo2C0abcdef", "***"),
        ("gh" + "p_16C7e42F292c6912E7710c838347Ae178B4a", "***"),
        ("AK" + "IAIOSFODNN7EXAMPLE in us-east-1", "*** in us-east-1"),
    ],
)
def test_what_looks_like_a_secret_is_masked(given: str, kept: str) -> None:
    """By its name, its place or its form."""
    assert Redactor()(given) == kept


@pytest.mark.parametrize(
    "text",
    [
        "You can return anything within 30 days of delivery.",
        "Basic packaging is free. Our Basic subscription costs 9.90 EUR a month.",
        "The standard bearer. Basic information: call 0800 123456.",
        "Password: at least 8 characters, one of them a figure.",
        "Session: 10:30am to 4pm, tickets at the door. Cookie: session, kept for 30 days.",
        "Product code LMP-2024-XK55-BRASS-0042, EAN 4006381333931",
        "Order ABC123DEF456GHI789JKL012 was sent with DHL JD014600003828392837.",
        "https://shop.example/p/3f9a8b7c6d5e4f3a2b1c?variant=550e8400-e29b-41d4-a716-446655440000",
        "https://shop.example/?key=returns&page=2&state=open&code=SUMMER26",
        "https://shop.example/?token_type=bearer&q=secret+garden",
        "https://medium.example/@ann/about",
        "write to help@shop.example",
        "How do I reset my password? Go to /reset-password/help-for-customers",
        "Authorization: needed for returns over 30 days.",
        "The IBAN DE89 3704 0044 0532 0130 00 is ours; VAT DE811907980.",
    ],
)
def test_what_ordinary_pages_say_stays(text: str) -> None:
    """A product code is no secret, and masking must not take the evidence away."""
    assert Redactor()(text) == text


def test_configured_values_are_masked_in_every_form() -> None:
    """As they are, in an address, in HTML, in JSON, and packed as basic auth packs them."""
    redact = redactor_of(['p&"w ä/x+1', "ann:geheim99"])
    told = [
        'is p&"w ä/x+1 now',
        "?x=p%26%22w%20%C3%A4%2Fx%2B1",
        "?x=p%26%22w+%C3%A4%2Fx%2B1",
        "p&amp;&quot;w ä/x+1",
        '{"a": "p&\\"w ä/x+1"}',
        "YW5uOmdlaGVpbTk5",
    ]
    assert all(MASK in redact(text) for text in told)
    assert "geheim99" not in redact("ann:geheim99")


def test_a_short_secret_is_masked_where_it_stands_alone() -> None:
    """A staging password such as "demo" must not eat up half of the words of a page."""
    redact = redactor_of(["demo", "abc"])
    assert redact("demo democracy https://demo.example abc") == "*** democracy https://***.example abc"


def test_a_redactor_tells_nothing_of_its_secrets() -> None:
    """Its text is for logs."""
    assert "geheim" not in repr(redactor_of(["geheim99"]))


@pytest.mark.parametrize(
    ("name", "value", "secret"),
    [
        ("session", "x", True),
        ("PHPSESSID", "1", True),
        ("lang", "en-GB", False),
        ("key", "returns", False),
        ("anything", JWT, True),
        ("token", "", False),
    ],
)
def test_names_and_values(name: str, value: str, secret: bool) -> None:
    """For cookies and stores as for queries."""
    assert is_secret(name, value) is secret


class _Word(StrEnum):
    DEMO = "geheim99"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Inner:
    text: str
    word: _Word = _Word.DEMO


@dataclass(frozen=True, slots=True, kw_only=True)
class _Outer:
    inner: tuple[_Inner, ...]
    image: bytes = b"geheim99"
    table: dict[str, list[str]]


def test_values_are_gone_through() -> None:
    """Every text in them, never our own words, and what holds no secret is the very same value."""
    redact = redactor_of(["geheim99"])
    outer = _Outer(inner=(_Inner(text="a geheim99 b"),), table={"geheim99": ["x geheim99"]})
    clean = redacted(outer, redact)
    assert clean == _Outer(inner=(_Inner(text="a *** b"),), table={"***": ["x ***"]})
    assert clean.inner[0].word is _Word.DEMO
    inner = _Inner(text="nothing here")
    assert redacted(inner, redact) is inner


def test_a_text_met_before_is_masked_by_the_secrets_of_whoever_asks() -> None:
    """What was masked once is remembered, for those secrets alone."""
    text = "the code is hunter2-and-more"
    assert redactor_of(())(text) == text
    assert redactor_of(("hunter2-and-more",))(text) == f"the code is {MASK}"
    assert redactor_of(())(text) == text
