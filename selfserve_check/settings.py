"""``playwright.config.yaml``, the environment and flags -> :class:`Settings`.

A flag beats ``SELFSERVE_SECTION__KEY``, which beats the file, which beats the default. The file is ours:
Playwright itself reads only JavaScript and TypeScript configurations.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any, get_origin

from pydantic import ValidationError
from pydantic.fields import FieldInfo
from pydantic_settings import EnvSettingsSource

from selfserve_check.errors import FileProblem, FileProblemsError
from selfserve_check.scenario_url import Credentials, split_credentials
from selfserve_check.settings_history import HistoryAddress, history_address
from selfserve_check.settings_model import HEADER_VALUE, Settings
from selfserve_check.settings_notify import ADDRESSES_MAX, NotifyAddress, notify_addresses
from selfserve_check.settings_paths import anchored
from selfserve_check.settings_staging import PIN_FROM_VARIABLE
from selfserve_check.yaml_problems import did_you_mean, messages
from selfserve_check.yaml_source import CONFIG_NAME, Loc, Node, Source, Spot, read_yaml

__all__ = [
    "CONFIG_NAME",
    "GivenProblem",
    "LoadedSettings",
    "Secrets",
    "Settings",
    "load_settings",
    "read_settings",
    "with_credentials",
]

ENV_PREFIX = "SELFSERVE_"
Layer = dict[str, Any]

_PLAYWRIGHT_KEYS = {
    "use": "browser, viewport, locale and timezone stand at the top of this file",
    "baseURL": "here it is called 'site'",
    "base_url": "here it is called 'site'",
    "testDir": "scenarios are named in run.scenarios",
    "workers": "here it is called run.workers",
    "timeout": "deadlines stand in 'timeouts', in seconds",
    "retries": "here it is called run.retries",
    "reporter": "every run writes all reports; 'output.folder' says where",
    "outputDir": "here it is called output.folder",
    "projects": "devices are named in 'devices'",
    "webServer": "here it is called web_server",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenProblem(FileProblem):
    """Something wrong that no file says: ``file`` names the variable or the flag."""

    def __str__(self) -> str:
        return f"{self.file}: {self.message}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """What fixes a variant on ``host``: names and values, those from the environment filled in."""

    host: str
    cookies: Mapping[str, str] = field(default_factory=dict, repr=False)
    query: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Secrets:
    """What the environment holds for single hosts (names in small letters). Its text shows none of it.

    ``storage_state`` is a signed-in session as JSON, "" where there is none in the environment;
    ``pinned`` are those values of ``pins`` that came from the environment; ``history`` is the address of
    the history; ``notify`` are those of the services that are told.
    """

    headers: Mapping[str, Mapping[str, str]] = field(default_factory=dict, repr=False)
    auth: Mapping[str, Credentials] = field(default_factory=dict, repr=False)
    storage_state: str = field(default="", repr=False)
    pins: tuple[Pin, ...] = field(default=(), repr=False)
    pinned: tuple[str, ...] = field(default=(), repr=False)
    history: HistoryAddress = field(default=HistoryAddress(), repr=False)
    notify: tuple[NotifyAddress, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedSettings:
    """Settings, the secrets they name, and what the author should know. ``file`` is "" when none was read."""

    settings: Settings
    secrets: Secrets
    file: str = ""
    warnings: tuple[FileProblem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Layers:
    """The same tree of keys as three hands wrote it; ``source`` knows the places in the file."""

    overrides: Layer
    environment: Layer
    names: Mapping[Loc, str]
    file: Layer
    source: Source

    def merged(self) -> Layer:
        return _over(_over(self.file, self.environment), self.overrides)

    def problem(self, loc: Loc, message: str, *, of_key: bool = False) -> FileProblem:
        """A problem at ``loc``, told of the layer that beats the others there."""
        depths = [_depth(layer, loc) for layer in (self.overrides, self.environment, self.file)]
        if not any(depths) or depths[2] > max(depths[:2]):
            return self.source.problem(loc, message, of_key=of_key)
        if depths[0] >= depths[1]:
            return _given(f"command line ({'.'.join(map(str, loc))})", message)
        return _given(f"environment variable {self._name(loc)}", message)

    def _name(self, loc: Loc) -> str:
        small = tuple(str(part).lower() for part in loc)
        prefixes = (small[:length] for length in range(len(small), 0, -1))
        return next((self.names[prefix] for prefix in prefixes if prefix in self.names), ENV_PREFIX + "*")


def load_settings(path: Path | None, environ: Mapping[str, str], overrides: Layer | None = None) -> Settings:
    """The settings alone; see :func:`read_settings`."""
    return read_settings(path, environ, overrides).settings


def read_settings(
    path: Path | None,
    environ: Mapping[str, str],
    overrides: Layer | None = None,
    *,
    need_secrets: bool = True,
) -> LoadedSettings:
    """Read the file at ``path`` (None: ``./playwright.config.yaml`` when there is one), then ``environ``,
    then ``overrides`` (nested like the file; a value of None means "not given").

    Relative paths in the file start at the file's folder. A site with a user name and password is
    stripped of them; they come back as secrets of that host. With ``need_secrets`` a variable that the
    file names and ``environ`` lacks is an error, else a warning. Raises FileProblemsError with everything
    that is wrong.
    """
    source, warnings = _source(path)
    file, problems = _file_layer(source)
    environment, names, unknown = _environment_layer(environ)
    layers = _Layers(
        overrides=_without_none(overrides or {}),
        environment=environment,
        names=names,
        file=anchored(file, Path(source.file).parent),
        source=source,
    )
    values = layers.merged()
    auth = _take_site_credentials(values, layers, warnings)
    settings, wrong = _validated(values, layers)
    secrets, missing = _secrets(values, environ, layers) if settings else (Secrets(), [])
    if not need_secrets:
        warnings, missing = warnings + missing, []
    problems = source.all_problems([*problems, *wrong, *unknown, *missing])
    if problems or settings is None:
        raise FileProblemsError(_sorted(problems))
    secrets = replace(secrets, auth={**secrets.auth, **auth})
    return LoadedSettings(settings=settings, secrets=secrets, file=source.file, warnings=tuple(warnings))


def with_credentials(secrets: Secrets, credentials: Sequence[Credentials]) -> Secrets:
    """``secrets`` with what stood in addresses; what the configuration says of a host wins."""
    found = {one.host: one for one in credentials}
    return replace(secrets, auth={**found, **secrets.auth})


class _Environment(EnvSettingsSource):
    """pydantic-settings' reading of ``SELFSERVE_SECTION__KEY``, of the mapping it is handed."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        super().__init__(Settings)
        self.env_vars = environ

    def decode_complex_value(
        self,
        field_name: str,  # noqa: ARG002 - the signature is pydantic-settings'
        field: FieldInfo,
        value: Any,
    ) -> Any:
        """JSON where it is JSON, else words between commas where a list belongs, else the text."""
        text = str(value).strip()
        if text.startswith(("[", "{")):
            try:
                return json.loads(text)
            except ValueError:
                return text
        if field is not None and get_origin(field.annotation) is tuple:
            return [word.strip() for word in text.split(",") if word.strip()]
        return text


def _source(path: Path | None) -> tuple[Source, list[FileProblem]]:
    """The file's tree (an empty one when there is no file), and a warning about a name nearly right."""
    if path is not None:
        return read_yaml(path), []
    if Path(CONFIG_NAME).is_file():
        return read_yaml(Path(CONFIG_NAME)), []
    near = Path(CONFIG_NAME).with_suffix(".yml")
    warning = FileProblem(
        file=str(near), line=1, column=1, message=f"is not read; rename it to {CONFIG_NAME}"
    )
    return Source(file="", root=Node(spot=Spot(), value={})), [warning] if near.is_file() else []


def _file_layer(source: Source) -> tuple[Layer, list[FileProblem]]:
    data = source.data()
    if data is None:
        return {}, []
    if not isinstance(data, dict):
        return {}, [source.problem((), "the file must be a mapping, such as 'site: https://shop.example'")]
    # a section whose keys are all commented out is an empty section
    return {
        key: value for key, value in data.items() if value is not None or key not in Settings.model_fields
    }, []


def _environment_layer(environ: Mapping[str, str]) -> tuple[Layer, dict[Loc, str], list[FileProblem]]:
    """Values from the environment, the variable behind each place, and variables that nobody reads."""
    ours = {name: value for name, value in environ.items() if name.upper().startswith(ENV_PREFIX)}
    names: dict[Loc, str] = {tuple(name[len(ENV_PREFIX) :].lower().split("__")): name for name in ours}
    unknown: list[FileProblem] = [
        _given(
            f"environment variable {name}",
            f"there is no section '{loc[0]}'{did_you_mean(str(loc[0]), known)}",
        )
        for loc, name in names.items()
        if len(loc) > 1 and loc[0] not in (known := set(Settings.model_fields))
    ]
    values = _Environment({name.lower(): value for name, value in ours.items()})()
    return dict(values), names, unknown


def _validated(values: Layer, layers: _Layers) -> tuple[Settings | None, list[FileProblem]]:
    try:
        return Settings.model_validate(values), []
    except ValidationError as error:
        return None, [
            layers.problem(loc, _playwright_key(loc, of_key) or message, of_key=of_key)
            for loc, of_key, message in messages(error, Settings)
        ]


def _playwright_key(loc: Loc, of_key: bool) -> str:
    """Keys of Playwright's own configuration are a likely mistake: the file names look alike."""
    hint = _PLAYWRIGHT_KEYS.get(str(loc[0])) if of_key and len(loc) == 1 else None
    return f"unknown key '{loc[0]}': it belongs to Playwright's own configuration; {hint}" if hint else ""


def _take_site_credentials(
    values: Layer, layers: _Layers, warnings: list[FileProblem]
) -> dict[str, Credentials]:
    """Take a password out of ``values["site"]``; an address that cannot be read is left to the model."""
    try:
        values["site"], found = split_credentials(values["site"])
    except (KeyError, ValueError, TypeError):
        return {}
    if found is None:
        return {}
    message = f"the password was taken out of the address; it is used for {found.host} alone. Better: 'auth:'"
    warnings.append(layers.problem(("site",), message))
    return {found.host: found}


def _secrets(values: Layer, environ: Mapping[str, str], layers: _Layers) -> tuple[Secrets, list[FileProblem]]:
    """Look up every variable that ``values`` (already found valid) names."""
    problems: list[FileProblem] = []

    def look_up(loc: Loc, name: str, *, lines: bool = False) -> str:
        value = environ.get(name, "")
        if not value:
            problems.append(layers.problem(loc, f"the environment variable {name} is not set; export it"))
        elif not lines and any(ord(character) < 32 for character in value):
            problems.append(
                layers.problem(
                    loc, f"the environment variable {name} holds a line break or another control character"
                )
            )
        return value

    headers = {
        host.lower(): {name: _filled(text, look_up, ("headers", host, name)) for name, text in fields.items()}
        for host, fields in (values.get("headers") or {}).items()
    }
    auth = {
        host.lower(): Credentials(
            host=host.lower(),
            username=look_up(("auth", host, "username_env"), pair["username_env"].strip()),
            password=look_up(("auth", host, "password_env"), pair["password_env"].strip()),
        )
        for host, pair in (values.get("auth") or {}).items()
    }
    name = str(values.get("storage_state_env") or "").strip()
    found = Secrets(
        headers=headers,
        auth=auth,
        storage_state=look_up(("storage_state_env",), name, lines=True) if name else "",
    )
    written = str((values.get("history") or {}).get("url") or "").strip()
    found = replace(found, history=history_address(written, partial(look_up, ("history", "url"))))
    written_urls = (values.get("notify") or {}).get("urls") or ()
    told = [
        one
        for place, text in enumerate(written_urls)
        for one in notify_addresses(text, partial(look_up, ("notify", "urls", place), lines=True))
    ]
    found = replace(found, notify=tuple(told[:ADDRESSES_MAX]))
    return _with_pins(found, values.get("pin") or {}, look_up), problems


def _with_pins(secrets: Secrets, pins: Layer, look_up: Callable[[Loc, str], str]) -> Secrets:
    """``secrets`` with the pins of every host; what came from a variable is remembered as secret."""
    hidden: list[str] = []

    def filled(loc: Loc, written: Any) -> str:
        text = str(written).strip()
        variable = PIN_FROM_VARIABLE.match(text)
        if variable is None:
            return text
        value = look_up(loc, variable.group(1))
        hidden.append(value)
        return value

    def section(host: str, name: str) -> dict[str, str]:
        written = pins[host].get(name) or {}
        return {key.strip(): filled(("pin", host, name, key), value) for key, value in written.items()}

    found = tuple(
        Pin(host=host.lower(), cookies=section(host, "cookies"), query=section(host, "query"))
        for host in pins
    )
    return replace(secrets, pins=found, pinned=tuple(hidden))


def _filled(template: str, look_up: Callable[[Loc, str], str], loc: Loc) -> str:
    found = HEADER_VALUE.match(template.strip())
    name = found.group(1) if found else ""
    return template.strip().replace(f"${{{name}}}", look_up(loc, name))


def _over(low: Layer, high: Layer) -> Layer:
    """``high`` laid over ``low``, key by key."""
    both = {
        key: _over(low[key], value) if isinstance(value, dict) and isinstance(low.get(key), dict) else value
        for key, value in high.items()
    }
    return {**low, **both}


def _without_none(layer: Layer) -> Layer:
    kept = {key: value for key, value in layer.items() if value is not None}
    return {key: _without_none(value) if isinstance(value, dict) else value for key, value in kept.items()}


def _depth(layer: Any, loc: Loc) -> int:
    """How many parts of ``loc`` are found in ``layer``."""
    for depth, part in enumerate(loc):
        inside = dict(enumerate(layer)) if isinstance(layer, list | tuple) else layer
        if not isinstance(inside, dict) or part not in inside:
            return depth
        layer = inside[part]
    return len(loc)


def _given(where: str, message: str) -> GivenProblem:
    return GivenProblem(file=where, line=1, column=1, message=message)


def _sorted(problems: list[FileProblem]) -> tuple[FileProblem, ...]:
    return tuple(sorted(problems, key=lambda one: (one.file, one.line, one.column)))
