"""`mingzhang status`, `builds`, `rollback` and `verify`: what an operator must know, for people and for cron, and which build readers get."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer
from rich.text import Text

from pipeline.cli.options import HomeOption, locate
from pipeline.cli.output import UsageError, print_table, stdout, to_json
from pipeline.operating.condition import condition
from pipeline.operating.verification import verify as find_what_disagrees
from pipeline.warehouse.builds import NoSuchBuildError, list_builds, roll_back, undo_rollback
from pipeline.warehouse.writer_lock import writer_lock


def status(
    home: HomeOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Say what is published, what waits, what was given up; exit status 1 when something needs a person."""
    found = condition(locate(home))
    if as_json:
        stdout().print(Text(to_json(asdict(found))), soft_wrap=True)
    else:
        rows = [
            ["build", f"{found.build_id or 'none'} {found.built_at or ''}"],
            ["documents", ", ".join(f"{count} {name}" for name, count in found.documents.items()) or "none"],
            ["not looked at", ", ".join(f"{count} in {name}" for name, count in found.not_seen.items()) or "none"],
            ["given up", ", ".join(found.to_retry) or "none"],
            ["free disk", f"{found.free_bytes / 2**30:,.1f} GB"],
            *(["needs you", text] for text in found.needs),
        ]
        print_table(["", ""], rows, numeric=[False, False])
    if found.needs:
        raise typer.Exit(1)


def builds(home: HomeOption = None) -> None:
    """List the published builds on disk, the newest first."""
    rows = [
        [
            build.build_id,
            f"{build.built_at:%Y-%m-%d %H:%M:%S}",
            build.documents,
            build.amounts,
            "current" if build.is_current else "",
        ]
        for build in list_builds(locate(home))
    ]
    print_table(["build", "built (UTC)", "documents", "amounts", ""], rows, numeric=[False, False, True, True, False])


def rollback(
    build: Annotated[
        str | None,
        typer.Argument(
            metavar="BUILD", help="Id, or its beginning, as `mingzhang builds` lists it.", show_default=False
        ),
    ] = None,
    undo: Annotated[bool, typer.Option("--undo", help="Give readers the newest build again.")] = False,
    home: HomeOption = None,
) -> None:
    """Give readers an older build; it stays, also when newer ones are published, until `--undo`."""
    if undo == (build is not None):
        raise UsageError("Name the build to go back to (`mingzhang builds` lists them), or give --undo.")
    place = locate(home)
    with writer_lock(place):  # a run that is publishing ends first
        if build is None:
            newest = undo_rollback(place)
            said = f"Readers get the newest build {newest.stem} again." if newest else "No rollback is in force."
        else:
            try:
                chosen = roll_back(place, build)
            except NoSuchBuildError as error:
                raise UsageError(str(error)) from error
            said = f"Readers get build {chosen.stem} until `mingzhang rollback --undo`; newer builds wait beside it."
    stdout().print(said, soft_wrap=True)


def verify(home: HomeOption = None) -> None:
    """Compare originals with their hashes, the warehouse with what was read, the inbox with the warehouse; exit status 1 when they disagree."""
    wrong = find_what_disagrees(locate(home))
    for subject, what in wrong.items():
        stdout().print(Text(f"{subject}: {what}."), soft_wrap=True)
    if wrong:
        raise typer.Exit(1)
    stdout().print(
        "Every stored original is the file that was read, and the published warehouse holds what was read of it."
    )
