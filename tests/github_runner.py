"""What GitHub's runner makes of a step: its commands, its outputs, its shell. Written from its documentation
(docs.github.com, workflow commands) and kept strict: what it would take for a command is one here."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

_V2 = re.compile(r"^::([\w-]+)(?: ([^:]*))?::(.*)$", re.DOTALL)
_EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    name: str
    properties: Mapping[str, str]
    text: str


def commands_in(printed: str) -> list[Command]:
    """The commands that the runner carries out of what a step printed."""
    found: list[Command] = []
    token = ""
    for line in re.split(r"\r\n|\n|\r", printed):
        new = _V2.match(line.lstrip())
        if token:
            token = "" if new and new[1] == token else token
        elif new and new[1] == "stop-commands":
            token = new[3]
        elif new:
            found.append(Command(name=new[1], properties=_properties(new[2] or ""), text=_plain(new[3])))
        elif "##[" in line:
            found.append(Command(name="old style", properties={}, text=line))
    return found


def _properties(text: str) -> dict[str, str]:
    pairs = (pair.partition("=") for pair in text.split(",") if pair)
    return {name.strip(): _plain(value, ("%3A", ":"), ("%2C", ",")) for name, _, value in pairs}


def _plain(text: str, *more: tuple[str, str]) -> str:
    for code, char in (("%0D", "\r"), ("%0A", "\n"), *more, ("%25", "%")):
        text = text.replace(code, char)
    return text


def outputs_in(file: Path) -> dict[str, str]:
    """The outputs that a step wrote, as the runner reads its file: ``name=value`` or ``name<<delimiter``."""
    found: dict[str, str] = {}
    lines = iter(file.read_text(encoding="utf-8").split("\n"))
    for line in lines:
        name, fence, delimiter = line.partition("<<")
        if fence and "=" not in name:
            value = []
            for inside in lines:
                if inside == delimiter:
                    break
                value.append(inside)
            else:
                raise AssertionError(f"{name}: no end of the value")
            found[name] = "\n".join(value)
        elif line:
            name, equals, value_text = line.partition("=")
            assert equals, line
            found[name] = value_text
    return found


@dataclass(slots=True, kw_only=True)
class Job:
    """A job on this machine that runs the shell steps of a composite action, one after the other."""

    action: Path
    workspace: Path
    temp: Path
    environ: dict[str, str]
    inputs: dict[str, str]
    parsed: dict[str, Any] = field(init=False)
    outputs: dict[str, dict[str, str]] = field(init=False, default_factory=dict)
    path: list[str] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        self.parsed = YAML(typ="safe").load((self.action / "action.yml").read_text(encoding="utf-8"))
        unknown = set(self.inputs) - set(self.parsed["inputs"])
        assert not unknown, unknown

    @property
    def summary(self) -> Path:
        return self.temp / "summary-ask"

    def run(self, step_id: str) -> subprocess.CompletedProcess[str]:
        """The step of that id, with the environment and the shell that a runner gives it."""
        step = next(step for step in self.parsed["runs"]["steps"] if step.get("id") == step_id)
        assert step["shell"] == "bash"
        assert "${{" not in step["run"], "an input in a script can become a command"
        files = {name: self.temp / f"{name}-{step_id}" for name in ("output", "path", "summary", "env")}
        for file in files.values():
            file.touch()
        script = self.temp / f"{step_id}.sh"
        script.write_text(step["run"], encoding="utf-8")
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", str(script)],
            cwd=self.workspace / self.filled(step.get("working-directory", ".")),
            env=self._environment(step, files),
            capture_output=True,
            text=True,
            check=False,
        )
        self.outputs[step_id] = outputs_in(files["output"])
        self.path = [*files["path"].read_text().split("\n")[:-1], *self.path]
        return done

    def filled(self, text: str) -> str:
        return _EXPRESSION.sub(lambda found: self._value(found[1]), str(text))

    def action_outputs(self) -> dict[str, str]:
        """What a workflow reads as ``steps.<id>.outputs``."""
        return {name: self.filled(one["value"]) for name, one in self.parsed["outputs"].items()}

    def _value(self, expression: str) -> str:
        kind, _, name = expression.partition(".")
        if kind == "inputs":
            return str(self.inputs.get(name, self.parsed["inputs"][name].get("default", "")))
        step, _, output = name.partition(".outputs.")
        assert kind == "steps", expression
        return self.outputs.get(step, {}).get(output, "")

    def _environment(self, step: Mapping[str, Any], files: Mapping[str, Path]) -> dict[str, str]:
        given = step.get("env") or {}
        return {
            **self.environ,
            **{name: self.filled(value) for name, value in given.items()},
            "PATH": ":".join([*self.path, self.environ["PATH"]]),
            "CI": "true",
            "GITHUB_ACTIONS": "true",
            "GITHUB_ACTION_PATH": str(self.action),
            "GITHUB_WORKSPACE": str(self.workspace),
            "GITHUB_STEP_SUMMARY": str(files["summary"]),
            "GITHUB_OUTPUT": str(files["output"]),
            "GITHUB_PATH": str(files["path"]),
            "GITHUB_ENV": str(files["env"]),
            "RUNNER_TEMP": str(self.temp),
        }
