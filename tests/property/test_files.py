"""Whatever stands in a file, the loaders answer with values or with FileProblemsError."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from selfserve_check.errors import FileProblemsError, UserError
from selfserve_check.scenario_file import load_scenarios, scenario_lines, single_scenario
from selfserve_check.settings import load_settings, read_settings
from selfserve_check.settings_model import Settings
from selfserve_check.yaml_source import parse_yaml

SITE = "https://shop.example"
RELAXED = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
SOUP = st.text(st.sampled_from("a1 \n:-?[]{}&*!|>'\"%@#,~\t\\u0ü<=\ufeff\u2028\x85"), max_size=60)
KEYS = [
    "site",
    "budget",
    "questions",
    "question",
    "answer",
    "id",
    "start",
    "tags",
    "any_of",
    "none_of",
    "matches",
]
KEYS += ["page", "severity", "personas", "also_asked", "asked_per_month", "pass_when", "anwser"]
WORDS = [
    "",
    "null",
    "0",
    "3",
    "-1",
    "1e9",
    "a b?",
    "off",
    "'x: y'",
    SITE,
    "/help",
    "ftp://x",
    "'(a'",
    "menu",
    "30 days",
]
WORDS += [
    "https://u:p@a.example",
    "https://[",
    "'https://a.example:x'",
    "é",
    "'\\u0000'",
    "9" * 400,
    "[]",
    "{}",
    ".inf",
]


ENVIRONMENT = [
    f"SELFSERVE_{name}" for name in ("SITE", "HOSTS", "LIMITS", "LIMITS__STATES_MAX", "ROBOTS", "AUTH")
]
ENVIRONMENT += [
    "SELFSERVE_HEADERS__X__Y",
    "SELFSERVE_OUTPUT__FOLDER",
    "SELFSERVE_X__Y",
    "SELFSERVE_",
    "selfserve_site",
]


def flow(words: list[str]) -> st.SearchStrategy[str]:
    """YAML in flow style with our own keys and words, well formed or nearly."""
    return st.recursive(
        st.sampled_from(words),
        lambda inner: st.one_of(
            st.lists(inner, max_size=4).map(lambda items: f"[{', '.join(items)}]"),
            st.lists(st.tuples(st.sampled_from(KEYS), inner), max_size=5).map(
                lambda pairs: "{" + ", ".join(f"{key}: {value}" for key, value in pairs) + "}"
            ),
        ),
        max_leaves=12,
    )


def scenarios_of(raw: bytes) -> tuple[bool, int]:
    """Load ``raw`` as a file: whether it was accepted, and the smallest budget (1 when there is none)."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "any.yaml"
        path.write_bytes(raw)
        try:
            found = load_scenarios([path], site=SITE)
        except FileProblemsError as error:
            assert error.problems
            assert all(problem.line >= 1 and problem.column >= 1 for problem in error.problems)
            return False, 1
        return True, min(one.budget for one in found)


@RELAXED
@given(
    st.one_of(st.binary(max_size=80), SOUP.map(str.encode), st.text(max_size=80).map(lambda t: t.encode()))
)
@example(b'a: "\\UFFFFFFFF"')
@example(b"%YAML 9999999999999999999.1\n---\na: b\n")
@example(b"? ? ? a")
@example(b"<<: {a: b}")
@example(b"!<%FF> a")
@example(b"- |9999999999\n a")
def test_any_bytes_load_or_are_refused_with_a_place(raw: bytes) -> None:
    """Nothing but FileProblemsError leaves the loader."""
    scenarios_of(raw)


@RELAXED
@given(st.lists(st.tuples(st.sampled_from(KEYS), flow(WORDS)), max_size=6))
def test_any_tree_of_our_own_keys_loads_or_is_refused(pairs: list[tuple[str, str]]) -> None:
    """Right keys with wrong values are where models and their messages are at risk."""
    scenarios_of("\n".join(f"{key}: {value}" for key, value in pairs).encode())


@RELAXED
@given(st.lists(flow(WORDS), min_size=1, max_size=3), st.sampled_from(WORDS))
def test_what_loads_has_a_budget_of_at_least_one(questions: list[str], budget: str) -> None:
    """A budget of nothing would make every question fail."""
    lines = "\n".join(f"- {question}" for question in questions)
    accepted, smallest = scenarios_of(f"budget: {budget}\nquestions:\n- How long is it?\n{lines}\n".encode())
    assert smallest >= 1 or not accepted


@RELAXED
@given(st.sampled_from(list(Settings.model_fields)), flow([*WORDS, "phone", "owner", "'${X}'", "true"]))
def test_any_configuration_loads_or_is_refused_with_a_place(key: str, value: str) -> None:
    """The file and the environment alike."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "playwright.config.yaml"
        path.write_text(f"{key}: {value}\n", encoding="utf-8")
        empty = Path(folder) / "empty.yaml"
        empty.touch()
        for file, environ in ((path, {}), (empty, {f"SELFSERVE_{key.upper()}": value})):
            try:
                load_settings(file, environ)
            except FileProblemsError as error:
                assert error.problems


@RELAXED
@given(
    st.one_of(st.binary(max_size=80), SOUP.map(str.encode), st.text(max_size=80).map(lambda t: t.encode()))
)
@example(b"site: https://shop.example\nheaders: {shop.example: {X-Key: '${A}'}}\n")
@example(b"<<: *x")
@example(b"limits: &a {states_max: *a}")
@example(b"robots: {'[': owner}")
def test_any_bytes_are_a_configuration_or_are_refused_with_a_place(raw: bytes) -> None:
    """Nothing but FileProblemsError leaves the loader of settings."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "playwright.config.yaml"
        path.write_bytes(raw)
        try:
            read_settings(path, {"A": "x"})
        except FileProblemsError as error:
            assert error.problems


@RELAXED
@given(st.dictionaries(st.sampled_from(ENVIRONMENT), st.text(max_size=30), max_size=4))
def test_any_environment_is_read_or_is_refused_with_its_name(environ: dict[str, str]) -> None:
    """Variables are written by machines, and by people in a hurry."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "playwright.config.yaml"
        path.touch()
        try:
            read_settings(path, environ)
        except FileProblemsError as error:
            assert error.problems


@RELAXED
@given(st.text(max_size=60), st.one_of(st.none(), st.text(max_size=40)))
@example("a", "null")
@example("- a", "# b")
@example("a: b", "it's {x}")
@example("what?", "a ? b")
def test_the_lines_to_keep_a_question_are_read_back_as_they_were(question: str, answer: str | None) -> None:
    """Whatever characters it has, quoting keeps it."""
    try:
        asked = single_scenario(f"{SITE}/help", question, answer=answer)
    except UserError:
        return
    lines = scenario_lines(asked)
    if parse_problems(lines):
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "kept.yaml"
        path.write_text(lines, encoding="utf-8", newline="")
        (again,) = load_scenarios([path])
    assert (again.id, again.question, again.answer) == (asked.id, asked.question, asked.answer)


def parse_problems(text: str) -> bool:
    """Whether ``text`` holds characters that no YAML file may hold."""
    try:
        return bool(parse_yaml(text, "").problems)
    except FileProblemsError:
        return True
