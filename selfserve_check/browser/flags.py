"""The arguments Chromium is started with, each for a reason.

Chromium keeps only the last ``--disable-features`` and ``--enable-features`` of its command line, so ours
must repeat those that Playwright gives itself (``test_launch`` holds the two lists together).
"""

from __future__ import annotations

# What Playwright turns off itself, for the sake of its own working.
_PLAYWRIGHT_OFF = (
    "AimEnabled",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "TcpPortRandomizationWin",
    "ThirdPartyStoragePartitioning",
    "msEdgeUpdateLaunchServicesPreferredVersion",
    "msForceBrowserSignIn",
)

_PLAYWRIGHT_ON = ("CDPScreenshotNewSurface", "SkipListAccountsWithoutGaiaCookies")

_OFF = (
    # A page that asks for a prerender must not make the browser fetch what no visitor opened.
    "Prerender2FallbackPrefetchSpecRules",
    "Prerender2",
    # The browser must not talk to its maker, nor put its own bars over the page.
    "AutofillServerCommunication",
    "CertificateTransparencyComponentUpdater",
    "InterestFeedContentSuggestions",
    "Translate",
    # A process kept ready for the next page is of one context; two contexts in turn throw away each other's,
    # and 2.5 processes are started for a page in place of one (bench/speed).
    "SpareRendererForSitePerProcess",
)

_ON = (
    # No speculation-rules prefetch may start: with room for none they stay queued until the page goes away.
    "PrefetchMultipleActiveSetSizeLimitForBase:prefetch_multiple_active_set_size_limit_for_base_value/0",
    # The older kind, asked for by <link rel=prerender>.
    "NoStatePrefetchHoldback",
)

_QUIET = (
    "--disable-background-networking",
    "--disable-client-side-phishing-detection",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-default-browser-check",
    "--no-first-run",
    "--no-pings",
)

_ONE_WAY_OUT = (
    # QUIC, WebRTC and the browser's own resolver would go past the proxy that checks addresses.
    "--disable-quic",
    "--dns-prefetch-disable",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
)

# A whole browser gives each site a process of its own; a headless shell does so only when told to. Without it
# a frame of another site that never ends holds up the page around it.
_ISOLATED = ("--site-per-process",)

_SAME_PICTURES = ("--disable-lcd-text", "--font-render-hinting=none")


def launch_arguments() -> tuple[str, ...]:
    """What to hand to Playwright's ``launch(args=...)``."""
    return (
        *_QUIET,
        *_ONE_WAY_OUT,
        *_ISOLATED,
        *_SAME_PICTURES,
        "--disable-features=" + ",".join((*_PLAYWRIGHT_OFF, *_OFF)),
        "--enable-features=" + ",".join((*_PLAYWRIGHT_ON, *_ON)),
    )
