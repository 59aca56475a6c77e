"""``selfserve-check ask``: one question, asked now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from selfserve_check.cli.common import carry_out, exit_code, load, site_under_test, told_errors
from selfserve_check.cli.options import (
    Config,
    Device,
    Offline,
    Output,
    Persona,
    Record,
    Strict,
    Workers,
    overrides,
)
from selfserve_check.cli.run import read_recording

if TYPE_CHECKING:
    from selfserve_check.model.scenario import Scenario
    from selfserve_check.report.run_file import ResultPart


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command(name="ask")(ask)


def ask(
    url: Annotated[str, typer.Argument(help="Where the customer starts.", metavar="URL")],
    question: Annotated[str, typer.Argument(help="In the customer's words.", metavar="QUESTION")],
    answer: Annotated[str | None, typer.Option("--answer", "-a", help="The fact a right page shows.")] = None,
    budget: Annotated[int, typer.Option("--budget", "-b", help="At most this many clicks.")] = 5,
    persona: Persona = None,
    device: Device = None,
    workers: Workers = None,
    output: Output = None,
    record: Record = None,
    offline: Offline = None,
    config: Config = None,
    strict: Strict = False,
) -> None:
    """Ask one question. Without --answer the best passage is shown for you to judge.

    Example: selfserve-check ask https://shop.example "How long can I send things back?" -a "30 days"
    """
    flags = overrides(persona=persona, device=device, workers=workers, output=output)
    with told_errors():
        from selfserve_check.app.run import Order
        from selfserve_check.scenario_file import single_scenario, split_credentials
        from selfserve_check.scenario_url import host_of
        from selfserve_check.settings import with_credentials

        loaded = load(config, flags)
        scenario = single_scenario(url, question, answer=answer, budget=budget)
        _, found = split_credentials(url)
        if found is not None:
            typer.echo(
                f"warning: the password was taken out of the address; used for {found.host} alone", err=True
            )
        recording = read_recording(offline) if offline else None
        server = loaded.settings.web_server
        there = recording is None and server is not None and host_of(server.url) == host_of(scenario.site)
        with site_under_test(loaded, wanted=there) as beside:
            order = Order(
                site=scenario.site,
                scenarios=(scenario,),
                settings=loaded.settings,
                secrets=with_credentials(loaded.secrets, [found] if found else []),
                offline=recording,
                beside=beside,
            )
            files = carry_out(order, loaded.settings.output.folder, record)
    _tell(files.run.results[0], scenario, asked_openly=answer is None)
    raise typer.Exit(exit_code([files.run], strict=strict))


def _tell(result: ResultPart, scenario: Scenario, *, asked_openly: bool) -> None:
    """The passage, and the lines that keep the question."""
    from selfserve_check.report.text import one_line, without_secrets
    from selfserve_check.scenario_file import scenario_lines

    if result.evidence and result.outcome in ("passed", "needs_review"):
        best = result.evidence[0]
        typer.echo("")
        typer.echo(f"  “{one_line(best.quote, chars_max=400)}”")
        typer.echo(f"  {one_line(best.url, chars_max=400)}")
        if asked_openly:
            typer.echo("")
            typer.echo("Is this the answer? Then keep the question with the fact that counts:")
    elif asked_openly:
        return
    if asked_openly:
        typer.echo("")
        lines = without_secrets(scenario_lines(scenario)).rstrip()
        typer.echo("\n".join(f"  {line}" for line in lines.splitlines()))
        typer.echo("      answer: …  # the words that a right page says")
