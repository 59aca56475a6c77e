"""``selfserve-check demo``: a small shop with planted faults, asked by the real bots."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from selfserve_check.cli.common import COULD_NOT_ASK, FAILED, carry_out, load, told_errors
from selfserve_check.cli.options import Device, Output, Workers, overrides

if TYPE_CHECKING:
    from selfserve_check.report.run_file import RunFile
    from selfserve_check.report.write import ReportFiles
    from selfserve_check.settings import Settings


def register(app: typer.Typer) -> None:
    """Add the command to ``app``."""
    app.command(name="demo")(demo)


def demo(
    workers: Workers = None,
    device: Device = None,
    output: Output = None,
    serve: Annotated[bool, typer.Option("--serve", help="Only serve the shop, until stopped.")] = False,
    port: Annotated[int, typer.Option("--port", help="The shop's port; 0 takes a free one.")] = 0,
) -> None:
    """Ask a demo shop that runs on this machine, and compare with the faults planted in it.

    Example: selfserve-check demo
    """
    flags = overrides(persona=None, device=device, workers=workers, output=output)
    # The whole shop, so that what is not found can be called missing.
    flags["survey"] = {"pages_max": 300}
    with told_errors():
        from selfserve_check.app.run import Order
        from selfserve_check.demo import scenario_folder
        from selfserve_check.demo.server import DemoServer
        from selfserve_check.scenario_file import load_scenarios

        loaded = load(None, flags)
        with DemoServer(port) as shop:
            if serve:
                _serve(shop.url)
                return
            typer.echo(
                f"A ceiling-tile shop is open at {shop.url} on this machine. Its customers have questions.\n"
            )
            scenarios = load_scenarios([_nearby(scenario_folder())], site=shop.url)
            order = Order(
                site=scenarios[0].site, scenarios=scenarios, settings=loaded.settings, secrets=loaded.secrets
            )
            files = carry_out(order, loaded.settings.output.folder)
        _print(files, loaded.settings)
    raise typer.Exit(_compared(files.run))


def _print(files: ReportFiles, settings: Settings) -> None:
    """The report as a PDF beside the other formats, which a run writes by itself."""
    from selfserve_check.cli.report import printed
    from selfserve_check.report.write import write_bytes

    made, _ = printed(files.run, files.folder, settings)
    write_bytes(files.folder / "report.pdf", made)
    names = ", ".join(sorted(file.name for file in files.folder.iterdir() if file.is_file()))
    typer.echo(f"In {files.latest or files.folder}: {names}")


def _nearby(folder: Path) -> Path:
    """``folder`` as one would type it from here."""
    return folder.relative_to(Path.cwd()) if folder.is_relative_to(Path.cwd()) else folder


def _serve(url: str) -> None:
    import threading

    typer.echo(f"The demo shop is open at {url} until you press Ctrl-C.")
    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        typer.echo("closed")


def _compared(run: RunFile) -> int:
    """Hold outcomes, reasons and findings against what is planted; 0 when each is as it is listed."""
    from selfserve_check.cli.demo_compare import compared

    found = compared(run)
    typer.echo("")
    for line in found.lines():
        typer.echo(line)
    if found.is_as_listed:
        return 0
    return FAILED if run.complete and found.could_ask else COULD_NOT_ASK
