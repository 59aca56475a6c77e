"""What ``playwright.config.yaml`` can say: sections, defaults, units and limits.

Times are seconds (``_s``), sizes are what their name says. A host is written alone: ``help.example``,
``help.example:8443`` or ``*.example``.
"""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import available_timezones

from pydantic import AfterValidator, Discriminator, Field, Tag, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from selfserve_check.scenario_url import check_host, check_web_url
from selfserve_check.settings_brand import BrandSection, ReportSection
from selfserve_check.settings_history import HistorySection
from selfserve_check.settings_limits import AuditsSection, LimitsSection, TimeoutsSection
from selfserve_check.settings_notify import NotifySection
from selfserve_check.settings_staging import VARIABLE, Aliases, PinSection
from selfserve_check.settings_web_server import WebServerSection
from selfserve_check.yaml_problems import did_you_mean
from selfserve_check.yaml_types import Conditions, PersonaName, Section, UserPath

RobotsRule = Literal["obey", "owner"]
Device = Literal["desktop", "phone"]
Consent = Literal["refuse", "accept", "leave"]

# Where fewer visitors than this share are expected to find a linked answer, missing it is the site's fault.
MISLED_BELOW = 0.25

HEADER_VALUE = re.compile(rf"^(?:[A-Za-z][A-Za-z0-9-]* )?\$\{{({VARIABLE})\}}$")
_HEADER_NAME = re.compile(r"^[!#$%&'*+.^_`|~0-9A-Za-z-]+$")
_HEADERS_OF_THE_BROWSER = {"host", "content-length", "connection", "transfer-encoding", "user-agent"}
_LOCALE = re.compile(r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")


def _header_name(name: str) -> str:
    if not _HEADER_NAME.match(name):
        raise ValueError("this is no name of a header; write one such as X-Staging-Key")
    if name.lower() in _HEADERS_OF_THE_BROWSER:
        raise ValueError(f"the header {name} is the browser's own (for User-Agent use browser.user_agent)")
    return name


def _header_value(value: str) -> str:
    if not HEADER_VALUE.match(value):
        raise ValueError(
            "a header's value comes from an environment variable, so that no secret stands in a file; "
            'write "${NAME_OF_A_VARIABLE}" or "Bearer ${NAME_OF_A_VARIABLE}"'
        )
    return value


def _variable_name(name: str) -> str:
    if not re.fullmatch(VARIABLE, name):
        raise ValueError("the name of an environment variable belongs here (the secret itself never does)")
    return name


def _read_by_post(line: str) -> str:
    method, _, pattern = line.strip().partition(" ")
    if method.upper() != "POST":
        raise ValueError('write it as "POST https://*.search.example/1/indexes/*"; only POST can be allowed')
    url = pattern.strip()
    check_web_url(url.replace("*", "x"))
    host = url.partition("://")[2].partition("/")[0]
    if not re.search(r"[A-Za-z0-9\]]", host.rpartition(".")[0] or host):
        raise ValueError(f"'{host}' would let every host be written to; name the host that answers the reads")
    return f"POST {url}"


def _locale(tag: str) -> str:
    if not _LOCALE.match(tag):
        raise ValueError("this is no language tag; write one such as en-GB or de-CH")
    return tag


@cache
def _known_zones() -> frozenset[str]:
    """The machine's time zones (it looks into every file of them); none where no database is installed."""
    return frozenset(available_timezones())


def _timezone(name: str) -> str:
    known = _known_zones()
    if known and name not in known:
        raise ValueError(f"'{name[:60]}' is no time zone{did_you_mean(name, known)}")
    return name


def _kind_of_robots(value: Any) -> str:
    return "by_host" if isinstance(value, dict) else "word"


Host = Annotated[str, AfterValidator(check_host)]
HeaderName = Annotated[str, AfterValidator(_header_name)]
HeaderValue = Annotated[
    str, AfterValidator(_header_value), Field(json_schema_extra={"pattern": HEADER_VALUE.pattern})
]
VariableName = Annotated[str, AfterValidator(_variable_name), Field(min_length=1, max_length=200)]
SiteUrl = Annotated[
    str, AfterValidator(check_web_url), Field(json_schema_extra={"format": "uri", "pattern": "^https?://"})
]
Robots = Annotated[
    Annotated[RobotsRule, Tag("word")] | Annotated[dict[Host, RobotsRule], Tag("by_host")],
    Discriminator(_kind_of_robots),
]


class BrowserSection(Section):
    """Which browser is used, and how it is started."""

    executable: UserPath | None = Field(
        default=None, description="Path of the browser; empty: the first one found"
    )
    headless: bool = Field(default=True, description="false shows the windows")
    sandbox: Literal["auto", "on", "off"] = Field(
        default="auto", description="Chromium's sandbox; auto: on unless we run as root"
    )
    user_agent: str | None = Field(
        default=None,
        max_length=500,
        pattern=r"^[\x20-\x7e]+$",
        description="Instead of the browser's own; 'selfserve-check/<version>' is appended to either",
    )


class Size(Section):
    """Of a window, in CSS pixels."""

    width: int = Field(ge=200, le=7_680)
    height: int = Field(ge=200, le=7_680)


class ViewportSection(Section):
    """The window of each device, in CSS pixels."""

    desktop: Size = Size(width=1_280, height=800)
    phone: Size = Size(width=390, height=844)


class RunSection(Section):
    """What a run asks, and with whom."""

    workers: int | None = Field(
        default=None, ge=1, le=64, description="Journeys at the same time; empty: one a core"
    )
    personas: tuple[PersonaName, ...] = Field(
        default=("menu", "search"),
        min_length=1,
        max_length=20,
        description="menu reads the page and clicks; search uses the site's search box first; thorough reads "
        "more and goes back sooner; skimmer reads little and leaves early",
    )
    confirm: Literal["always", "never"] = Field(
        default="always", description="Click every passed path through again in a fresh browser context"
    )
    retries: int = Field(
        default=1,
        ge=1,
        le=10,
        description="Looks at a failed question besides the first, each in a fresh browser context; one that "
        "finds the answer makes it flaky",
    )
    scenarios: tuple[UserPath, ...] = Field(
        default=(Path("scenarios"),), min_length=1, max_length=100, description="Files and folders"
    )


class SurveySection(Section):
    """The bounded crawl that looks for answers that no visitor found."""

    enabled: bool = True
    pages_max: int = Field(default=120, ge=1, le=10_000, description="Page states it may look at")


class ContactCostsSection(Section):
    """What people who get in touch cost, by the user's own figures: for an estimate."""

    share: float = Field(
        gt=0, le=1, allow_inf_nan=False, description="Of those left without an answer: how many get in touch"
    )
    per_contact: float = Field(
        gt=0, le=100_000, allow_inf_nan=False, description="What one call, chat or e-mail costs"
    )
    currency: str = Field(min_length=1, max_length=10, description="As it is to be shown: EUR, £")


class PaceSection(Section):
    """How gently each host is asked. On loopback there is no pause."""

    per_host_s: float = Field(
        default=0.5,
        ge=0,
        le=300,
        allow_inf_nan=False,
        description="Seconds between two documents of one host",
    )


class AuthSection(Section):
    """Basic auth of one host: the names of two environment variables."""

    username_env: VariableName
    password_env: VariableName


class OutputSection(Section):
    """Where reports are written."""

    folder: UserPath = Field(default=Path("reports"), description="Each run gets a folder of its own in it")


class TrackersSection(Section):
    """Analytics and advertising that nightly visits must not pollute."""

    block: bool = Field(default=True, description="Block known trackers")
    extra: tuple[Host, ...] = Field(default=(), max_length=1_000, description="Further hosts to block")


class Settings(BaseSettings):
    """The configuration of selfserve-check. Holds names of environment variables, never a secret.

    Built from its arguments alone; ``selfserve_check.settings.load_settings`` reads the file and the
    environment.
    """

    model_config = SettingsConfigDict(
        extra="forbid",
        frozen=True,
        str_strip_whitespace=True,
        title="playwright.config.yaml of selfserve-check",
        env_prefix="SELFSERVE_",
        env_nested_delimiter="__",
    )

    site: SiteUrl | None = Field(default=None, description="The site to ask: https://shop.example")
    hosts: tuple[Host, ...] = Field(
        default=(),
        max_length=200,
        description="Hosts whose pages may be opened besides the site's own (a help desk on another domain)",
    )
    robots: Robots = Field(
        default="obey",
        description="'owner' where robots.txt is yours to overrule, by host or for all that are asked",
    )
    allow_reads: tuple[Annotated[str, AfterValidator(_read_by_post)], ...] = Field(
        default=(),
        max_length=200,
        description="Reads sent by POST that are let through: 'POST https://*.search.example/1/indexes/*'",
    )
    allow_private: tuple[Host, ...] = Field(
        default=(), max_length=200, description="Hosts that may stand for private addresses"
    )
    devices: tuple[Device, ...] = Field(default=("desktop",), min_length=1, max_length=2)
    viewport: ViewportSection = ViewportSection()
    locale: Annotated[str, AfterValidator(_locale)] = Field(
        default="en-GB", description="Language tag that the browser asks for, such as en-GB"
    )
    timezone: Annotated[str, AfterValidator(_timezone)] = Field(
        default="Europe/London", description="IANA name, such as Europe/London"
    )
    consent: Consent = Field(
        default="refuse",
        description="What to do with cookie banners, free of clicks; refuse: refuse, else close, else "
        "accept; accept: accept first; leave: leave them as they are",
    )
    browser: BrowserSection = BrowserSection()
    timeouts: TimeoutsSection = TimeoutsSection()
    limits: LimitsSection = LimitsSection()
    run: RunSection = RunSection()
    survey: SurveySection = SurveySection()
    audits: AuditsSection = AuditsSection()
    misled_below: float = Field(
        default=MISLED_BELOW,
        ge=0,
        le=1,
        allow_inf_nan=False,
        description="An answer that every visitor missed though it is linked FAILS where a smaller share of "
        "visitors is expected to find it; otherwise a person is to look. 0: never FAILS",
    )
    contact_costs: ContactCostsSection | None = Field(
        default=None,
        description="Gives an estimate of what unanswered questions cost, for those with asked_per_month",
    )
    pace: PaceSection = PaceSection()
    headers: dict[Host, dict[HeaderName, HeaderValue]] = Field(
        default={}, description="Headers sent to one host; each value is ${NAME_OF_A_VARIABLE}"
    )
    auth: dict[Host, AuthSection] = Field(default={}, description="Basic auth, one host each")
    storage_state: UserPath | None = Field(
        default=None, description="File with a signed-in session, as Playwright's storage_state() saves it"
    )
    storage_state_env: VariableName | None = Field(
        default=None, description="The variable that holds such a session itself, instead of a file"
    )
    aliases: Aliases = Field(
        default={}, description="Links that lead to the first host are followed on the second: staging"
    )
    pin: dict[Host, PinSection] = Field(
        default={}, max_length=50, description="Cookies and query parameters that fix a variant, by host"
    )
    conditions: Conditions = Field(
        default=(), description="Bad days on which the same questions are asked, too"
    )
    output: OutputSection = OutputSection()
    brand: BrandSection = BrandSection()
    report: ReportSection = ReportSection()
    history: HistorySection = HistorySection()
    trackers: TrackersSection = TrackersSection()
    notify: NotifySection = NotifySection()
    web_server: WebServerSection | None = Field(
        default=None, description="Starts the site under test on this machine, and stops it after the run"
    )

    @model_validator(mode="after")
    def _one_session(self) -> Settings:
        if self.storage_state is not None and self.storage_state_env is not None:
            raise ValueError("storage_state and storage_state_env both give a session; remove one of the two")
        return self

    def robots_rule(self, host: str) -> RobotsRule:
        """The rule for ``host`` (``host`` or ``host:port``); patterns such as ``*.example`` count."""
        if isinstance(self.robots, str):
            return self.robots
        for name in (host, host.rpartition(":")[0] or host):
            matching = [rule for pattern, rule in self.robots.items() if fnmatchcase(name, pattern)]
            if matching:
                return self.robots.get(name, matching[0])
        return "obey"

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003 - the signature is pydantic-settings'
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - as above
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - as above
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - as above
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments only: what the environment says is read by ``load_settings``, where it is tested."""
        return (init_settings,)
