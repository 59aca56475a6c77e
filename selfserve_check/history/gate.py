"""What turns a run red: ``--fail-on new|any|score<N|blocker``. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from selfserve_check.errors import UserError
from selfserve_check.history.known import KnownFailure, is_known
from selfserve_check.model.said import row, say
from selfserve_check.report.run_file import ResultPart, RunFile
from selfserve_check.report.run_parts import ChangePart, ExcusedPart

Rule = Literal["any", "new", "blocker", "score"]
_WORDS: dict[str, Rule] = {"any": "any", "new": "new", "blocker": "blocker"}
_SCORE = re.compile(r"score\s*<\s*(\d{1,3}(?:\.\d+)?)\s*%?")


@dataclass(frozen=True, slots=True, kw_only=True)
class FailOn:
    """``any`` failure, ``new`` ones only, ``blocker`` ones only, or a ``score`` under ``percent`` (0 to
    100)."""

    rule: Rule = "any"
    percent: float = 0.0

    def __str__(self) -> str:
        return f"score<{self.percent:g}" if self.rule == "score" else self.rule


def fail_on(text: str) -> FailOn:
    """The rule that ``text`` names. Raises UserError with the rules there are."""
    word = text.strip().lower()
    score = _SCORE.fullmatch(word)
    if score and 1 < float(score[1]) <= 100:
        return FailOn(rule="score", percent=float(score[1]))
    rule = _WORDS.get(word)
    if rule is not None:
        return FailOn(rule=rule)
    hint = "; the score is in percent: score<80" if word.startswith("score") else ""
    raise UserError(f"--fail-on {text}: write any, new, blocker, or score<N{hint}")


def excused(
    run: RunFile, rule: FailOn, changes: Sequence[ChangePart], known: Sequence[KnownFailure], today: str
) -> tuple[ExcusedPart, ...]:
    """The questions that are not answered and do not fail the build by ``rule``, with why.

    ``known`` are failures that somebody accepted; ``today`` (ISO 8601 date) tells which of them expired.
    With neither ``changes`` nor ``known`` every failure is new.
    """
    failing = [result for result in run.results if result.outcome == "failed"]
    if rule.rule == "new":
        since = {change.id: change.since for change in changes if change.kind == "still_failing"}
        told = ((result, _why_known(result, since, known, today)) for result in failing)
        return tuple(ExcusedPart(id=result.id, why=why) for result, why in told if why)
    if rule.rule == "blocker":
        why = say("only blockers fail the build")
        return tuple(ExcusedPart(id=result.id, why=why) for result in failing if result.severity != "blocker")
    if rule.rule == "score" and not under_score(run, rule):
        why = say("the score is not under {share} %", share=f"{rule.percent:g}")
        return tuple(ExcusedPart(id=result.id, why=why) for result in failing)
    return ()


def under_score(run: RunFile, rule: FailOn) -> bool:
    """Whether ``rule`` is about the score, and the score of ``run`` is too low. Nothing asked is no score."""
    return rule.rule == "score" and run.score is not None and run.score * 100 < rule.percent


def _why_known(result: ResultPart, since: dict[str, str], known: Sequence[KnownFailure], today: str) -> str:
    accepted = next((one for one in known if one.id == result.id), None)
    if accepted is not None:
        if not is_known(accepted, result, today):
            return ""  # whoever accepted it for a time, or as another failure, wants to hear of it
        told = say("accepted on {day}", day=accepted.since) if accepted.since else say("accepted")
        return row((told, accepted.note), ": ")
    return say("not answered since {day}", day=since[result.id][:10]) if result.id in since else ""
