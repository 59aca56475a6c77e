"""Types of values that more than one of the files people write can hold."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from selfserve_check.journey.persona import PERSONAS
from selfserve_check.model.condition import CONDITIONS, LANGUAGE_TAG, LOCALE
from selfserve_check.yaml_problems import did_you_mean

PERSONA_NAMES = tuple(persona.name for persona in PERSONAS)


class Section(BaseModel):
    """One mapping of a file: unknown keys are refused, values do not change."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


def _expand(value: Any) -> Any:
    return Path(value).expanduser() if isinstance(value, str) and value.startswith("~/") else value


UserPath = Annotated[Path, BeforeValidator(_expand)]


def without_null(schema: dict[str, Any]) -> None:
    """Take null out of the properties of a JSON Schema: a key is either absent or has a value."""
    for name, rule in schema.get("properties", {}).items():
        arms = [arm for arm in rule.get("anyOf", ()) if arm != {"type": "null"}]
        rest = {key: value for key, value in rule.items() if (key, value) != ("default", None)}
        if len(arms) == 1:
            schema["properties"][name] = {**arms[0], **{k: v for k, v in rest.items() if k != "anyOf"}}
        elif arms:
            schema["properties"][name] = {**rest, "anyOf": arms}


def listed(value: Any) -> Any:
    """A single word where a list belongs is a list of one; everything else is left to the model."""
    return value if value is None or isinstance(value, list | tuple | dict) else [value]


def _persona(name: str) -> str:
    if name not in PERSONA_NAMES:
        hint = did_you_mean(name, PERSONA_NAMES)
        raise ValueError(f"'{name[:60]}' is not one of: {', '.join(PERSONA_NAMES)}{hint}")
    return name


PersonaName = Annotated[
    str, AfterValidator(_persona), WithJsonSchema({"type": "string", "enum": list(PERSONA_NAMES)})
]


def _condition(value: Any) -> Any:
    """The name of a condition; ``{locale: de-DE}`` is one, too."""
    if isinstance(value, dict) and set(value) == {"locale"}:
        return f"{LOCALE}{str(value['locale']).strip()}"
    if isinstance(value, dict):
        raise ValueError("a condition is one word, or 'locale: de-DE' with a language tag of yours")
    return value


def _known_condition(name: str) -> str:
    kind, colon, tag = name.partition(":")
    if colon and kind.strip() == LOCALE.partition(":")[0]:
        if not LANGUAGE_TAG.match(tag.strip()):
            raise ValueError(f"'{tag.strip()[:60]}' is no language tag; write one such as 'locale: de-DE'")
        return f"{LOCALE}{tag.strip()}"
    if name not in CONDITIONS:
        hint = did_you_mean(name, CONDITIONS)
        raise ValueError(f"'{name[:60]}' is not one of: {', '.join(CONDITIONS)}, 'locale: de-DE'{hint}")
    return name


_CONDITION_SCHEMA = {
    "anyOf": [
        {"type": "string", "enum": list(CONDITIONS)},
        {"type": "string", "pattern": "^locale: ?[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$"},
        {
            "type": "object",
            "properties": {"locale": {"type": "string", "pattern": LANGUAGE_TAG.pattern}},
            "required": ["locale"],
            "additionalProperties": False,
        },
    ]
}
Condition = Annotated[
    str, BeforeValidator(_condition), AfterValidator(_known_condition), WithJsonSchema(_CONDITION_SCHEMA)
]


def _one_or_more(value: Any) -> Any:
    return [value] if isinstance(value, str | dict) else value


def _each_once(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


Conditions = Annotated[
    tuple[Condition, ...],
    Field(max_length=20),
    BeforeValidator(_one_or_more, json_schema_input_type=Condition | tuple[Condition, ...]),
    AfterValidator(_each_once),
]
