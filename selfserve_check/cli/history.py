"""``selfserve-check history``: earlier runs, the life of a question, and forgetting."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from selfserve_check.cli.common import load, told_errors
from selfserve_check.cli.options import Config
from selfserve_check.errors import UserError

if TYPE_CHECKING:
    from selfserve_check.history.lives import Life, Night
    from selfserve_check.history.past import PastQuestion
    from selfserve_check.history.store import RunLine

Site = Annotated[str | None, typer.Option("--site", help="Only runs over this site.")]
_NIGHTS_MAX = 30

app = typer.Typer(invoke_without_command=True)


def register(root: typer.Typer) -> None:
    """Add the commands to ``root``."""
    root.add_typer(app, name="history")


@app.callback()
def runs(
    context: typer.Context,
    site: Site = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, max=10_000, help="How many.")] = 20,
    config: Config = None,
) -> None:
    """List earlier runs, the newest first.

    Example: selfserve-check history --site https://shop.example
    """
    if context.invoked_subcommand is not None:
        return
    with told_errors():
        from selfserve_check.app.memory import memory_of
        from selfserve_check.history.past import site_of

        with memory_of(load(config, {})).opened() as store:
            for line in run_lines(store.lines(site_of(site) if site else None, limit)):
                typer.echo(line)


@app.command()
def show(
    question: Annotated[str, typer.Argument(help="The id of a question.", metavar="QUESTION")],
    site: Site = None,
    config: Config = None,
) -> None:
    """The life of a question: since when it fails, how often it flipped, its clicks over time.

    Example: selfserve-check history show return-window
    """
    with told_errors():
        from selfserve_check.app.memory import memory_of
        from selfserve_check.history.lives import life_of
        from selfserve_check.history.past import site_of

        with memory_of(load(config, {})).opened() as store:
            nights = store.nights(site_of(site) if site else None, question)
            if not nights:
                raise UserError(
                    f"{question}: the history knows no question with this id{_near(store, question)}"
                )
            for address in sorted({night.site for night in nights}):
                life = life_of([night for night in nights if night.site == address])
                last = store.question(life.nights[-1].run, question)
                for line in life_lines(address, life, last):
                    typer.echo(line)


@app.command()
def prune(
    keep_days: Annotated[int, typer.Option("--keep-days", min=0, max=36_500, help="Forget older runs.")],
    config: Config = None,
) -> None:
    """Forget runs that are older than so many days.

    Example: selfserve-check history prune --keep-days 90
    """
    with told_errors():
        from selfserve_check.app.memory import memory_of

        before = (datetime.now(UTC) - timedelta(days=keep_days)).isoformat(timespec="seconds")
        with memory_of(load(config, {})).opened() as store:
            gone = store.prune(before)
        typer.echo(f"{gone:,} {'run' if gone == 1 else 'runs'} forgotten.")


def run_lines(runs: Sequence[RunLine]) -> list[str]:
    """A table of ``runs``."""
    from selfserve_check.report import words
    from selfserve_check.report.text import one_line

    if not runs:
        return ["No runs yet: selfserve-check run keeps each."]
    lines = [f"{'No.':>5}  {'Started (UTC)':<16}  {'Score':>5}  {'Took':>10}  Site, and what became of it"]
    for run in runs:
        counts = ", ".join(
            f"{many} {words.OUTCOMES.get(what, what).lower()}" for what, many in _by_order(run)
        )
        score = "" if run.score is None else words.percent(run.score)
        stopped = "" if run.complete else " (stopped early)"
        took = words.duration(run.wall_s)
        lines.append(
            f"{run.number:>5}  {run.started_at[:16].replace('T', ' '):<16}  {score:>5}  {took:>10}  "
            f"{one_line(run.site)}: {counts or 'no questions'}{stopped}"
        )
    return lines


def life_lines(site: str, life: Life, last: PastQuestion | None) -> list[str]:
    """The life of a question on one site, newest night last."""
    from selfserve_check.report import words
    from selfserve_check.report.text import one_line

    title = last.question if last is not None else life.nights[-1].question
    lines = [f"{one_line(title)}  ({one_line(site)})"]
    if life.failing_since:
        lines.append(f"  Not answered since {words.moment(life.failing_since)}.")
    lines.append(f"  {', '.join(_figures(life))}.")
    hidden = len(life.nights) - _NIGHTS_MAX
    if hidden > 0:
        lines.append(f"  … {hidden:,} earlier {'night' if hidden == 1 else 'nights'} …")
    lines += [f"  {_night(night)}" for night in life.nights[-_NIGHTS_MAX:]]
    quote = last.quotes[0] if last is not None and last.quotes else None
    if quote is not None:
        lines.append(f"  Last seen: “{one_line(quote.text, chars_max=200)}” {one_line(quote.url)}")
    return lines


def _figures(life: Life) -> list[str]:
    from selfserve_check.report import words

    asked = [words.plural(len(life.nights), "run", "runs")]
    asked.append(f"flipped {words.times(life.flips)}" if life.flips else "never flipped")
    if life.flaky:
        asked.append(f"answered on a second try {words.times(life.flaky)}")
    if life.not_asked:
        asked.append(f"could not be asked {words.times(life.not_asked)}")
    clicks = [night.clicks for night in life.nights if night.outcome == "passed" and night.clicks is not None]
    if clicks:
        fewest, most = min(clicks), max(clicks)
        asked.append(words.clicks(fewest) if fewest == most else f"{fewest} to {most} clicks")
    return asked


def _night(night: Night) -> str:
    from selfserve_check.report import words

    said = [words.OUTCOMES.get(night.outcome, night.outcome)]
    if night.reason:
        said.append(words.REASONS.get(night.reason, night.reason).lower())
    if night.flaky:
        said.append("on a second try")
    if night.clicks is not None and night.outcome == "passed":
        said.append(words.clicks(night.clicks))
    if not night.complete:
        said.append("in a run that was stopped")
    return f"{night.started_at[:16].replace('T', ' ')}  {', '.join(said)}"


def _by_order(run: RunLine) -> list[tuple[str, int]]:
    from selfserve_check.report import words

    order = list(words.OUTCOMES)
    return sorted(run.counts, key=lambda pair: order.index(pair[0]) if pair[0] in order else len(order))


def _near(store: object, question: str) -> str:
    from selfserve_check.history.store import Store
    from selfserve_check.yaml_problems import did_you_mean

    assert isinstance(store, Store)  # noqa: S101 -- named as object so that no database loads with --help
    return did_you_mean(question, {night.question for night in store.nights()})
