"""A comparison for a terminal, as Markdown, and as a table for a spreadsheet."""

from __future__ import annotations

import textwrap

from selfserve_check.report import look_compare, run_json, words
from selfserve_check.report.compare_file import ComparedCellPart, ComparedQuestionPart, ComparisonFile
from selfserve_check.report.markdown import BYTES_MAX, escaped, linked
from selfserve_check.report.speech import _, n_, number, speaking
from selfserve_check.report.spreadsheet import table
from selfserve_check.report.text import one_line

_CUT_ROOM = 300


def terminal_lines(found: ComparisonFile, *, width: int = 100) -> list[str]:
    """Everything, as plain lines of at most ``width`` characters."""
    with speaking(found.language):
        return _lines(look_compare.cleaned(found), width)


def _lines(shown: ComparisonFile, width: int) -> list[str]:
    lines = [look_compare.title(shown), *look_compare.summary(shown), ""]
    lines += _scores(shown)
    for section in look_compare.sections(shown):
        lines += ["", f"{section.title}:"]
        for told in section.told:
            lines.append(f"  {told.question}")
            lines += [f"      {detail}" for detail in told.details]
    if shown.kind == "sites" or len(shown.runs) > 2:
        for question in shown.questions:
            lines += ["", *_question(shown, question)]
    lines += _unmatched(shown)
    return [part for line in lines for part in _wrapped(line, width)]


def _scores(shown: ComparisonFile) -> list[str]:
    widest = max(len(run.name) for run in shown.runs)
    return [
        f"  {run.name:<{widest}}  {look_compare.score_text(run.score) or '-':>5}  "
        + _(
            "{answered} answered, {unanswered} not",
            answered=number(run.totals.passed),
            unanswered=number(run.totals.failed),
        )
        + ("" if run.complete else ", " + _("stopped before the end"))
        for run in shown.runs
    ]


def _question(shown: ComparisonFile, question: ComparedQuestionPart) -> list[str]:
    asked = f"  ({words.asked_a_month(question.asked_per_month)})" if question.asked_per_month else ""
    widest = max(len(run.name) for run in shown.runs)
    cells = [
        f"  {'*' if place in question.best else ' '} {run.name:<{widest}}  {look_compare.cell_text(cell)}"
        for place, (run, cell) in enumerate(zip(shown.runs, question.cells, strict=True))
    ]
    best = look_compare.best_text(shown, question) if shown.kind == "sites" else ""
    return [
        f"{one_line(question.question)}{asked}",
        *cells,
        *([_("    Best: {best}", best=best)] if best else []),
    ]


def _unmatched(shown: ComparisonFile) -> list[str]:
    told = [f"  {one}" for one in look_compare.unmatched_text(shown)]
    return ["", _("Asked in one run alone, and compared with nothing:"), *told] if told else []


def _wrapped(line: str, width: int) -> list[str]:
    indent = " " * (len(line) - len(line.lstrip()) + 2)
    made = textwrap.wrap(
        line, max(width, 40), subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )
    return made or [""]


def markdown(found: ComparisonFile, *, bytes_max: int = BYTES_MAX) -> str:
    """The same as Markdown of at most ``bytes_max`` bytes; what is cut is counted."""
    with speaking(found.language):
        return _markdown(look_compare.cleaned(found), bytes_max)


def _markdown(shown: ComparisonFile, bytes_max: int) -> str:
    said = escaped(" ".join(look_compare.summary(shown)), chars_max=900)
    head = f"## {escaped(look_compare.title(shown))}\n\n{said}"
    blocks = [head, _scores_table(shown)]
    for section in look_compare.sections(shown):
        lines = [f"### {escaped(section.title)}", ""]
        for told in section.told:
            lines.append(f"- **{escaped(told.question)}**")
            lines += [f"  - {escaped(detail, chars_max=700)}" for detail in told.details]
        blocks.append("\n".join(lines))
    blocks += [_matrix(shown, shown.questions[at : at + 100]) for at in range(0, len(shown.questions), 100)]
    blocks += [_how(shown)] if shown.kind == "sites" else []
    lone = look_compare.unmatched_text(shown)
    if lone:
        blocks.append(
            "\n".join(["### " + _("Asked in one run alone"), "", *(f"- {escaped(one)}" for one in lone)])
        )
    return _fitting([block for block in blocks if block], bytes_max)


def _fitting(blocks: list[str], bytes_max: int) -> str:
    room, kept = bytes_max - _CUT_ROOM, []
    for block in blocks:
        room -= len(block.encode()) + 2
        if room < 0:
            break
        kept.append(block)
    rest = len(blocks) - len(kept)
    if rest:
        told = n_(
            "Cut to stay under the size limit: {count} more block. The HTML comparison has them all.",
            "Cut to stay under the size limit: {count} more blocks. The HTML comparison has them all.",
            rest,
        )
        kept.append(f"_{told}_")
    return "\n\n".join(kept) + "\n"


def _scores_table(shown: ComparisonFile) -> str:
    rows = []
    for run in shown.runs:
        counts = f"{run.totals.passed} | {run.totals.failed}"
        rows.append(f"| {escaped(run.name)} | {look_compare.score_text(run.score)} | {counts} |")
    heads = " | ".join((_("Score"), words.OUTCOMES["passed"], words.OUTCOMES["failed"]))
    return "\n".join([f"| | {heads} |", "|---|---|---|---|", *rows])


def _matrix(shown: ComparisonFile, questions: list[ComparedQuestionPart]) -> str:
    names = " | ".join(escaped(run.name, chars_max=60) for run in shown.runs)
    rows = []
    for question in questions:
        cells = [
            f"**{escaped(text)}**" if place in question.best else escaped(text)
            for place, text in enumerate(look_compare.cell_text(cell) for cell in question.cells)
        ]
        rows.append(f"| {escaped(question.question)} | {' | '.join(cells)} |")
    head = _("Question")
    return "\n".join([f"| {head} | {names} |", f"|---|{'---|' * len(shown.runs)}", *rows])


def _how(shown: ComparisonFile) -> str:
    """What the best does, of each question that not all answer alike."""
    lines = []
    for question in shown.questions:
        told = look_compare.best_text(shown, question)
        if told:
            cell = question.cells[question.best[0]]
            place = f" {linked(cell.url)}" if cell and cell.url else ""
            lines.append(f"- **{escaped(question.question)}** {escaped(told, chars_max=700)}{place}")
    return "\n".join(["### " + _("What the best does"), "", *lines]) if lines else ""


def csv_table(found: ComparisonFile) -> str:
    """A line a question, four columns a run: verdict, reason, clicks, and what the page says. The heads of
    the columns are English in every language, as those of all tables: programs go by them."""
    with speaking(found.language):
        return _table(look_compare.cleaned(found))


def _table(shown: ComparisonFile) -> str:
    changed = {one.id: one for section in look_compare.sections(shown) for one in section.told}
    columns = ["id", "question", "asked per month", "best"]
    for run in shown.runs:
        columns += [f"{run.name}: {what}" for what in ("verdict", "clicks", "answer seen", "page")]
    columns += ["change", "in detail"] if shown.kind == "nights" else []
    rows = []
    for question in shown.questions:
        asked = "" if question.asked_per_month is None else str(question.asked_per_month)
        best = ", ".join(shown.runs[place].name for place in question.best)
        row = [question.id, question.question, asked, best]
        for cell in question.cells:
            row += [look_compare.cell_text(cell), *_seen(cell)]
        if shown.kind == "nights":
            one = changed.get(question.id)
            row += [one.head, "; ".join(one.details)] if one else ["", ""]
        rows.append(row)
    return table(columns, rows)


def _seen(cell: ComparedCellPart | None) -> list[str]:
    if cell is None:
        return ["", "", ""]
    return ["" if cell.clicks is None else str(cell.clicks), cell.quote, cell.url]


def json_text(found: ComparisonFile) -> str:
    """The comparison itself; what would act on who reads the file stands there as its escape."""
    return run_json.harmless(found.model_dump_json(indent=2)) + "\n"
