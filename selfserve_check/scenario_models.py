"""What a scenario file may hold: the shape of ``scenarios/*.yaml``."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from selfserve_check.language.facts import can_match, find_facts, parse_fact
from selfserve_check.language.patterns import PATTERN_MAX, compile_pattern
from selfserve_check.scenario_url import check_web_url
from selfserve_check.yaml_types import Conditions, PersonaName, Section, listed, without_null

QUESTION_CHARACTERS_MAX = 500
FACT_CHARACTERS_MAX = 500
QUESTIONS_MAX = 5_000
BUDGET_MAX = 50
BUDGET_DEFAULT = 5
SYNONYM_GROUPS_MAX = 100
SYNONYMS_MAX = 12
SYNONYM_CHARACTERS_MAX = 60

_ID = re.compile(r"^[^\W_][\w.-]{0,79}$")
_READABLE = re.compile(r"[^\W_]")
_FACT_KEYS = ("all_of", "any_of", "none_of", "matches")

SeverityWord = Literal["blocker", "error", "warn", "off"]
PassWord = Literal["any", "all"]
Scalar = str | int | float | bool


def one_line(text: str) -> str:
    """``text`` with every run of white space made one space."""
    return " ".join(text.split())


def _as_text(value: Any) -> Any:
    return str(value) if isinstance(value, int | float) else value


def _question_text(text: str) -> str:
    text = one_line(text)
    if not text:
        raise ValueError("the question is empty; write it as a customer would ask it")
    if not _READABLE.search(text):
        raise ValueError("the question has no word in it; write it as a customer would ask it")
    return text


def _fact(text: str) -> str:
    text = one_line(text)
    reason = can_match(text)
    if reason:
        raise ValueError(f"{reason}; write what a right page says")
    return text


def _pattern(pattern: str) -> str:
    try:
        compile_pattern(pattern)
    except ValueError as error:
        raise ValueError(f"this pattern cannot be used: {error}{_re2_hint(str(error))}") from None
    return pattern


def _re2_hint(words: str) -> str:
    if "perl operator" in words:
        return "; RE2 has no look-around: put what must not stand there into none_of"
    if "escape sequence" in words:
        return "; RE2 has no back-references, and in double quotes YAML takes one backslash away"
    return ""


def _identifier(text: str) -> str:
    if not _ID.match(text):
        raise ValueError(
            "an id is letters, digits, '-', '_' and '.', at most 80, starting with a letter or digit"
        )
    return text


def _synonym(text: str) -> str:
    text = one_line(text)
    if not _READABLE.search(text):
        raise ValueError("there is no word in it; write a word or phrase as the site or its customers say it")
    return text


def _group_given(value: Any) -> Any:
    if isinstance(value, Scalar):
        raise ValueError("a group is a list of words that mean the same; write [[carton, box], [...]]")
    # Said here, because a list that is too short is otherwise told of by what is wrong with its entries.
    if isinstance(value, list | tuple) and len(value) < 2:
        raise ValueError("a group needs two or more words that mean the same on this site")
    return value


def _group(words: tuple[str, ...]) -> tuple[str, ...]:
    seen: set[str] = set()
    for index, word in enumerate(words):
        if word.casefold() in seen:
            raise _at((index,), f"'{word}' is in this group twice; remove one of the two")
        seen.add(word.casefold())
    return words


def _path_or_url(text: str) -> str:
    if text.startswith("/") and not text.startswith("//"):
        check_web_url(f"https://path.example{text}")
        return text
    if "://" in text:
        return check_web_url(text)
    raise ValueError("write a path that starts with '/' or an address that starts with https://")


def _entry(value: Any) -> Any:
    return {"question": value} if isinstance(value, Scalar) else value


def _answer(value: Any) -> Any:
    if isinstance(value, list | tuple):
        raise ValueError(
            "write all_of: [...] when a page must show every one, any_of: [...] when one is enough"
        )
    return {"all_of": [value]} if isinstance(value, Scalar) else value


Text = Annotated[
    str, Field(max_length=QUESTION_CHARACTERS_MAX), BeforeValidator(_as_text), AfterValidator(_question_text)
]
Fact = Annotated[
    str,
    Field(max_length=FACT_CHARACTERS_MAX),
    BeforeValidator(_as_text, json_schema_input_type=Scalar),
    AfterValidator(_fact),
]
Pattern = Annotated[str, Field(max_length=PATTERN_MAX), AfterValidator(_pattern)]
Tag = Annotated[str, Field(min_length=1, max_length=80), BeforeValidator(_as_text)]
Identifier = Annotated[
    str,
    BeforeValidator(_as_text),
    AfterValidator(_identifier),
    Field(json_schema_extra={"pattern": "^[^\\s/]{1,80}$"}),
]
Address = Annotated[str, AfterValidator(_path_or_url), Field(json_schema_extra={"pattern": "^(/|https?://)"})]
Site = Annotated[
    str, AfterValidator(check_web_url), Field(json_schema_extra={"format": "uri", "pattern": "^https?://"})
]
Budget = Annotated[int, Field(ge=1, le=BUDGET_MAX)]

Texts = Annotated[
    tuple[Text, ...],
    Field(max_length=50),
    BeforeValidator(listed, json_schema_input_type=Text | tuple[Text, ...]),
]
Facts = Annotated[
    tuple[Fact, ...],
    Field(max_length=50),
    BeforeValidator(listed, json_schema_input_type=Fact | tuple[Fact, ...]),
]
Patterns = Annotated[
    tuple[Pattern, ...],
    Field(max_length=50),
    BeforeValidator(listed, json_schema_input_type=Pattern | tuple[Pattern, ...]),
]
Tags = Annotated[
    tuple[Tag, ...],
    Field(max_length=50),
    BeforeValidator(listed, json_schema_input_type=Tag | tuple[Tag, ...]),
]
Synonym = Annotated[
    str,
    Field(max_length=SYNONYM_CHARACTERS_MAX),
    BeforeValidator(
        _as_text,
        json_schema_input_type=Annotated[str, Field(min_length=1, max_length=SYNONYM_CHARACTERS_MAX)]
        | int
        | float,
    ),
    AfterValidator(_synonym),
]
SynonymGroup = Annotated[
    tuple[Synonym, ...],
    Field(min_length=2, max_length=SYNONYMS_MAX),
    BeforeValidator(_group_given),
    AfterValidator(_group),
]
SynonymGroups = Annotated[tuple[SynonymGroup, ...], Field(max_length=SYNONYM_GROUPS_MAX)]
Personas = Annotated[
    tuple[PersonaName, ...],
    Field(min_length=1, max_length=20),
    BeforeValidator(listed, json_schema_input_type=PersonaName | tuple[PersonaName, ...]),
]


def _schema_of_answer(schema: dict[str, Any]) -> None:
    """What ``AnswerEntry._can_be_met`` checks, as far as JSON Schema can say it."""
    without_null(schema)
    schema["anyOf"] = [{"required": [key]} for key in ("all_of", "any_of", "matches", "page")]
    schema["if"] = {"required": ["page"]}
    schema["then"] = {"maxProperties": 1}


class AnswerEntry(Section):
    """What counts as an answer: facts that a right page shows, or the page that tells how."""

    model_config = ConfigDict(json_schema_extra=_schema_of_answer)

    all_of: Facts = Field(default=(), description="Every one must be shown")
    any_of: Facts = Field(default=(), description="At least one must be shown")
    none_of: Facts = Field(default=(), description="Shown beside the answer, one of these makes it wrong")
    matches: Patterns = Field(default=(), description="RE2 patterns, at least one of which must match")
    page: Address | None = Field(
        default=None, description="For a how-to: the page that must be reached, as a path or an address"
    )

    @model_validator(mode="after")
    def _can_be_met(self) -> AnswerEntry:
        if self.page is not None and any(getattr(self, key) for key in _FACT_KEYS):
            raise _at(("page",), "'page' stands alone; remove it or the facts beside it")
        if self.page is None and not (self.all_of or self.any_of or self.matches):
            why = "none_of alone says only what is wrong" if self.none_of else "the answer is empty"
            raise _at((), f"{why}, so no page can ever answer; write all_of, any_of, matches or page")
        for key in ("all_of", "any_of"):
            self._refuse_clash(key, getattr(self, key))
        return self

    def _refuse_clash(self, key: str, wanted: tuple[str, ...]) -> None:
        for index, fact in enumerate(self.none_of):
            clash = next((other for other in wanted if find_facts(parse_fact(fact), other)), None)
            if clash is not None:
                message = f"'{fact[:60]}' is also part of '{clash[:60]}' in {key}, so no page can ever answer"
                raise _at(("none_of", index), f"{message}; remove one of the two")


class PromiseEntry(Section):
    """A claim on a campaign page, to be held against the pages with the rules."""

    page: Address = Field(description="The campaign's page, as a path or an address")
    says: Fact = Field(description="What it promises, as the page says it: 60 days")


class QuestionEntry(Section):
    """One customer question."""

    model_config = ConfigDict(json_schema_extra=without_null)

    question: Text = Field(description="As a customer asks it")
    id: Identifier | None = Field(
        default=None, description="Stable name of the question in reports; made from its words when absent"
    )
    also_asked: Texts = Field(default=(), description="Other ways customers put it")
    answer: (
        Annotated[AnswerEntry, BeforeValidator(_answer, json_schema_input_type=Scalar | AnswerEntry)] | None
    ) = Field(
        default=None, description="A fact that a right page shows, or a mapping; without it a person reviews"
    )
    budget: Budget | None = Field(default=None, description="Clicks a visitor is willing to spend")
    asked_per_month: Annotated[int, Field(ge=0, le=1_000_000_000)] | None = Field(
        default=None, description="How often customers ask it; weighs the score"
    )
    tags: Tags = Field(default=(), description="For --tag; those of the file are added")
    severity: SeverityWord | None = Field(default=None, description="off: not asked")
    start: Address | None = Field(
        default=None, description="Where the visitor starts, such as a landing page"
    )
    pass_when: PassWord | None = Field(
        default=None, description="Whether one persona that finds it is enough"
    )
    personas: Personas | None = Field(
        default=None, description="Who asks it; else those of the configuration"
    )
    conditions: Conditions | None = Field(
        default=None, description="Bad days on which it is asked, too; else those of the file; []: none"
    )
    synonyms: SynonymGroups = Field(
        default=(), description="Groups of words that mean the same here; those of the file are added"
    )
    promise: PromiseEntry | None = Field(
        default=None, description="What a campaign page says of it, to be held against all other pages"
    )

    @field_validator("*", mode="before")
    @classmethod
    def _something_is_written(cls, value: Any) -> Any:
        return _refuse_nothing(value)


Question = Annotated[
    QuestionEntry,
    BeforeValidator(
        _entry,
        json_schema_input_type=Annotated[str, Field(min_length=1, max_length=QUESTION_CHARACTERS_MAX)]
        | QuestionEntry,
    ),
]


class ScenarioFile(Section):
    """Customer questions about one site. What stands at the top holds for every question of the file."""

    model_config = ConfigDict(title="Scenarios of selfserve-check", json_schema_extra=without_null)

    site: Site | None = Field(default=None, description="The site they are asked of: https://shop.example")
    budget: Budget | None = Field(default=None, description="Clicks a visitor is willing to spend; else 5")
    start: Address | None = Field(
        default=None, description="Where visitors start; else the site's own address"
    )
    tags: Tags = Field(default=(), description="Added to the tags of every question")
    severity: SeverityWord | None = Field(default=None, description="Of every question; else error")
    severity_by_tag: dict[Tag, SeverityWord] = Field(
        default={},
        max_length=100,
        description="Of questions with a tag: {pre-launch: blocker}; the first of a question's tags that is "
        "named here counts, and its own severity counts more",
    )
    pass_when: PassWord | None = Field(default=None, description="any: one persona that finds it is enough")
    personas: Personas | None = Field(default=None, description="Who asks; else those of the configuration")
    conditions: Conditions | None = Field(
        default=None,
        description="Bad days on which they are asked, too; else those of the configuration; []: none",
    )
    synonyms: SynonymGroups = Field(
        default=(), description="The site's own words: [[carton, box], [...]] mean the same on this site"
    )
    questions: Annotated[tuple[Question, ...], Field(min_length=1, max_length=QUESTIONS_MAX)] = Field(
        description="A bare text is a question too"
    )

    @field_validator("*", mode="before")
    @classmethod
    def _something_is_written(cls, value: Any) -> Any:
        return _refuse_nothing(value)


def _refuse_nothing(value: Any) -> Any:
    if value is None:
        raise ValueError("nothing is written here; write a value or remove the key")
    return value


def _at(loc: tuple[int | str, ...], message: str) -> PydanticCustomError:
    """An error of a whole mapping that is shown at one place in it."""
    return PydanticCustomError("value_error", "{error}", {"error": message, "at": loc})
