"""Web addresses that people write: check them, take passwords out of them, move them to another site."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import SplitResult, unquote, urljoin, urlsplit, urlunsplit

URL_CHARACTERS_MAX = 2_000
_UNFIT = re.compile(r"[\x00-\x20\x7f\\]")
_HOST = re.compile(r"^(?=.{1,253}$)[^\s/:@?#\[\]%*,;\"'<>`|^{}\\]+$")
_IPV6 = re.compile(r"^[0-9a-fA-F:.]+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """Basic auth for one host (``host`` or ``host:port``, as in the address). Its text hides the secret."""

    host: str
    username: str = field(repr=False)
    password: str = field(repr=False)


def check_web_url(text: str) -> str:
    """Give ``text`` back when it is a usable http(s) address; raise ValueError saying what to write.

    The message never repeats what stands before an ``@``, which may be a password.
    """
    if len(text) > URL_CHARACTERS_MAX:
        raise ValueError(f"the address is {len(text)} characters long; at most {URL_CHARACTERS_MAX} are read")
    if _UNFIT.search(text):
        raise ValueError("the address has a space, a backslash or a control character in it; remove it")
    parts = _split(text)
    if parts.scheme.lower() not in ("http", "https"):
        raise ValueError(_scheme_advice(text, parts))
    _check_host(parts)
    return text


def split_credentials(url: str) -> tuple[str, Credentials | None]:
    """Take a user name and password out of ``url``.

    Gives the address without them, and the credentials or None. Percent-escapes are decoded.
    Raises ValueError when ``url`` is no web address.
    """
    parts = _split(check_web_url(url))
    if "@" not in parts.netloc:
        return url, None
    netloc = parts.netloc.rpartition("@")[2]
    found = Credentials(
        host=host_of(url),
        username=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
    )
    return urlunsplit(parts._replace(netloc=netloc)), found


def site_url(text: str) -> tuple[str, Credentials | None]:
    """The address of a site in its usual form (scheme and host in small letters, a path, no fragment).

    Gives it with the credentials that stood in it. Raises ValueError as :func:`check_web_url` does.
    """
    url, credentials = split_credentials(text)
    parts = urlsplit(url)
    tidy = parts._replace(netloc=host_of(url), path=parts.path or "/", fragment="")
    return urlunsplit(tidy), credentials


def host_of(url: str) -> str:
    """``host`` or ``host:port`` of a web address, in small letters, without the port its scheme implies."""
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2].lower()
    return host.removesuffix(":443" if parts.scheme == "https" else ":80")


def path_of(url: str) -> str:
    """Path, query and fragment of a web address."""
    return urlunsplit(urlsplit(url)._replace(scheme="", netloc=""))


def check_host(text: str) -> str:
    """Give ``text`` back, in small letters, when it names a host: ``help.example``, ``*.example``,
    ``localhost:8080`` or ``[::1]:8080``. Raises ValueError saying what to write."""
    if "://" in text or "/" in text:
        raise ValueError(f"write the host alone, without scheme and path: {_host_guess(text)!r}")
    bare = text.removeprefix("*.")
    try:
        parts = _split(f"http://{bare}")
        _check_host(parts)
    except ValueError as error:
        raise ValueError(f"this is no host name ({error})") from None
    if "@" in bare:
        raise ValueError("write the host alone, without a user name")
    return text.lower()


def resolve(site: str, written: str) -> str:
    """The absolute address of ``written`` (a path or an address) on ``site``, credentials taken out.

    Raises ValueError when that is no web address.
    """
    url = urljoin(site, written)
    return split_credentials(url)[0]


def move(url: str, *, old_site: str, new_site: str) -> str:
    """``url`` on ``new_site`` when it stands on ``old_site``; else ``url`` as it is.

    What follows the folder of the old site's address follows that of the new one's.
    """
    parts, old, new = urlsplit(url), urlsplit(old_site), urlsplit(new_site)
    if host_of(url) != host_of(old_site):
        return url
    old_folder, new_folder = _folder(old.path), _folder(new.path)
    path = parts.path or "/"
    below = f"{path}/".startswith(old_folder)
    moved = new_folder + path[len(old_folder) :] if below else path
    return urlunsplit(parts._replace(scheme=new.scheme, netloc=new.netloc, path=moved))


def _folder(path: str) -> str:
    if path.endswith("/") or not path:
        return path or "/"
    head, _, last = path.rpartition("/")
    return f"{head}/" if "." in last else f"{path}/"


def _split(text: str) -> SplitResult:
    try:
        return urlsplit(text)
    except ValueError:
        raise ValueError("the address cannot be read; check its brackets and its host") from None


def _scheme_advice(text: str, parts: SplitResult) -> str:
    if parts.scheme and "://" in text:
        return f"the address starts with '{parts.scheme[:20]}://'; only http:// and https:// can be opened"
    if text.startswith("//"):
        text = text[2:]
    if "@" in text:
        return "the address must start with http:// or https://"
    return f"the address must start with http:// or https://; did you mean 'https://{text[:80]}'?"


def _check_host(parts: SplitResult) -> None:
    try:
        port, host = parts.port, parts.hostname
    except ValueError:
        raise ValueError("the port in the address is not a number from 1 to 65535") from None
    if not host:
        raise ValueError("the address names no host; write one such as https://shop.example")
    if port == 0:
        raise ValueError("the port in the address is not a number from 1 to 65535")
    shape = _IPV6 if ":" in host else _HOST
    if not shape.match(host) or host.startswith(".") or ".." in host:
        raise ValueError("the host in the address is not one that can be opened")


def _host_guess(text: str) -> str:
    rest = text.partition("://")[2] or text
    return rest.partition("/")[0].rpartition("@")[2] or "shop.example"
