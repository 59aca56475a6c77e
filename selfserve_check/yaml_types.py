"""Types of values that more than one of the files people write can hold."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, WithJsonSchema

from selfserve_check.journey.persona import PERSONAS
from selfserve_check.yaml_problems import did_you_mean

PERSONA_NAMES = tuple(persona.name for persona in PERSONAS)


class Section(BaseModel):
    """One mapping of a file: unknown keys are refused, values do not change."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


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
