"""The addresses a site lists itself: sitemap.xml and the ``Sitemap:`` lines of robots.txt (sitemaps.org)."""

from __future__ import annotations

import re
import zlib
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup

from selfserve_check.browser.http import ReadClient, RequestRefusedError, RequestTroubleError

_BYTES_MAX = 10_000_000
_FILES_MAX = 10
_SITEMAP_LINE = re.compile(r"^\s*sitemap:\s*(\S+)", re.IGNORECASE | re.MULTILINE)
_GZIP = b"\x1f\x8b"


async def listed_addresses(client: ReadClient, site: str, addresses_max: int = 500) -> tuple[str, ...]:
    """Page addresses of ``site``'s own host, in the order listed, at most ``addresses_max``.

    A site map that cannot be fetched or read lists nothing: it is a help, not a promise.
    """
    origin = "{0.scheme}://{0.netloc}".format(urlsplit(site))
    robots = await _text(client, f"{origin}/robots.txt")
    files = list(dict.fromkeys([*_SITEMAP_LINE.findall(robots), f"{origin}/sitemap.xml"]))
    pages: dict[str, None] = {}
    for place in range(_FILES_MAX):
        if place >= len(files) or len(pages) >= addresses_max:
            break
        soup = BeautifulSoup(await _text(client, files[place]), "xml")
        written = [urljoin(files[place], loc.get_text(strip=True)) for loc in soup.find_all("loc")]
        # The site map of a staging server mostly lists the addresses of production.
        found = [client.staged(address) for address in written]
        if soup.find("sitemapindex") is not None:
            files.extend(address for address in found if address not in files)
        else:
            pages.update(dict.fromkeys(address for address in found if address.startswith(f"{origin}/")))
    return tuple(pages)[:addresses_max]


async def _text(client: ReadClient, url: str) -> str:
    try:
        fetched = await client.get(url, bytes_max=_BYTES_MAX)
    except (RequestRefusedError, RequestTroubleError):
        return ""
    if fetched.status != 200:
        return ""
    if fetched.body.startswith(_GZIP):
        try:
            return (
                zlib.decompressobj(wbits=31).decompress(fetched.body, _BYTES_MAX).decode("utf-8", "replace")
            )
        except zlib.error:
            return ""
    return fetched.text()
