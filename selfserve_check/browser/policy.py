"""What may be read: one value that every layer of the guard goes by."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from selfserve_check import __version__
from selfserve_check.errors import UserError
from selfserve_check.language.redact import MASK, is_secret

READ_METHODS = frozenset({"GET", "HEAD"})
DEFAULT_PORTS = {"http": 80, "https": 443, "ws": 80, "wss": 443}

_METHOD = re.compile(r"^[A-Z]{3,20}$")
_SECRET_KEY = re.compile(
    r"token|secret|passw|pwd|auth|api[-_]?key|^key$|sign?ature|^sig$|session|^sid$|jwt|^code$|otp|nonce|"
    r"credential|e-?mail|^state$",
    re.IGNORECASE,
)
_SECRET_VALUE = re.compile(r"^(?=.*[0-9])(?=.*[A-Za-z])[A-Za-z0-9_.~+/=-]{24,}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """The parts of a URL that the policy looks at. ``host`` is lower-case, without brackets."""

    scheme: str
    host: str
    port: int
    path: str
    query: str

    @property
    def host_port(self) -> str:
        """The host, with its port unless that is the scheme's own."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if DEFAULT_PORTS.get(self.scheme) == self.port else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        return f"{self.scheme}://{self.host_port}"


def address_of(url: str) -> Address | None:
    """The parts of an http, https, ws or wss URL; None for everything else and for what is no URL."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    default = DEFAULT_PORTS.get(parts.scheme)
    if default is None or not parts.hostname:
        return None
    return Address(
        scheme=parts.scheme,
        host=parts.hostname.rstrip(".").lower(),
        port=default if port is None else port,
        path=parts.path or "/",
        query=parts.query,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class AllowedRead:
    """A request that reads although its method is not GET or HEAD, named by the user.

    ``host``, ``path`` and ``query`` are regular expressions made from globs, plain enough to mean the same
    in Python and in JavaScript. ``query`` is None where the pattern was written without one: then every
    query matches.
    """

    method: str
    scheme: str
    host: str
    port: int
    path: str
    query: str | None

    def matches(self, method: str, address: Address) -> bool:
        """Whether the request is the one meant."""
        same_place = (self.method, self.scheme, self.port) == (method, address.scheme, address.port)
        if not same_place or not _whole(self.host, address.host):
            return False
        if self.query is not None and not _whole(self.query, address.query):
            return False
        return _whole(self.path, address.path)


def glob_pattern(glob: str) -> str:
    """A regular expression for ``glob``: ``*`` is any text, ``[x]`` the one character x, the rest itself."""
    parts = re.split(r"(\*|\[.\])", glob)
    return "".join(".*" if part == "*" else re.escape(_literal(part)) for part in parts)


def _literal(part: str) -> str:
    return part[1] if len(part) == 3 and part[0] == "[" and part[2] == "]" else part


def _whole(pattern: str, text: str) -> bool:
    return re.fullmatch(pattern, text, re.DOTALL) is not None


def parse_allowed_read(text: str) -> AllowedRead:
    """Read a line such as ``POST https://*.search.example/1/indexes/*``.

    Raises UserError that says what is wrong and what a right line looks like.
    """
    method, _, pattern = text.strip().partition(" ")
    pattern = pattern.strip()
    hint = (
        f"allow_reads: {text!r}: write a method and a URL, as in 'POST https://*.search.example/1/indexes/*'"
    )
    if not _METHOD.match(method) or not pattern or " " in pattern:
        raise UserError(hint)
    if method in READ_METHODS | {"CONNECT", "OPTIONS", "TRACE"}:
        raise UserError(f"allow_reads: {text!r}: {method} need not be (or cannot be) allowed; {hint}")
    address = address_of(pattern)
    if address is None or address.scheme not in ("http", "https"):
        raise UserError(f"{hint}; the URL must start with http:// or https:// and name a host")
    if not re.search(r"[a-z0-9]", address.host):
        raise UserError(f"allow_reads: {text!r}: the host is only a wildcard; name at least its domain")
    return AllowedRead(
        method=method,
        scheme=address.scheme,
        host=glob_pattern(address.host),
        port=address.port,
        path=glob_pattern(address.path),
        query=glob_pattern(address.query) if "?" in pattern else None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadPolicy:
    """Everything the guard needs to know about this run.

    ``site`` is the origin under test. ``hosts`` are hosts (``help.example`` on any port, or
    ``help.example:8443`` on that port only) that top-level documents may come from; the site's own is
    always among them. ``robots_owner`` are hosts whose robots.txt the user owns and has set aside.
    ``allow_private`` are hosts that may lie in a private network. ``headers`` are (host, name, value) and
    ``basic_auth`` (host, user, password): sent to that host only, never shown. ``bytes_max`` is for one
    response, in bytes. ``aliases`` are (host, the host that is asked in its place); ``pins`` are (host,
    query parameters of its documents). See ``readdress``.
    """

    site: str
    hosts: frozenset[str] = frozenset()
    allow_reads: tuple[str, ...] = ()
    robots_owner: frozenset[str] = frozenset()
    allow_private: frozenset[str] = frozenset()
    block_trackers: bool = True
    extra_trackers: tuple[str, ...] = ()
    headers: tuple[tuple[str, str, str], ...] = field(default=(), repr=False)
    basic_auth: tuple[tuple[str, str, str], ...] = field(default=(), repr=False)
    product_token: str = f"selfserve-check/{__version__}"
    popups_max: int = 3
    bytes_max: int = 50_000_000
    redirects_max: int = 10
    frames_loaded_max: int = 100
    frames_deep_max: int = 5
    aliases: tuple[tuple[str, str], ...] = ()
    pins: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = field(default=(), repr=False)

    def is_site(self, host: str, port: int) -> bool:
        """Whether this is the host of the site under test, on whatever port."""
        site = address_of(self.site)
        return site is not None and (site.host == host or names(self.allow_private, host, port))

    def may_open(self, address: Address) -> bool:
        """Whether a top-level document may come from here."""
        site = address_of(self.site)
        own = site is not None and (site.host, site.port) == (address.host, address.port)
        same_name = site is not None and site.host == address.host
        usual = address.port in (80, 443) and same_name
        return own or usual or names(self.hosts, address.host, address.port)

    def is_owner(self, address: Address) -> bool:
        """Whether the user owns this host and set its robots.txt aside."""
        return names(self.robots_owner, address.host, address.port)

    def headers_for(self, address: Address) -> dict[str, str]:
        """The headers that only this host may get: those the user gave, and basic auth. Lower-case names."""
        found = {name.lower(): value for host, name, value in self.headers if _is_for(host, address)}
        for host, user, password in self.basic_auth:
            if _is_for(host, address):
                found["authorization"] = _basic(user, password)
        return found

    def secret_values(self) -> frozenset[str]:
        """Every header value that is meant for one host only."""
        logins = (_basic(user, password) for _, user, password in self.basic_auth)
        return frozenset((*(value for _, _, value in self.headers), *logins))

    @property
    def has_secrets(self) -> bool:
        """Whether any host gets headers of its own."""
        return bool(self.headers or self.basic_auth)


def _basic(user: str, password: str) -> str:
    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode("ascii")


def context_options(policy: ReadPolicy, user_agent: str) -> dict[str, Any]:
    """Arguments of Playwright's ``Browser.new_context`` that the guard needs.

    ``user_agent`` is the browser's own (for the view); our name is appended to it. No download is
    accepted, no service worker starts, no permission is granted.
    """
    return {
        "accept_downloads": False,
        "service_workers": "block",
        "permissions": [],
        "user_agent": f"{user_agent} {policy.product_token}".strip(),
    }


def _is_for(host: str, address: Address) -> bool:
    return names(frozenset({host}), address.host, address.port)


def names(entries: frozenset[str], host: str, port: int) -> bool:
    """Whether one of ``entries`` (``host``, ``host:port``, ``*.domain``) means this host and port."""
    bracketed = f"[{host}]" if ":" in host else host
    meant = {host, bracketed, f"{bracketed}:{port}"}
    return any(_means(entry.lower(), meant) for entry in entries)


def _means(entry: str, meant: set[str]) -> bool:
    if entry.startswith("*."):
        return any(name.endswith(entry[1:]) for name in meant)
    return entry in meant


def mask_url(url: str, length_max: int = 500) -> str:
    """``url`` fit for a report: no user name or password, no fragment, no secrets in its query.

    A query value is masked when its key says so (token, session, signature …) or when it looks like a
    key: at least 24 characters of letters and digits mixed.
    """
    address = address_of(url)
    if address is None:
        return url.split("?")[0].split("#")[0][:length_max]
    query = ""
    if address.query:
        pairs = parse_qsl(address.query, keep_blank_values=True)
        masked = [(key, _masked(key, value)) for key, value in pairs]
        query = "?" + urlencode(masked, safe="*/:,", quote_via=quote)
    return f"{address.origin}{address.path}{query}"[:length_max]


def _masked(key: str, value: str) -> str:
    secret = is_secret(key, value) or _SECRET_KEY.search(key) or _SECRET_VALUE.match(value)
    return MASK if secret and value else value


def suggestion(method: str, url: str) -> str:
    """The ``allow_reads`` line that would let this request through, or "" where none can."""
    address = address_of(url)
    if address is None or address.scheme not in ("http", "https") or method in READ_METHODS:
        return ""
    return f"{method} {address.origin}{_escaped(address.path)}"


def _escaped(path: str) -> str:
    return re.sub(r"([*\[])", r"[\1]", path)  # the line lets this request through, and no other
