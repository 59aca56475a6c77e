"""Well-known analytics, advertising, session replay and error telemetry services.

A compilation of public facts: the host names these services document for their own scripts and
collection endpoints, and the paths of those that people host themselves. Consent tools, chat widgets
and content networks are not listed: a visitor sees what they do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

_ANALYTICS = """
google-analytics.com googletagmanager.com analytics.google.com
googleoptimize.com urchin.com matomo.cloud plausible.io usefathom.com simpleanalyticscdn.com
goatcounter.com umami.is umami.dev gc.zgo.at
cloudflareinsights.com segment.io segment.com mixpanel.com mxpnl.com amplitude.com
heap.io heapanalytics.com heap-api.com posthog.com kissmetrics.com kissmetrics.io chartbeat.com
chartbeat.net parsely.com scorecardresearch.com comscore.com quantserve.com quantcount.com statcounter.com
clicky.com getclicky.com woopra.com snowplowanalytics.com snplow.net tealiumiq.com omtrdc.net 2o7.net
demdex.net everesttech.net adobedc.net etracker.com etracker.de econda-monitor.de webtrekk.net wt-eu02.net
atinternet.com xiti.com ati-host.net pa-cd.com mc.yandex.ru mc.yandex.com
metrika.yandex.ru hm.baidu.com tongji.baidu.com cnzz.com umeng.com top-fwz1.mail.ru counter.ok.ru
hit.gemius.pl gemius.com ioam.de iocnt.net infonline.de nielsen-online.com imrworldwide.com
pendo.io rudderstack.com rudderlabs.com hs-analytics.net
track.hubspot.com pixel.wp.com stats.wp.com permutive.com permutive.app
vercel-insights.com va.vercel-scripts.com splitbee.io pirsch.io swetrix.org
"""

_REPLAY = """
hotjar.com hotjar.io clarity.ms fullstory.com mouseflow.com luckyorange.com luckyorange.net
crazyegg.com inspectlet.com smartlook.com smartlook.cloud sessioncam.com contentsquare.net
contentsquare.com clicktale.net decibelinsight.net decibelinsight.com logrocket.com logrocket.io
lr-ingest.com lr-ingest.io lr-in.com lr-in-prod.com quantummetric.com glassboxdigital.io
reportingtool.glassbox.com userzoom.com
"""

_ADVERTISING = """
doubleclick.net googlesyndication.com googleadservices.com adservice.google.com
connect.facebook.net pixel.facebook.com
ads-twitter.com analytics.twitter.com ads.linkedin.com px.ads.linkedin.com
snap.licdn.com bat.bing.com ads.pinterest.com ct.pinterest.com analytics.tiktok.com ads.tiktok.com
sc-static.net tr.snapchat.com ads.reddit.com alb.reddit.com q.quora.com
criteo.com criteo.net taboola.com outbrain.com adnxs.com adsrvr.org rubiconproject.com pubmatic.com
openx.net casalemedia.com indexww.com amazon-adsystem.com adform.net adroll.com bidswitch.net
mathtag.com rlcdn.com bluekai.com exelator.com eyeota.net agkn.com tapad.com crwdcntrl.net krxd.net
smartadserver.com teads.tv yieldlove.com 33across.com sharethrough.com triplelift.com 3lift.com
awin1.com zenaps.com partnerize.com tradedoubler.com
media.net revcontent.com mgid.com id5-sync.com liadm.com liveintent.com
an.yandex.ru matheranalytics.com appsflyer.com adjust.com kochava.com
"""

_TELEMETRY = """
sentry.io sentry-cdn.com bugsnag.com rollbar.com raygun.io trackjs.com newrelic.com nr-data.net
datadoghq-browser-agent.com browser-intake-datadoghq.com
browser-intake-datadoghq.eu browser-intake-us3-datadoghq.com browser-intake-us5-datadoghq.com
browser-intake-ap1-datadoghq.com dynatrace.com go-mpulse.net akstat.io speedcurve.com
honeybadger.io airbrake.io
applicationinsights.azure.com applicationinsights.microsoft.com dc.services.visualstudio.com
elastic-apm.com instana.io eum-appdynamics.com appdynamics.com
atatus.com requestmetrics.com report-uri.com csp.withgoogle.com nel.cloudflare.com
"""

_SUFFIXES = frozenset(f"{_ANALYTICS} {_REPLAY} {_ADVERTISING} {_TELEMETRY}".split())

_PATHS_ANYWHERE = re.compile(
    r"/(?:matomo|piwik)\.(?:php|js)$"
    r"|/js/container_[A-Za-z0-9]+\.js$"
    r"|/(?:ga|analytics|gtm|gtag)\.js$"
    r"|/gtag/js$"
    r"|/g/collect$|/j/collect$|/r/collect$|/mp/collect$"
    r"|/cdn-cgi/rum$|/cdn-cgi/beacon"
    r"|/_vercel/(?:insights|speed-insights)/"
    r"|/b/ss/[^/]+/\d"
    r"|/api/\d+/envelope/$"
    r"|/fbevents\.js$"
)

_PATHS_OF_HOSTS = (
    ("facebook.com", re.compile(r"^/tr(?:/|$)")),
    ("google.com", re.compile(r"^/(?:pagead|ads|ccm/collect|gmp/conversion)(?:/|$)")),
    ("linkedin.com", re.compile(r"^/(?:px|li/track)(?:/|$)")),
    ("twitter.com", re.compile(r"^/i/(?:adsct|jot)(?:/|$)")),
    ("x.com", re.compile(r"^/i/(?:adsct|jot)(?:/|$)")),
    ("yandex.ru", re.compile(r"^/(?:metrika|watch|clck)(?:/|$)")),
    ("bing.com", re.compile(r"^/action(?:/|$)")),
    ("reddit.com", re.compile(r"^/rp\.gif$")),
    ("amazon.com", re.compile(r"^/gp/r\.html$")),
)

_TELEMETRY_PATH = re.compile(
    r"/(?:beacon|beacons|telemetry|analytics|metrics|rum|collect|csp-report|cspreport|csp_report|"
    r"pageview|page-view|pageviews|web-vitals|webvitals|vitals|perf|client-errors?|clientlogs?|"
    r"error-report|js-errors?|errorlog|event-?log|impressions?|track|tracking|pixel|ping)"
    r"(?:\.(?:php|gif|json|aspx?))?/?$",
    re.IGNORECASE,
)


class Trackers:
    """Tells trackers from the rest. ``extra`` are hosts that the user adds; their subdomains count."""

    def __init__(self, extra: Iterable[str] = ()) -> None:
        self._suffixes = _SUFFIXES | {host.strip().strip(".").lower() for host in extra if host.strip()}

    def is_tracker(self, url: str) -> bool:
        """Whether ``url`` belongs to a listed service, by host suffix or by a self-hosted path."""
        parts = urlsplit(url)
        host = (parts.hostname or "").rstrip(".").lower()
        if self.is_tracker_host(host) or self.is_tracker_path(url):
            return True
        return any(_ends_with(host, suffix) and path.search(parts.path) for suffix, path in _PATHS_OF_HOSTS)

    def is_tracker_path(self, url: str) -> bool:
        """Whether the path is that of a well-known tracker which people host themselves."""
        return bool(_PATHS_ANYWHERE.search(urlsplit(url).path))

    def is_tracker_host(self, host: str) -> bool:
        """Whether everything on ``host`` (a name without port) is tracking."""
        return any(suffix in self._suffixes for suffix in _suffixes_of(host))


def looks_like_telemetry(url: str) -> bool:
    """Whether the last word of the path says that the request reports something about the visitor.

    A heuristic, used only to decide whether a *blocked* request may have carried the answer.
    """
    return bool(_TELEMETRY_PATH.search(urlsplit(url).path))


def _suffixes_of(host: str) -> Iterable[str]:
    labels = host.rstrip(".").lower().split(".")
    return (".".join(labels[start:]) for start in range(len(labels)))


def _ends_with(host: str, suffix: str) -> bool:
    return host == suffix or host.endswith(f".{suffix}")
