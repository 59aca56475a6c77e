"""Tells people of changes through apprise, once for a run. Whatever goes wrong is one line to read."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from selfserve_check.report.news import News, message
from selfserve_check.settings_notify import IN_LINK, NotifyAddress, NotifySection

# Where CI machines say which job they run: the first that is set.
_JOBS = (
    "${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}/actions/runs/${GITHUB_RUN_ID}",
    "${CI_JOB_URL}",
    "${BUILD_URL}",
)


def link_of(section: NotifySection, environ: Mapping[str, str], report: str) -> str:
    """Where people open the report: what the settings say, else the CI job's own page, else its path here."""
    for template in (section.link, *_JOBS):
        if template and all(environ.get(name) for name in IN_LINK.findall(template)):
            return IN_LINK.sub(lambda found: environ[found[1]], template)
    return report


def tell(
    news: Sequence[News], addresses: Sequence[NotifyAddress], link: str, timeout_s: float
) -> tuple[str, ...]:
    """Send one message with all ``news`` to every address; returns what a person should read, which names
    the variable of an address and never the address."""
    if not news or not addresses:
        return ()
    title, text = message(news, link)
    refused: list[str] = []
    done = threading.Event()

    def work() -> None:
        refused.extend(_send(title, text, addresses))
        done.set()

    # A service that never answers must not keep the run: the thread ends with the process.
    threading.Thread(target=work, name="selfserve-check-notify", daemon=True).start()
    if not done.wait(timeout_s):
        return (f"notify: not everybody was told within {timeout_s:g} s (notify.timeout_s)",)
    return tuple(dict.fromkeys(refused))


def _send(title: str, text: str, addresses: Sequence[NotifyAddress]) -> Iterator[str]:
    try:
        import apprise
    except ImportError:
        yield "notify: nobody was told; install it with: pip install 'selfserve-check[notify]'"
        return
    asset = apprise.AppriseAsset(app_id="selfserve-check", app_desc="selfserve-check", app_url="")
    for address in addresses:
        with _quiet():
            told = _sent(apprise, asset, address, title, text)
        if told is None:
            yield f"notify: ${{{address.variable}}} holds no address that apprise knows"
        elif not told:
            yield f"notify: who is behind ${{{address.variable}}} was not told; it refused or did not answer"


def _sent(apprise: object, asset: object, address: NotifyAddress, title: str, text: str) -> bool | None:
    """Whether it was told; None where the address is none."""
    service = apprise.Apprise(asset=asset)  # type: ignore[attr-defined]  # a module without types
    if not service.add(address.url):
        return None
    try:
        return bool(service.notify(body=text, title=title, body_format="text"))
    except Exception:  # noqa: BLE001 -- a plugin for one of a hundred services; its words may hold the address
        return False


@contextmanager
def _quiet() -> Iterator[None]:
    """While inside, nothing is logged: apprise and the libraries below it write whole addresses there."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(before)
