"""Whether two addresses are the same page."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, parse_qsl, unquote, urljoin, urlsplit

_INDEX = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?)$", re.IGNORECASE)


def same_page(page: str, url: str, site: str) -> bool:
    """Whether ``url`` is the page that an author named (a path, with its query, or a whole URL).

    Host (without "www.") and path must agree; a trailing slash, index.html and the scheme do not matter.
    Parameters and a fragment count only where the author gave them, parameters in any order.
    """
    wanted, seen = urlsplit(urljoin(site, page)), urlsplit(url)
    asked, given = set(parse_qsl(wanted.query)), set(parse_qsl(seen.query))
    return (
        _host(wanted) == _host(seen)
        and _path(wanted) == _path(seen)
        and asked <= given
        and (not wanted.fragment or wanted.fragment == seen.fragment)
    )


def _host(parts: SplitResult) -> str:
    return parts.netloc.rpartition("@")[2].lower().removeprefix("www.")


def _path(parts: SplitResult) -> str:
    return _INDEX.sub("/", unquote(parts.path) or "/").rstrip("/")
