"""What changed since an earlier run, in sentences. Takes a cleaned run and gives plain text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from selfserve_check.report import words
from selfserve_check.report.links import readable
from selfserve_check.report.run_file import RunFile
from selfserve_check.report.run_parts import ChangePart, ChangesPart, DifferencePart
from selfserve_check.report.speech import N_, Spoken, _, n_
from selfserve_check.report.text import one_line

HEADS = Spoken(
    {
        "new_failure": N_("Newly not answered"),
        "could_not_ask": N_("Could not ask"),
        "flaky": N_("Answered on a second try only"),
        "to_check": N_("Answered before, now please check"),
        "answer_changed": N_("The answer was changed"),
        "harder_to_find": N_("Harder to find than before"),
        "longer": N_("More clicks away than before"),
        "fixed": N_("Answered again"),
        "still_failing": N_("Still not answered"),
    }
)

_DIFFERENCES = Spoken(
    {
        "label_gone": N_("“{was}” is gone from {page}"),
        "label_renamed": N_("“{was}” on {page} is now called “{now}”"),
        "label_new": N_("“{now}” is new on {page}"),
        "link_dead": N_("“{was}” on {page} leads to a page that is not there"),
        "link_mended": N_("“{now}” on {page} leads somewhere again"),
        "page_moved": N_("the link on {page} led to {was} and now leads to {now}"),
        "page_gone": N_("{page} is not there any more"),
        "page_back": N_("{page} is there again"),
        "passage_edited": N_("the text on {page} was edited: it said “{was}” and now says “{now}”"),
        "passage_gone": N_("{page} no longer says “{was}”"),
        "passage_new": N_("{page} now says “{now}”"),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One change: which kind, of which question (its words and its id), and the sentences below it. ``bad``
    is False where it is no worse than before."""

    kind: str
    head: str
    question: str
    id: str
    details: tuple[str, ...]
    bad: bool


def since_text(changes: ChangesPart) -> str:
    """With what the run is compared, "" where it is with nothing."""
    if not changes.baseline:
        return ""
    return _("Since the run of {moment}", moment=words.moment(changes.baseline_at))


def gate_text(run: RunFile) -> str:
    """What fails the build, where that is not simply every failure."""
    changes = run.changes
    if changes is None or changes.fail_on == "any":
        return ""
    failing = sum(result.outcome == "failed" for result in run.results)
    if changes.fail_on == "new" and not changes.baseline and not changes.excused:
        return _("There is no earlier run to compare with, so every failure counts as new")
    counted = {
        "new": _("Only new failures fail the build"),
        "blocker": _("Only blockers fail the build"),
    }.get(changes.fail_on) or _("The build fails at a {limit} %", limit=changes.fail_on)
    asked = n_("{count} question that is not answered", "{count} questions that are not answered", failing)
    return n_(
        "{counted}; of {asked} {count} does not count",
        "{counted}; of {asked} {count} do not count",
        len(changes.excused),
        counted=counted,
        asked=asked,
    )


def told(run: RunFile) -> list[Told]:
    """Every change, the worst first."""
    if run.changes is None:
        return []
    return told_of(run.changes, {result.id: result.question for result in run.results})


def told_of(changes: ChangesPart, asked: Mapping[str, str]) -> list[Told]:
    """Every one of ``changes``, the worst first; ``asked`` has the words of each question by its id."""
    return [
        Told(
            kind=change.kind,
            head=HEADS.get(change.kind, change.kind),
            question=one_line(asked.get(change.id, change.id)),
            id=change.id,
            details=tuple(_details(changes, change)),
            bad=change.kind not in ("fixed", "longer", "answer_changed"),
        )
        for change in changes.changes
    ]


def excuse_of(run: RunFile, question: str) -> str:
    """Why this question's failure does not fail the build, "" where it does."""
    parts = run.changes.excused if run.changes else []
    return next((one_line(part.why) for part in parts if part.id == question), "")


def _details(changes: ChangesPart, change: ChangePart) -> list[str]:
    said = []
    if change.kind == "still_failing" and change.since:
        said.append(_("since {moment}", moment=words.moment(change.since)))
    if change.kind == "new_failure" and change.was is None and changes.baseline:
        said.append(_("asked for the first time"))
    if change.kind == "longer" and change.clicks_before is not None:
        said.append(_("it took {clicks} before", clicks=words.clicks(change.clicks_before)))
    if change.quote_before or change.quote_now:
        said.append(_("it said “{quote}”", quote=one_line(change.quote_before, chars_max=300)))
        said.append(_("it now says “{quote}”", quote=one_line(change.quote_now, chars_max=300)))
    if change.edited:
        said.append(_("the question itself was edited in between"))
    return [*said, *(difference_text(one) for one in change.differences)]


def difference_text(one: DifferencePart) -> str:
    """What was changed on a page, in half a sentence."""
    place = readable(one.url)
    was, now = (one_line(text, chars_max=300) for text in (one.was, one.now))
    if one.what == "page_moved":
        was, now = readable(one.was), readable(one.now)
    return _DIFFERENCES[one.what].format(page=place, was=was, now=now)
