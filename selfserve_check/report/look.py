"""What several formats say in the same sentences: why a question failed, what was expected, what to change.

Everything here takes a cleaned :class:`RunFile` (see ``text.clean_run``) and gives plain text.
"""

from __future__ import annotations

from selfserve_check.report import words
from selfserve_check.report.links import readable
from selfserve_check.report.run_file import (
    ErrorPart,
    EvidencePart,
    ExpectedPart,
    FindingPart,
    JourneyPart,
    ReachPart,
    ResultPart,
    RunFile,
)
from selfserve_check.report.text import one_line

# Smaller shares of a model's population say nothing.
_LOST_MIN = 0.01
_UNKNOWN_MIN = 0.005
_WORDINGS_MAX = 4
_LANGUAGES_MAX = 4
_BY_WORDS = "which we read by their words only, not by meaning"
_ORDER = ("failed", "errored", "needs_review", "passed", "skipped")


def ordered(run: RunFile) -> list[ResultPart]:
    """What needs a person first: not answered, could not ask, please check, answered, switched off; within
    each the questions asked most often come first, else the order they were written in."""
    return sorted(
        run.results, key=lambda result: (_ORDER.index(result.outcome), -(result.asked_per_month or 0))
    )


def headline(run: RunFile) -> str:
    """The verdict of the whole run in one sentence."""
    asked = run.totals.passed + run.totals.failed + run.totals.needs_review
    if not asked:
        return "No question could be asked" if run.totals.errored else "No question was asked"
    noun = "question" if asked == 1 else "questions"
    return f"{run.totals.passed} of {asked} {noun} answered"


def asides(run: RunFile) -> list[str]:
    """What belongs beside the headline: what it leaves out, and whether the run is complete."""
    said = []
    if run.totals.errored:
        said.append("What could not be asked counts neither for nor against the site")
    flaky = sum(result.flaky for result in run.results)
    if flaky:
        answers = "One answer was" if flaky == 1 else f"{flaky:,} answers were"
        said.append(f"{answers} found on a second try only (flaky)")
    if not run.complete:
        said.append("This run was stopped before every question was asked")
    return [*said, *_foreign(run)]


def _foreign(run: RunFile) -> list[str]:
    met = [result.words_only for result in run.results if result.words_only]
    if not met:
        return []
    codes = list(dict.fromkeys(code for part in met for code in part.languages[:_LANGUAGES_MAX]))
    asked = words.plural(len(met), "question", "questions")
    return [f"For {asked} visitors read pages in {_languages(codes)}, {_BY_WORDS}"]


def expected(part: ExpectedPart) -> str:
    """What the author said the answer is, in one sentence."""
    if part.kind == "page":
        return f"The page {one_line(part.page)}"
    if part.kind == "none":
        return "Not given: the best passage is shown for a person to judge"
    clauses = [
        _listed("", part.all_of, " and "),
        _listed("one of ", part.any_of, " or "),
        _listed("text like ", part.matches, " or "),
        _listed("but not ", part.none_of, " or "),
    ]
    return ", ".join(clause for clause in clauses if clause) or "Not given"


def why(result: ResultPart) -> str:
    """Why this question has the outcome it has, as one or two sentences a reader needs no page for."""
    if result.outcome == "errored":
        return error_text(result.error)
    if result.outcome == "skipped":
        return "This question is switched off (severity: off)."
    if result.outcome == "needs_review":
        return _why_review(result)
    if result.outcome == "passed":
        return _why_passed(result)
    if result.reason:
        return reason_sentence(result)
    return _lost(result)


def reason_word(result: ResultPart) -> str:
    """Why it failed in few words, "" where no reason is known."""
    seen, whole = _seen(result)
    return words.reason_word(result.reason, seen, whole=whole) if result.reason else ""


def reason_sentence(result: ResultPart) -> str:
    """Why it failed in one sentence, "" where no reason is known."""
    seen, whole = _seen(result)
    return words.reason_sentence(result.reason, seen, whole=whole) if result.reason else ""


def own_remedy(result: ResultPart, finding: FindingPart) -> str:
    """What to change by this finding, "" where the card of the question says it."""
    return "" if result.card and finding.remedy == result.card.change else finding.remedy


def outcome_word(result: ResultPart) -> str:
    """The verdict as every format says it."""
    return words.OUTCOMES[result.outcome]


def _seen(result: ResultPart) -> tuple[int, bool]:
    """How much was looked at, and whether that was all; runs of older versions do not say, and said so."""
    return (result.card.seen, result.card.whole) if result.card else (0, True)


def last_look(result: ResultPart) -> str:
    """Where the journey that decided ended, "" when there was none."""
    journey = best_journey(result)
    if journey is None or not journey.end_url:
        return ""
    place = readable(journey.end_url)
    return f"{one_line(journey.end_title, chars_max=100)} ({place})" if journey.end_title else place


def limits_text(item: EvidencePart) -> str:
    """What limits the facts of a passage, quoted; "" where nothing does."""
    return ", ".join(f"“{one_line(quote)}”" for quote in item.conditions)


def sure_text(item: EvidencePart) -> str:
    """How sure it is that a proposed passage is the answer, in short; "" where nobody worked it out."""
    return "" if item.certainty is None else f"{words.percent(item.certainty)} sure"


def doubt_text(result: ResultPart) -> str:
    """Why the nearest passage that the deciding visitor saw does not count, "" where nothing is known."""
    journey = best_journey(result)
    if journey is None or result.outcome == "passed":
        return ""
    return "; ".join(one_line(why, chars_max=400) for why in journey.not_accepted)


def wording_text(result: ResultPart) -> str:
    """In which wordings the answer is found and in which not; "" where all of them agree, or where findings
    name each that fails."""
    found = [part.wording for part in result.wordings if part.outcome == "passed"]
    lost = [part.wording for part in result.wordings if part.outcome == "failed"]
    told = [finding.text for finding in result.findings if finding.kind == "wording"]
    if not found or all(any(wording in text for text in told) for wording in lost):
        return ""
    return f"Found when put as {_wordings(found)}, but not as {_wordings(lost)}."


def language_text(result: ResultPart) -> str:
    """Which of the pages were read by their words alone, "" where none was."""
    part = result.words_only
    if part is None:
        return ""
    verb = "is" if part.pages == 1 else "are"
    pages = f"{part.pages:,} of {words.plural(part.read, 'page', 'pages')} {verb}"
    return f"{pages} in {_languages(part.languages[:_LANGUAGES_MAX])}, {_BY_WORDS}"


def condition_text(result: ResultPart) -> str:
    """Which conditions take the answer away and which leave it, "" where it was asked on normal days only."""
    said = (
        ("Not answered", [part for part in result.conditions if part.breaks]),
        ("still answered", [part for part in result.conditions if part.outcome == "passed"]),
        ("could not be asked", [part for part in result.conditions if part.outcome == "errored"]),
    )
    told = [
        f"{what} {words.listed([one_line(words.condition(part.condition), chars_max=40) for part in parts])}"
        for what, parts in said
        if parts
    ]
    text = "; ".join(told)
    return f"{text[:1].upper()}{text[1:]}" if text else ""


def needs_a_look(result: ResultPart) -> bool:
    """Whether something beside the verdict is to be told: of a pass, what limits it or who misses it."""
    if result.outcome in ("failed", "errored", "needs_review"):
        return True
    missed = any(part.outcome == "failed" for part in result.wordings)
    limited = any(item.conditions for item in result.evidence)
    broken = any(part.breaks or part.outcome == "errored" for part in result.conditions)
    return result.outcome == "passed" and (missed or limited or broken or result.harder_to_find)


def best_journey(result: ResultPart) -> JourneyPart | None:
    """The journey that decided, else the first."""
    if not result.journeys:
        return None
    index = result.best_journey or 0
    return result.journeys[index] if 0 <= index < len(result.journeys) else result.journeys[0]


def error_text(error: ErrorPart | None) -> str:
    """Why we could not ask, without the hint."""
    if error is None:
        return "We could not ask this question; no cause was recorded."
    detail = one_line(error.detail, chars_max=500).rstrip(".")
    return f"{words.CAUSES.get(error.kind, error.kind)}: {detail}." if detail else f"{cause_word(error)}."


def cause_word(error: ErrorPart) -> str:
    """The kind of trouble, in words."""
    return words.CAUSES.get(error.kind, error.kind)


def error_hint(error: ErrorPart | None) -> str:
    """What to do about it, "" when nobody knows."""
    if error is None:
        return ""
    return one_line(error.hint, chars_max=500) or words.CAUSE_HINTS.get(error.kind, "")


def finding_text(finding: FindingPart) -> str:
    """What is wrong and where, on one line."""
    text = one_line(finding.text, chars_max=500)
    named = not finding.url or finding.url in text or readable(finding.url) in text
    return text if named else f"{text} ({readable(finding.url)})"


def reach_text(result: ResultPart) -> str:
    """How many visitors are expected to find the answer, "" where nobody worked it out."""
    said = [_reach_text(reach) for reach in result.reaches]
    if len(said) > 1:
        said = [
            f"{words.device(reach.device)}: {text}" for reach, text in zip(result.reaches, said, strict=True)
        ]
    return " · ".join(said)


def lost_text(result: ResultPart) -> str:
    """The page where most visitors are lost, "" where hardly anybody is."""
    places = [reach.lost_at[0] for reach in result.reaches if reach.lost_at]
    worst = max(places, key=lambda place: place.share, default=None)
    if worst is None or worst.share < _LOST_MIN:
        return ""
    title = one_line(worst.title, chars_max=100)
    place = f"{title} ({readable(worst.url)})" if title else readable(worst.url)
    return f"{place}: {words.expected_share(worst.share)} of visitors"


def _reach_text(reach: ReachPart) -> str:
    text = f"{words.expected_share(reach.share)} of visitors"
    if reach.unknown < _UNKNOWN_MIN:
        return text
    return f"{text}; unknown for {words.percent(reach.unknown)}, who take links that nobody looked behind"


def step_text(action: str, label: str) -> str:
    """What was done, in words: ``Clicked “Help centre”``."""
    verb = words.ACTIONS.get(action, action)
    said = one_line(label, chars_max=90)
    return f"{verb} “{said}”" if said and action != "open" else verb


def path_text(journey: JourneyPart) -> str:
    """The journey on one line, steps joined by arrows."""
    return " → ".join(step_text(step.action, step.label) for step in journey.steps)


def _why_passed(result: ResultPart) -> str:
    how = "on the start page" if result.clicks == 0 else f"in {words.clicks(result.clicks or 0)}"
    flaky = " It took a second try: the first time the same path led elsewhere." if result.flaky else ""
    who = "A visitor who knows the way from before" if result.harder_to_find else "A visitor"
    return f"{who} found the answer {how}.{flaky}"


def _why_review(result: ResultPart) -> str:
    if result.expected.kind == "none":
        sure = result.evidence[0].certainty if result.evidence else None
        asking = "No answer was given to compare with. Is this the answer?"
        return asking if sure is None else f"{asking} {words.certainty(sure)}"
    if result.reason:
        return f"{reason_sentence(result)} Please judge for yourself."
    return "A visitor came near the answer, but not near enough to be sure. Is this the answer?"


def _lost(result: ResultPart) -> str:
    journey = best_journey(result)
    if journey is None:
        return "No visitor found the answer."
    ending = words.ENDINGS.get(journey.ending, journey.ending)
    if journey.ending == "budget_spent":
        ending = f"used all {words.clicks(result.budget)} allowed without finding the answer"
    return f"The visitor who came nearest {ending}."


def _wordings(wordings: list[str]) -> str:
    shown = [f"“{one_line(wording)}”" for wording in wordings[:_WORDINGS_MAX]]
    rest = len(wordings) - len(shown)
    return words.listed([*shown, f"{rest:,} more"] if rest else shown)


def _languages(codes: list[str]) -> str:
    return words.languages([one_line(code, chars_max=20) for code in codes]) or "another language"


def _listed(before: str, facts: list[str], between: str) -> str:
    return before + between.join(f"“{one_line(fact)}”" for fact in facts) if facts else ""
