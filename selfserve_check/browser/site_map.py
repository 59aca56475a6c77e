"""The addresses a site lists itself: sitemap.xml and the ``Sitemap:`` lines of robots.txt (sitemaps.org)."""

from __future__ import annotations

import re
import zlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urljoin, urlsplit

from lxml import etree

from selfserve_check.browser.http import Fetched, RequestRefusedError, RequestTroubleError

_PIECE_BYTES = 65_536
_ADDRESS_MAX = 2_000
LOCS_MAX = 10_000
"""Of one file. A page that matters stands further up, or in another file."""
_SITEMAP_LINE = re.compile(r"^\s*sitemap:\s*(\S+)", re.IGNORECASE | re.MULTILINE)
_GZIP = b"\x1f\x8b"


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteMapLimits:
    """How many files are read, how many bytes of each once it is unpacked, and how many pages are taken."""

    files_max: int = 10
    bytes_max: int = 10_000_000
    pages_max: int = 500


class Client(Protocol):
    """What site maps are fetched with: ``ReadClient``."""

    async def get(self, url: str, *, bytes_max: int | None = None) -> Fetched: ...

    def staged(self, url: str) -> str: ...


Admit = Callable[[str], Awaitable[object | None]]
"""Asks whether a file may be fetched, and waits for its turn: None, or why not."""
Meet = Callable[[str, str], None]
"""Hears of a cap that held: (its setting, the address of the file)."""


async def listed_addresses(
    client: Client, site: str, limits: SiteMapLimits, admit: Admit, meet: Meet
) -> tuple[str, ...]:
    """Page addresses of ``site``'s own host, in the order listed, within ``limits``.

    Files that robots.txt closes are not fetched, and no two of one host faster than its documents.
    A site map that cannot be fetched or read lists nothing: it is a help, not a promise.
    """
    origin = "{0.scheme}://{0.netloc}".format(urlsplit(site))
    robots = (await _body(client, f"{origin}/robots.txt", limits, meet)).decode("utf-8", "replace")
    named = [*_SITEMAP_LINE.findall(robots), f"{origin}/sitemap.xml"]
    files = list(dict.fromkeys(client.staged(file) for file in named))
    pages: dict[str, None] = {}
    for place, file in enumerate(files):  # an index makes it longer meanwhile
        if place >= limits.files_max or len(pages) >= limits.pages_max:
            setting = "files" if place >= limits.files_max else "pages"
            meet(f"limits.site_map_{setting}_max", file)
            break
        if await admit(file) is not None:
            continue
        is_index, locs = listed_in(await _body(client, file, limits, meet))
        # The site map of a staging server mostly lists the addresses of production.
        found = [client.staged(urljoin(file, loc)) for loc in locs]
        if is_index:
            room = limits.files_max + 1 - len(files)
            files.extend([address for address in found if address not in files][: max(0, room)])
        else:
            pages.update(dict.fromkeys(address for address in found if address.startswith(f"{origin}/")))
    if len(pages) > limits.pages_max:
        meet("limits.site_map_pages_max", origin)
    return tuple(pages)[: limits.pages_max]


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


async def _body(client: Client, url: str, limits: SiteMapLimits, meet: Meet) -> bytes:
    try:
        fetched = await client.get(url, bytes_max=limits.bytes_max)
    except (RequestRefusedError, RequestTroubleError):
        return b""
    if fetched.status != 200:
        return b""
    body, cut = fetched.body, fetched.cut
    if body.startswith(_GZIP):
        unpacking = zlib.decompressobj(wbits=31)
        try:
            body = unpacking.decompress(body, limits.bytes_max)
        except zlib.error:
            return b""
        cut = cut or bool(unpacking.unconsumed_tail)
    if cut:
        meet("limits.site_map_bytes_max", url)
    return body
