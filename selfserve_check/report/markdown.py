"""Markdown for a step summary: the headline, a table of all questions, and what to change for each gap."""

from __future__ import annotations

import re

from selfserve_check.report import look, look_changes, words
from selfserve_check.report.card import CardLine, card_lines
from selfserve_check.report.figures import figures
from selfserve_check.report.links import followable, host_of, readable
from selfserve_check.report.run_file import EvidencePart, FindingPart, ResultPart, RunFile
from selfserve_check.report.speech import _, n_, number, quoted, speaking
from selfserve_check.report.text import clean_run, one_line

BYTES_MAX = 1_000_000
_RESERVED = 400
_SITE_FINDINGS_MAX = 40
# The sentence above a card says this already.
_TOLD_ELSEWHERE = ("reason",)
_CHANGES_MAX = 50
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~!&$^=])")
_MARKS = {"passed": "✅", "failed": "❌", "needs_review": "❔", "errored": "⚠️", "skipped": "⏸️"}
_FLAKY = "🔁"


def render(run: RunFile, *, bytes_max: int = BYTES_MAX) -> str:
    """``run`` as Markdown of at most ``bytes_max`` bytes; where it would be longer, the last blocks are left
    out and a sentence says how many questions that concerns."""
    with speaking(run.language):
        return _rendered(clean_run(run), bytes_max)


def _rendered(shown: RunFile, bytes_max: int) -> str:
    results = look.ordered(shown)
    rows = [_row(result) for result in results]
    gaps = [_gap(result) for result in results if look.needs_a_look(result)]
    told = [
        f"- **{escaped(one.label)}:** {escaped(one.value)}. {escaped(one.meaning)}" for one in figures(shown)
    ]
    head, foot = _head(shown), _foot(shown)
    changes = _fitting([_changes(shown)], bytes_max // 4) if shown.changes else []
    room = bytes_max - _RESERVED - _size([head, *changes, foot, *told])
    kept_rows = _fitting(rows, room // 2)  # a table alone would tell nobody what to change
    kept_gaps = _fitting([*gaps, _site_findings(shown)], room - _size(kept_rows))
    heads = " | ".join((_("Question"), _("Verdict"), _("Clicks")))
    table = [f"| | {heads} |", "|---|---|---|---|", *kept_rows]
    left_out = _cut_notice(len(rows) - len(kept_rows), max(len(gaps) - len(kept_gaps), 0))
    parts = [head, *changes, "\n".join(table), *kept_gaps, "\n".join(told), left_out, foot]
    return "\n\n".join(part for part in parts if part) + "\n"


def escaped(text: str, *, chars_max: int = 300) -> str:
    """``text`` on one line, so that Markdown shows it and does nothing with it: no markup, no link of its own
    making, no mention of a person or an issue."""
    plain = _SPECIAL.sub(r"\\\1", one_line(text, chars_max=chars_max))
    plain = plain.replace("://", "\\://").replace("@", "@\u200b")
    return re.sub(r"(?i)\bwww\.", lambda found: found[0][:-1] + "\\.", plain)


def code(text: str) -> str:
    """``text`` as code on one line, whatever back-ticks it holds."""
    shown = one_line(text, chars_max=1_000)
    fence = "`" * (max((len(run) for run in re.findall(r"`+", shown)), default=0) + 1)
    pad = " " if shown.startswith("`") or shown.endswith("`") else ""
    return f"{fence}{pad}{shown}{pad}{fence}" if shown else ""


def linked(url: str, text: str = "") -> str:
    """A link where ``url`` is plain http(s), else its text."""
    label = escaped(text or readable(url), chars_max=120)
    target = followable(url)
    if not target:
        return label
    safe = "".join(char if char not in "()<>\\|`*_[]" else f"%{ord(char):02X}" for char in target)
    return f"[{label}](<{safe}>)"


def _head(run: RunFile) -> str:
    score = ""
    if run.score is not None:
        told = _(
            "Score: {share}, weighted by how often each is asked.", share=f"**{words.percent(run.score)}**"
        )
        score = f" {told}"
    asides = "".join(f"\n- {escaped(said)}" for said in [*look.asides(run), *run.notes[:20]])
    return f"## {escaped(host_of(run.site))}: {look.headline(run)}\n\n{_totals(run)}{score}" + (
        f"\n{asides}" if asides else ""
    )


def _totals(run: RunFile) -> str:
    said = [f"{_MARKS[key]} {text}" for key, text in look.counts(run).items()]
    return " · ".join(said) + "." if said else ""


def _changes(run: RunFile) -> str:
    """What is new since the baseline, as a list."""
    told = look_changes.told(run)
    since = look_changes.since_text(run.changes) if run.changes else ""
    gate = look_changes.gate_text(run)
    lines = [f"{escaped(gate)}.", ""] if gate else []
    if since:
        lines += [f"### {escaped(since)}", ""] if told else [_nothing_changed(escaped(since))]
    for one in told[:_CHANGES_MAX]:
        lines.append(f"- **{escaped(one.head)}:** {escaped(one.question)}")
        lines += [f"  - {escaped(detail, chars_max=700)}" for detail in one.details]
    rest = len(told) - _CHANGES_MAX
    more = [n_("- and {count} more", "- and {count} more", rest)] if rest > 0 else []
    return "\n".join([*lines, *more]).strip()


def _nothing_changed(since: str) -> str:
    return _("{since}: nothing changed.", since=since)


def _mark(result: ResultPart) -> str:
    return _FLAKY if result.flaky else _MARKS[result.outcome]


def _row(result: ResultPart) -> str:
    marks = (
        _("(second try)") if result.flaky else "",
        _("(harder to find than before)") if result.harder_to_find else "",
    )
    verdict = " ".join(part for part in (words.OUTCOMES[result.outcome], *marks) if part)
    if result.reason:
        verdict += f": {words.small(look.reason_word(result))}"
    clicks = (
        ""
        if result.clicks is None
        else _("{spent} of {allowed}", spent=number(result.clicks), allowed=number(result.budget))
    )
    return f"| {_mark(result)} | {escaped(result.question)} | {escaped(verdict)} | {clicks} |"


def _gap(result: ResultPart) -> str:
    lines = [
        f"### {_mark(result)} {escaped(result.question)}",
        "",
        escaped(look.why(result), chars_max=900),
    ]
    lines += ["", _labelled(_("Expected"), escaped(look.expected(result.expected)))]
    if look.last_look(result):
        lines.append(_labelled(_("Last page seen"), escaped(look.last_look(result))))
    lines += [line for item in result.evidence[:2] for line in _seen(item)]
    told = (
        (_("Why it does not count"), look.doubt_text(result)),
        (_("Wordings"), look.wording_text(result)),
        (_("Bad days"), look.condition_text(result)),
        (_("Language"), look.language_text(result)),
    )
    lines += [_labelled(label, escaped(text, chars_max=900)) for label, text in told if text]
    if result.outcome == "errored" and look.error_hint(result.error):
        lines.append(_labelled(_("What to do"), escaped(look.error_hint(result.error), chars_max=600)))
    lines += [
        line
        for finding in result.findings[:10]
        for line in _finding(finding, look.own_remedy(result, finding))
    ]
    lines += [_card_line(line) for line in card_lines(result) if line.name not in _TOLD_ELSEWHERE]
    reaches = (
        (_("Expected to find it"), look.reach_text(result)),
        (_("Most are lost on"), look.lost_text(result)),
    )
    lines += [_labelled(label, escaped(text)) for label, text in reaches if text]
    if result.command:
        lines.append(_labelled(_("Ask again"), code(result.command)))
    return "\n".join(lines)


def _labelled(label: str, text: str) -> str:
    """A line of a list, in Markdown already."""
    return f"- **{label}:** {text}"


def _card_line(line: CardLine) -> str:
    said = escaped(line.text, chars_max=900)
    place = f" {linked(line.url)}" if line.quoted and line.url else ""
    return f"- **{line.label}:** {quoted(said) if line.quoted else said}{place}"


def _site_findings(run: RunFile) -> str:
    """What was found about the whole site, each in a line."""
    if not run.findings:
        return ""
    lines = [
        line for finding in run.findings[:_SITE_FINDINGS_MAX] for line in _finding(finding, finding.remedy)
    ]
    rest = len(run.findings) - _SITE_FINDINGS_MAX
    more = (
        [n_("- {count} more in the HTML report.", "- {count} more in the HTML report.", rest)]
        if rest > 0
        else []
    )
    return "\n".join(["### " + _("Also found on the site"), "", *lines, *more])


def _seen(item: EvidencePart) -> list[str]:
    sure = f" ({look.sure_text(item)})" if look.sure_text(item) else ""
    limits = look.limits_text(item)
    lines = [_labelled(_("Seen"), f"{quoted(escaped(item.quote))}{sure} {linked(item.url)}")]
    return [*lines, _labelled(_("With limits"), escaped(limits, chars_max=900))] if limits else lines


def _finding(finding: FindingPart, remedy: str) -> list[str]:
    place = f" {linked(finding.url)}" if finding.url else ""
    changes = ((_("What to change"), remedy), (_("What that does"), finding.effect if remedy else ""))
    told = [_labelled(label, escaped(text, chars_max=600)) for label, text in changes if text]
    return [_labelled(_("Found"), f"{escaped(finding.text, chars_max=600)}{place}"), *told]


def _foot(run: RunFile) -> str:
    loaded = n_("{count} page loaded", "{count} pages loaded", run.stats.pages_loaded)
    told = f"{words.moment(run.started_at)}, {words.duration(run.stats.wall_s)}, {loaded}"
    by = f"{run.tool.name} {run.tool.version}, {run.tool.browser}"
    return f"<sub>{escaped(told)}. {escaped(by)}.</sub>"


def _size(blocks: list[str]) -> int:
    return sum(len(block.encode()) + 2 for block in blocks)


def _fitting(blocks: list[str], room: int) -> list[str]:
    kept = []
    for block in blocks:
        room -= _size([block])
        if room < 0:
            break
        kept.append(block)
    return kept


def _cut_notice(rows: int, gaps: int) -> str:
    if not rows and not gaps:
        return ""
    parts = [
        n_("{count} row of the table", "{count} rows of the table", rows) if rows else "",
        n_("{count} question in detail", "{count} questions in detail", gaps) if gaps else "",
    ]
    told = _(
        "Cut to stay under the size limit: {what} left out. The HTML report has them all.",
        what=words.listed([part for part in parts if part]),
    )
    return f"_{told}_"
