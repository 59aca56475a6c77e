"""Scenarios as the lines of a file: what is found on the command line, ready to be kept."""

from __future__ import annotations

import re

from selfserve_check.model.scenario import Answer, NoAnswerGiven, PageAnswer, Scenario
from selfserve_check.scenario_models import BUDGET_DEFAULT


def scenario_lines(scenario: Scenario) -> str:
    """The lines of a scenario file that ask ``scenario`` again, ready to be saved."""
    lines = [f"site: {quoted(scenario.site)}", "questions:", f"  - id: {quoted(scenario.id)}"]
    lines.append(f"    question: {quoted(scenario.question)}")
    if scenario.also_asked:
        lines.append(f"    also_asked: [{', '.join(map(quoted, scenario.also_asked))}]")
    lines += _answer_lines(scenario.answer)
    if scenario.synonyms:
        groups = (f"[{', '.join(map(quoted, group))}]" for group in scenario.synonyms)
        lines.append(f"    synonyms: [{', '.join(groups)}]")
    if scenario.budget != BUDGET_DEFAULT:
        lines.append(f"    budget: {scenario.budget}")
    if scenario.start != scenario.site:
        lines.append(f"    start: {quoted(scenario.start)}")
    return "\n".join(lines) + "\n"


def _answer_lines(answer: Answer) -> list[str]:
    if isinstance(answer, NoAnswerGiven):
        return []
    if isinstance(answer, PageAnswer):
        return [f"    answer: {{page: {quoted(answer.page)}}}"]
    keys = ("all_of", "any_of", "none_of", "matches")
    lists = [(key, getattr(answer, key)) for key in keys if getattr(answer, key)]
    if len(lists) == 1 and lists[0][0] == "all_of" and len(answer.all_of) == 1:
        return [f"    answer: {quoted(answer.all_of[0])}"]
    return ["    answer:", *(f"      {key}: [{', '.join(map(quoted, facts))}]" for key, facts in lists)]


def quoted(text: str) -> str:
    """``text`` as YAML, within brackets and without: bare where it is certain to stay itself, else in single
    quotes."""
    plain = re.fullmatch(r"[^\W_](?:[\w .?/%€$£+-]*[\w?])?", text) and text.lower() != "null"
    if plain or re.fullmatch(r"https?://[\w.-]+(?::\d+)?/[\w./?=&%-]*", text):
        return text
    return "'" + text.replace("'", "''") + "'"
