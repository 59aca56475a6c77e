"""The list of trackers."""

from __future__ import annotations

import pytest

from selfserve_check.browser.trackers import Trackers, looks_like_telemetry


@pytest.mark.parametrize(
    "url",
    [
        "https://www.googletagmanager.com/gtm.js?id=GTM-1",
        "https://stats.g.doubleclick.net/x",
        "https://static.hotjar.com/c/hotjar-1.js",
        "https://o1.ingest.sentry.io/api/1/envelope/",
        "https://www.facebook.com/tr?id=1",
        "https://connect.facebook.net/en_US/fbevents.js",
        "https://px.ads.linkedin.com/collect",
        "https://www.clarity.ms/tag/x",
        "https://stats.shop.example/matomo.php?idsite=1",
        "https://shop.example/cdn-cgi/rum",
        "https://shop.example/_vercel/insights/view",
        "https://plausible.io/api/event",
    ],
)
def test_known_services_and_self_hosted_ones(url: str) -> None:
    """By host suffix, and by the paths that people host themselves."""
    assert Trackers().is_tracker(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://shop.example/",
        "https://www.facebook.com/shop",
        "https://notgoogle-analytics.com/x",
        "https://shop.example/help/tracking-your-parcel",
        "https://cdn.cookielaw.org/consent.js",
        "https://widget.intercom.io/widget/x",
        "https://www.google.com/maps/embed",
    ],
)
def test_what_a_visitor_sees_is_no_tracker(url: str) -> None:
    """Consent tools, chat, maps and parcel tracking are content."""
    assert not Trackers().is_tracker(url)


def test_extra_hosts_count_with_their_subdomains() -> None:
    """As the user writes them, with or without a leading dot."""
    trackers = Trackers((".Spy.example", " "))
    assert trackers.is_tracker("https://a.spy.example/x")
    assert not trackers.is_tracker("https://spy.example.org/x")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://shop.example/collect", True),
        ("https://shop.example/api/web-vitals?x", True),
        ("https://shop.example/b/beacon.gif", True),
        ("https://shop.example/track/order", False),
        ("https://shop.example/search", False),
        ("https://shop.example/graphql", False),
    ],
)
def test_the_last_word_of_the_path_tells_telemetry(url: str, expected: bool) -> None:
    """A heuristic, used only on requests that were stopped anyway."""
    assert looks_like_telemetry(url) is expected
