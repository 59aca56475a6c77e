"""``selfserve-check approve``: answers that wait for a person, accepted or refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from selfserve_check.cli.common import told_errors
from selfserve_check.errors import UserError

if TYPE_CHECKING:
    from selfserve_check.report.run_file import ResultPart, RunFile
    from selfserve_check.scenario_edit import Ruling


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command(name="approve")(approve)


def approve(
    run: Annotated[Path, typer.Argument(help="A run.json, or the folder of a report.", metavar="RUN.json")],
    yes: Annotated[
        list[str] | None, typer.Option("--yes", help="The passage answers the question with this id.")
    ] = None,
    no: Annotated[list[str] | None, typer.Option("--no", help="The passage does not; it is wrong.")] = None,
    fact: Annotated[
        list[str] | None,
        typer.Option("--fact", help="What a right page says of a question.", metavar="ID=TEXT"),
    ] = None,
    patch: Annotated[
        Path | None, typer.Option("--patch", help="Decisions in a file, as the report offers it.")
    ] = None,
    scenarios: Annotated[
        Path | None, typer.Option("--scenarios", help="The scenario file; else the one of the run.")
    ] = None,
) -> None:
    """Go through the answers to check, and write what you accept into the scenario files.

    Comments, order and quotes there stay as they are. Without --yes, --no, --fact and --patch it asks.

    Example: selfserve-check approve reports/latest --yes talk-to-a-person
    """
    with told_errors():
        from selfserve_check.report.read import read_run

        found = read_run(run)
        if yes or no or fact or patch:
            _carry_out(_wanted(found, yes or (), no or (), fact or (), patch), scenarios)
        else:
            _ask_all(found, scenarios)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Decided:
    result: ResultPart
    ruling: Ruling


def _wanted(
    run: RunFile, yes: Sequence[str], no: Sequence[str], fact: Sequence[str], patch: Path | None
) -> list[_Decided]:
    """What the options say, a decision for each question that they name. Raises UserError for an id that
    this run did not ask, and for one with nothing to accept."""
    from selfserve_check.app.approval import read_patch

    said = {name: text for name, _, text in (one.partition("=") for one in fact)}
    empty = [name for name, text in said.items() if not text.strip()]
    if empty:
        raise UserError(f"--fact {empty[0]}: write what a right page says, too: --fact '{empty[0]}=30 days'")
    both = set(yes) & set(no)
    if both:
        raise UserError(f"{min(both)}: is named by --yes and by --no; decide for one")
    named = dict.fromkeys((*yes, *no, *said))
    decided = [_of_options(_result(run, name), name in no, said) for name in named]
    entries = read_patch(patch) if patch is not None else ()
    said_in_patch = (entry for entry in entries if entry.accept or entry.refuse)
    return [
        *decided,
        *(_ruled(_result(run, entry.id), entry.accept, entry.refuse) for entry in said_in_patch),
    ]


def _result(run: RunFile, name: str) -> ResultPart:
    found = next((result for result in run.results if result.id == name), None)
    if found is None:
        waiting = _waiting(run)
        ids = ", ".join(result.id for result in waiting[:5]) or "none"
        raise UserError(f"{name}: this run asked no question with this id; waiting for an answer: {ids}")
    return found


def _waiting(run: RunFile) -> list[ResultPart]:
    from selfserve_check.report import look
    from selfserve_check.report.view_review import is_waiting

    return [result for result in look.ordered(run) if is_waiting(result)]


def _of_options(result: ResultPart, refused: bool, said: Mapping[str, str]) -> _Decided:
    if result.id in said:
        wrong = (_proposed(result),) if refused else ()
        return _ruled(result, (said[result.id],), wrong)
    proposed = (_proposed(result),)
    return _ruled(result, () if refused else proposed, proposed if refused else ())


def _proposed(result: ResultPart) -> str:
    from selfserve_check.report.view_review import fact_of, is_waiting

    if not is_waiting(result):
        raise UserError(f"{result.id}: no passage waits to be accepted; --fact writes an answer of yours")
    return fact_of(result.evidence[0].quote)


def _ruled(result: ResultPart, facts: Sequence[str], refused: Sequence[str]) -> _Decided:
    from selfserve_check.scenario_edit import Ruling

    return _Decided(
        result=result,
        ruling=Ruling(id=result.id, question=result.question, facts=tuple(facts), refused=tuple(refused)),
    )


def _carry_out(decided: Sequence[_Decided], scenarios: Path | None) -> None:
    for one in decided:
        _write(one, scenarios)


def _write(decided: _Decided, scenarios: Path | None) -> None:
    """Each decision is written by itself, so that none is lost where a later one cannot be."""
    from selfserve_check.app.approval import file_of, write_ruling
    from selfserve_check.report.text import one_line

    file = file_of(decided.result, scenarios)
    write_ruling(file, decided.ruling)
    typer.echo(f"{file}: '{one_line(decided.ruling.id)}' is written")


def _ask_all(run: RunFile, scenarios: Path | None) -> None:
    waiting = _waiting(run)
    others = sum(result.outcome == "needs_review" for result in run.results) - len(waiting)
    for place, result in enumerate(waiting, start=1):
        typer.echo(f"\n{place} of {len(waiting)}")
        try:
            decided = _asked(result)
        except (typer.Abort, EOFError, KeyboardInterrupt):
            typer.echo("\nstopped; what was decided before is written")
            return
        if decided is not None:
            _try_to_write(decided, scenarios)
    if not waiting:
        typer.echo("No passage waits to be accepted or refused.")
    if others:
        typer.echo(f"{others} more to check: there visitors took another link; the report shows which.")


def _try_to_write(decided: _Decided, scenarios: Path | None) -> None:
    """One that cannot be written must not keep the others from being asked."""
    try:
        _write(decided, scenarios)
    except UserError as error:
        typer.echo(str(error), err=True)


def _asked(result: ResultPart) -> _Decided | None:
    """What a person says of one question; None to pass on."""
    proposals = _show(result)
    while True:
        said = typer.prompt("[a]ccept, [r]efuse, [e]dit, [s]kip, [q]uit", default="s").strip().lower()
        word, number = said[:1], said[1:].strip()
        chosen = int(number) - 1 if number.isdecimal() else 0
        if word == "q":
            raise typer.Abort
        if word == "s":
            return None
        if not 0 <= chosen < len(proposals) or word not in ("a", "r", "e"):
            typer.echo("  a, r or e, and the number of the passage where there are several: a2")
            continue
        return _decided(result, word, proposals[chosen])


def _decided(result: ResultPart, word: str, fact: str) -> _Decided | None:
    if word == "a":
        return _ruled(result, (fact,), ())
    if word == "e":
        right = typer.prompt("What a right page says", default=fact).strip()
        return _ruled(result, (right,), ())
    if result.expected.kind == "none":
        # Only what is wrong would be an answer that no page can ever give.
        right = typer.prompt("What would be right? (empty: skip)", default="", show_default=False).strip()
        return _ruled(result, (right,), (fact,)) if right else None
    return _ruled(result, (), (fact,))


def _show(result: ResultPart) -> list[str]:
    """Print a question with its passages; returns the fact of each."""
    from selfserve_check.report import look
    from selfserve_check.report.text import one_line
    from selfserve_check.report.view_review import PROPOSALS_MAX, fact_of

    typer.echo(f"  {one_line(result.question, chars_max=500)}")
    if result.expected.kind != "none":
        typer.echo(f"  Expected: {one_line(look.expected(result.expected), chars_max=500)}")
    proposals = result.evidence[:PROPOSALS_MAX]
    for place, item in enumerate(proposals, start=1):
        number = f"{place}. " if len(proposals) > 1 else ""
        sure = f" ({look.sure_text(item)})" if look.sure_text(item) else ""
        typer.echo(f"    {number}“{one_line(item.quote, chars_max=600)}”{sure}")
        typer.echo(f"       {one_line(item.url, chars_max=500)}")
    return [fact_of(item.quote) for item in proposals]
