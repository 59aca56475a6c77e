"""``web_server:`` of the configuration: the site under test, started for a run and stopped after it."""

from __future__ import annotations

from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import AfterValidator, Discriminator, Field, Tag

from selfserve_check.scenario_url import check_web_url
from selfserve_check.settings_limits import Seconds
from selfserve_check.yaml_types import Section, UserPath


def _on_this_machine(url: str) -> str:
    check_web_url(url)
    if "@" in url.partition("://")[2].partition("/")[0]:
        raise ValueError("write it without a user name: that the server asks for one is answer enough")
    host = (urlsplit(url).hostname or "").rstrip(".")
    if host != "localhost" and not host.endswith(".localhost") and not _is_loopback(host):
        raise ValueError(f"'{host}' is not this machine; a server started here answers at localhost")
    return url


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _how_written(value: Any) -> str:
    return "words" if isinstance(value, list | tuple) else "line"


Line = Annotated[str, Field(min_length=1, max_length=4_000)]
Words = Annotated[
    tuple[Annotated[str, Field(max_length=4_000)], ...],
    Field(min_length=1, max_length=200),
]
Command = Annotated[
    Annotated[Line, Tag("line")] | Annotated[Words, Tag("words")], Discriminator(_how_written)
]


class WebServerSection(Section):
    """The site under test: started before the first question, stopped with its children after the last."""

    command: Command = Field(
        description="A line for the shell (npm run build && npm start), or a list of words, run without one"
    )
    url: Annotated[str, AfterValidator(_on_this_machine)] = Field(
        description="On this machine; asked until it answers, with anything but 404 and 5xx",
        json_schema_extra={"format": "uri", "pattern": "^https?://"},
    )
    timeout_s: Seconds = Field(default=60.0, description="How long it may take until it answers")
    reuse: bool = Field(
        default=False, description="true: one that answers already is used, and not stopped; false: an error"
    )
    stop_s: Seconds = Field(default=5.0, description="How long it may take to end when asked to; then killed")
    folder: UserPath = Field(default=Path(), description="Where the command runs")
