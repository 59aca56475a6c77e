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
from selfserve_check.report.speech import _, n_, number, quoted
from selfserve_check.report.text import one_line

# Smaller shares of a model's population say nothing.
_LOST_MIN = 0.01
_UNKNOWN_MIN = 0.005
_WORDINGS_MAX = 4
_LANGUAGES_MAX = 4
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
        return _("No question could be asked") if run.totals.errored else _("No question was asked")
    return n_(
        "{passed} of {count} question answered",
        "{passed} of {count} questions answered",
        asked,
        passed=number(run.totals.passed),
    )


def flaky_count(run: RunFile) -> int:
    """How many passes took a second try; counted anew, since older files lack the total."""
    return sum(result.flaky for result in run.results)


def counts(run: RunFile) -> dict[str, str]:
    """By outcome, those that are none left out: how many questions had it; beside the answered stands how
    many of them are flaky."""
    totals = run.totals.model_dump()
    said = {
        key: f"{number(totals[key])} {words.small(words.OUTCOMES[key])}"
        for key in words.OUTCOMES
        if totals[key]
    }
    flaky = flaky_count(run)
    if flaky and "passed" in said:
        said["passed"] += " " + n_("({count} of them flaky)", "({count} of them flaky)", flaky)
    return said


def asides(run: RunFile) -> list[str]:
    """What belongs beside the headline: what it leaves out, and whether the run is complete."""
    said = []
    if run.totals.errored:
        said.append(_("What could not be asked counts neither for nor against the site"))
    flaky = flaky_count(run)
    if flaky:
        said.append(
            n_(
                "One answer was found on a second try only",
                "{count} answers were found on a second try only",
                flaky,
            )
        )
    if not run.complete:
        said.append(_("This run was stopped before every question was asked"))
    return [*said, *_foreign(run)]


def _foreign(run: RunFile) -> list[str]:
    met = [result.words_only for result in run.results if result.words_only]
    if not met:
        return []
    codes = list(dict.fromkeys(code for part in met for code in part.languages[:_LANGUAGES_MAX]))
    text = n_(
        "For {count} question visitors read pages in {languages}, which we read by their words only, "
        "not by meaning",
        "For {count} questions visitors read pages in {languages}, which we read by their words only, "
        "not by meaning",
        len(met),
        languages=_languages(codes),
    )
    return [text]


def expected(part: ExpectedPart) -> str:
    """What the author said the answer is, in one sentence."""
    if part.kind == "page":
        return _("The page {page}", page=one_line(part.page))
    if part.kind == "none":
        return _("Not given: the best passage is shown for a person to judge")
    clauses = [
        _listed("{facts}", part.all_of, _("and")),
        _listed(_("one of {facts}"), part.any_of, _("or")),
        _listed(_("text like {facts}"), part.matches, _("or")),
        _listed(_("but not {facts}"), part.none_of, _("or")),
    ]
    return ", ".join(clause for clause in clauses if clause) or _("Not given")


def why(result: ResultPart) -> str:
    """Why this question has the outcome it has, as one or two sentences a reader needs no page for."""
    if result.outcome == "errored":
        return error_text(result.error)
    if result.outcome == "skipped":
        return _("This question is switched off (severity: off).")
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
    return ", ".join(quoted(one_line(quote)) for quote in item.conditions)


def sure_text(item: EvidencePart) -> str:
    """How sure it is that a proposed passage is the answer, in short; "" where nobody worked it out."""
    return "" if item.certainty is None else _("{share} sure", share=words.percent(item.certainty))


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
    return _("Found when put as {found}, but not as {lost}.", found=_wordings(found), lost=_wordings(lost))


def language_text(result: ResultPart) -> str:
    """Which of the pages were read by their words alone, "" where none was."""
    part = result.words_only
    if part is None:
        return ""
    return n_(
        "{count} of {pages} is in {languages}, which we read by their words only, not by meaning",
        "{count} of {pages} are in {languages}, which we read by their words only, not by meaning",
        part.pages,
        pages=words.pages(part.read),
        languages=_languages(part.languages[:_LANGUAGES_MAX]),
    )


def condition_text(result: ResultPart) -> str:
    """Which conditions take the answer away and which leave it, "" where it was asked on normal days only."""
    said = (
        (_("not answered {conditions}"), [part for part in result.conditions if part.breaks]),
        (_("still answered {conditions}"), [part for part in result.conditions if part.outcome == "passed"]),
        (
            _("could not be asked {conditions}"),
            [part for part in result.conditions if part.outcome == "errored"],
        ),
    )
    told = [
        what.format(
            conditions=words.listed(
                [one_line(words.condition(part.condition), chars_max=40) for part in parts]
            )
        )
        for what, parts in said
        if parts
    ]
    text = "; ".join(told)
    return f"{text[:1].upper()}{text[1:]}" if text else ""


def needs_a_look(result: ResultPart) -> bool:
    """Whether something beside the verdict is to be told: of a pass, what limits or shakes it, or who misses
    it."""
    if result.outcome in ("failed", "errored", "needs_review"):
        return True
    missed = any(part.outcome == "failed" for part in result.wordings)
    limited = any(item.conditions for item in result.evidence)
    broken = any(part.breaks or part.outcome == "errored" for part in result.conditions)
    shaky = result.flaky or result.harder_to_find
    return result.outcome == "passed" and (missed or limited or broken or shaky)


def best_journey(result: ResultPart) -> JourneyPart | None:
    """The journey that decided, else the first."""
    if not result.journeys:
        return None
    index = result.best_journey or 0
    return result.journeys[index] if 0 <= index < len(result.journeys) else result.journeys[0]


def error_text(error: ErrorPart | None) -> str:
    """Why we could not ask, without the hint."""
    if error is None:
        return _("We could not ask this question; no cause was recorded.")
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
    return _("{page}: {share} of visitors", page=place, share=words.expected_share(worst.share))


def _reach_text(reach: ReachPart) -> str:
    share = words.expected_share(reach.share)
    if reach.unknown < _UNKNOWN_MIN:
        return _("{share} of visitors", share=share)
    return _(
        "{share} of visitors; unknown for {unknown}, who take links that nobody looked behind",
        share=share,
        unknown=words.percent(reach.unknown),
    )


def step_text(action: str, label: str) -> str:
    """What was done, in words: ``Clicked “Help centre”``."""
    said = one_line(label, chars_max=90)
    if not said or action == "open":
        return words.ACTIONS.get(action, action)
    return words.ACTIONS_ON.get(action, "{label}").format(label=said)


def path_text(journey: JourneyPart) -> str:
    """The journey on one line, steps joined by arrows."""
    return " → ".join(step_text(step.action, step.label) for step in journey.steps)


def _why_passed(result: ResultPart) -> str:
    said = [_found_text(result)]
    if result.flaky:
        said.append(_("It took a second try: the first time the same path led elsewhere."))
    return " ".join(said)


def _found_text(result: ResultPart) -> str:
    clicks = words.clicks(result.clicks or 0)
    if result.harder_to_find and result.clicks == 0:
        return _("A visitor who knows the way from before found the answer on the start page.")
    if result.harder_to_find:
        return _("A visitor who knows the way from before found the answer in {clicks}.", clicks=clicks)
    if result.clicks == 0:
        return _("A visitor found the answer on the start page.")
    return _("A visitor found the answer in {clicks}.", clicks=clicks)


def _why_review(result: ResultPart) -> str:
    if result.expected.kind == "none":
        sure = result.evidence[0].certainty if result.evidence else None
        asking = _("No answer was given to compare with. Is this the answer?")
        return asking if sure is None else f"{asking} {words.certainty(sure)}"
    if result.reason:
        return " ".join((reason_sentence(result), _("Please judge for yourself.")))
    return _("A visitor came near the answer, but not near enough to be sure. Is this the answer?")


def _lost(result: ResultPart) -> str:
    journey = best_journey(result)
    if journey is None:
        return _("No visitor found the answer.")
    if journey.ending == "budget_spent":
        return _(
            "The visitor who came nearest used all {clicks} allowed without finding the answer.",
            clicks=words.clicks(result.budget),
        )
    return _(
        "The visitor who came nearest {ending}.", ending=words.ENDINGS.get(journey.ending, journey.ending)
    )


def _wordings(wordings: list[str]) -> str:
    shown = [quoted(one_line(wording)) for wording in wordings[:_WORDINGS_MAX]]
    rest = len(wordings) - len(shown)
    return words.listed([*shown, n_("{count} more", "{count} more", rest)] if rest else shown)


def _languages(codes: list[str]) -> str:
    return words.languages([one_line(code, chars_max=20) for code in codes]) or _("another language")


def _listed(clause: str, facts: list[str], between: str) -> str:
    shown = f" {between} ".join(quoted(one_line(fact)) for fact in facts)
    return clause.format(facts=shown) if facts else ""
