"""Whatever the text, a secret does not come through, and masking is done in one go."""

from __future__ import annotations

from urllib.parse import quote

from hypothesis import example, given
from hypothesis import strategies as st

from selfserve_check.language.redact import _HINTS, Redactor, _is_hinted, redactor_of

SECRETS = st.text(st.characters(categories=["L", "N", "P"]), min_size=8, max_size=30)
PIECES = st.sampled_from(
    (
        "https://",
        "ann:pw@",
        "?token=",
        "&sid=9",
        "#access_token=",
        ";jsessionid=",
        "Bearer ",
        "Basic ",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbm4ifQ.x",
        "password: hunter22",
        "Cookie: a=1; b=2",
        "Authorization: Basic YTpi",
        "/reset/3f9a8b7c6d5e4f3a2b1c",
        "***",
        "/(S(abcdefgh12345678))/",
        ").",
        "\n",
        '"',
    )
)
TEXTS = st.lists(st.one_of(PIECES, st.text(max_size=15)), max_size=8).map("".join)


@given(TEXTS)
@example("://a@b@c@d@e@f@g@h@i@/")
@example("?token=***abc&***=1")
def test_masking_twice_changes_nothing_more(text: str) -> None:
    """A report of a report says the same."""
    redact = Redactor()
    assert redact(redact(text)) == redact(text)


@given(SECRETS, TEXTS, TEXTS)
def test_a_configured_secret_never_comes_through(secret: str, before: str, after: str) -> None:
    """Wherever it stands, as it is and in an address. (A secret made of the mask's own signs cannot be told.)"""
    if not secret.strip("*"):
        return
    redact = redactor_of([secret])
    assert secret not in redact(f"{before}{secret}{after}").replace("***", "")
    assert f"={quote(secret, safe='')}" not in redact(f"https://x.example/?q={quote(secret, safe='')}")


@given(st.text(st.characters(categories=["L", "N", "Zs"], codec="utf-8"), max_size=200))
def test_plain_words_and_figures_stay(text: str) -> None:
    """Without a sign between them nothing says that one of them is a secret."""
    words = " ".join(word for word in text.split() if word.lower() not in ("bearer", "basic"))
    assert Redactor()(words) == words


HINTS = st.sampled_from(
    "bearer basic authorization set-cookie x-key eyJ sk_live_ rk_test_ sk- ghp_ gho_ github_pat_ glpat- xoxb AKIA "
    "ASIA AIza ya29. npm_ SG. shpat private-key api_key access-key token secret passwort password passphrase pwd "
    "credential signature jwt session-id jsessionid phpsessid asp.net_sessionid".split()
)


@given(st.text(max_size=10), HINTS, st.text(max_size=10), st.booleans())
def test_the_quick_look_for_hints_misses_none(before: str, hint: str, after: str, large: bool) -> None:
    """It stands in for the pattern: a text that the pattern would look into is looked into."""
    text = f"{before}{hint.upper() if large else hint}{after}"
    assert _is_hinted(text) or _HINTS.search(text) is None
    assert _HINTS.search(text) is not None, "each of these is a hint"
