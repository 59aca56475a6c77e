"""The addresses a site lists itself: sitemap.xml and the ``Sitemap:`` lines of robots.txt (sitemaps.org)."""

from __future__ import annotations

import re
import zlib
from urllib.parse import urljoin, urlsplit

from lxml import etree

from selfserve_check.browser.http import ReadClient, RequestRefusedError, RequestTroubleError

_BYTES_MAX = 10_000_000
_FILES_MAX = 10
_PIECE_BYTES = 65_536
_ADDRESS_MAX = 2_000
LOCS_MAX = 10_000
"""Of one file. A page that matters stands further up, or in another file."""
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
        is_index, locs = listed_in(await _body(client, files[place]))
        # The site map of a staging server mostly lists the addresses of production.
        found = [client.staged(urljoin(files[place], loc)) for loc in locs]
        if is_index:
            files.extend(address for address in found[:_FILES_MAX] if address not in files)
        else:
            pages.update(dict.fromkeys(address for address in found if address.startswith(f"{origin}/")))
    return tuple(pages)[:addresses_max]


def listed_in(body: bytes) -> tuple[bool, list[str]]:
    """Whether ``body`` is an index of site maps, and the addresses in it, at most LOCS_MAX.

    Read piece by piece, no further than that, with no entity resolved and nothing fetched; what is no XML
    lists what was understood of it.
    """
    parser = etree.XMLPullParser(
        events=("start", "end"), recover=True, resolve_entities=False, load_dtd=False, no_network=True
    )
    root, locs = "", []
    try:
        for start in range(0, len(body), _PIECE_BYTES):
            parser.feed(body[start : start + _PIECE_BYTES])
            for event, element in parser.read_events():
                name = _name(element)
                root = root or name
                if event == "end" and name == "loc":
                    locs.append((element.text or "").strip()[:_ADDRESS_MAX])
                elif event == "end":
                    element.clear()
            if len(locs) >= LOCS_MAX:
                break
    except etree.XMLSyntaxError:
        pass
    return root == "sitemapindex", [loc for loc in locs if loc][:LOCS_MAX]


def _name(element: object) -> str:
    """The name of an element without its namespace; "" for a comment and the like."""
    tag = getattr(element, "tag", "")
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


async def _text(client: ReadClient, url: str) -> str:
    return (await _body(client, url)).decode("utf-8", "replace")


async def _body(client: ReadClient, url: str) -> bytes:
    try:
        fetched = await client.get(url, bytes_max=_BYTES_MAX)
    except (RequestRefusedError, RequestTroubleError):
        return b""
    if fetched.status != 200:
        return b""
    if fetched.body.startswith(_GZIP):
        try:
            return zlib.decompressobj(wbits=31).decompress(fetched.body, _BYTES_MAX)
        except zlib.error:
            return b""
    return fetched.body
