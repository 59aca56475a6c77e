"""What several formats of ``compare`` say in the same sentences. Takes a cleaned comparison."""

from __future__ import annotations

from dataclasses import dataclass

from selfserve_check.report import look_changes, words
from selfserve_check.report.compare_file import ComparedCellPart, ComparedQuestionPart, ComparisonFile
from selfserve_check.report.links import readable
from selfserve_check.report.speech import N_, _, n_, number, quoted
from selfserve_check.report.text import clean, map_texts, one_line

TOLD_SECTIONS = (
    (N_("Newly lost"), ("new_failure",)),
    (N_("Found again"), ("fixed",)),
    (N_("Longer paths"), ("longer", "harder_to_find")),
    (N_("Changed answers"), ("answer_changed",)),
    (N_("Please check, could not ask, or on a second try only"), ("to_check", "could_not_ask", "flaky")),
    (N_("Still not answered"), ("still_failing",)),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Changes of one kind, each with the sentences below it."""

    title: str
    told: tuple[look_changes.Told, ...]


def cleaned(found: ComparisonFile) -> ComparisonFile:
    """``found`` with every string made harmless."""
    return ComparisonFile.model_validate(map_texts(found.model_dump(), clean))


def title(found: ComparisonFile) -> str:
    """What is compared, in a line."""
    names = [one_line(run.name, chars_max=80) for run in found.runs]
    if found.kind == "nights":
        return _(
            "{site}: from {first} to {last}",
            site=readable(found.runs[0].site),
            first=names[0],
            last=names[-1],
        )
    return _("{first} beside {others}", first=names[0], others=words.listed(names[1:]))


def sections(found: ComparisonFile) -> tuple[Section, ...]:
    """What changed from the first night to the last, by kind, those that are empty left out."""
    if found.changes is None:
        return ()
    asked = {question.id: question.question for question in found.questions}
    asked |= {part.id: part.question for part in found.unmatched}
    told = look_changes.told_of(found.changes, asked)
    made = [
        Section(title=_(title), told=tuple(one for one in told if one.kind in kinds))
        for title, kinds in TOLD_SECTIONS
    ]
    return tuple(section for section in made if section.told)


def summary(found: ComparisonFile) -> tuple[str, ...]:
    """The whole in a few sentences."""
    said = [
        n_(
            "{count} question was asked in several runs.",
            "{count} questions were asked in several runs.",
            len(found.questions),
        )
    ]
    if found.kind == "nights":
        counts = [
            f"{section.title[:1].lower()}{section.title[1:]}: {number(len(section.told))}"
            for section in sections(found)
        ]
        told = "; ".join(counts)
        return (*said, f"{told[:1].upper()}{told[1:]}." if told else _("Nothing changed."))
    own = [question for question in found.questions if question.cells[0] is not None]
    others_only = [one for one in own if not _passes(one, 0) and one.best]
    own_only = [one for one in own if one.best == [0] and not any(_passes(one, at) for at in _others(one))]
    shorter = [one for one in own if _passes(one, 0) and 0 not in one.best]
    name = one_line(found.runs[0].name, chars_max=80)
    if others_only:
        said.append(
            n_(
                "{count} is answered by others and not by {name}.",
                "{count} are answered by others and not by {name}.",
                len(others_only),
                name=name,
            )
        )
    if shorter:
        said.append(
            n_(
                "{count} takes fewer clicks with others.",
                "{count} take fewer clicks with others.",
                len(shorter),
            )
        )
    if own_only:
        said.append(
            n_(
                "{count} is answered by {name} alone.",
                "{count} are answered by {name} alone.",
                len(own_only),
                name=name,
            )
        )
    return tuple(said)


def _passes(question: ComparedQuestionPart, place: int) -> bool:
    cell = question.cells[place]
    return cell is not None and cell.outcome == "passed"


def _others(question: ComparedQuestionPart) -> range:
    return range(1, len(question.cells))


def cell_text(cell: ComparedCellPart | None) -> str:
    """How a question fared, in few words."""
    if cell is None:
        return _("Not asked")
    said = words.OUTCOMES[cell.outcome]
    if cell.outcome == "passed":
        where = _("on the start page") if cell.clicks == 0 else words.clicks(cell.clicks or 0)
        flaky = [_("second try only")] if cell.flaky else []
        return ", ".join([said, where, *flaky])
    why = words.reason_word(cell.reason, cell.seen, whole=cell.whole) if cell.reason else ""
    return f"{said}: {one_line(why[:1].lower() + why[1:])}" if why else said


def best_text(found: ComparisonFile, question: ComparedQuestionPart) -> str:
    """What the best of several sites does, "" where all do alike or nobody answers."""
    answering = [cell for cell in question.cells if cell is not None]
    if not question.best or len(question.best) == len(answering):
        return ""
    place = question.best[0]
    cell = question.cells[place]
    if cell is None:
        return ""
    name = one_line(found.runs[place].name, chars_max=80)
    way = " › ".join(cell.path) or (_("on the start page") if cell.clicks == 0 else "")
    quote = f": {quoted(one_line(cell.quote, chars_max=300))}" if cell.quote else ""
    return f"{name}{', ' if way else ''}{way}{quote}"


def unmatched_text(found: ComparisonFile) -> tuple[str, ...]:
    """Questions that only one of the runs asked."""
    return tuple(
        _(
            "{question} ({run} only)",
            question=one_line(part.question),
            run=one_line(found.runs[part.run].name, chars_max=80),
        )
        for part in found.unmatched
    )


def score_text(score: float | None) -> str:
    return "" if score is None else words.percent(score)
