"""`mingzhang status`, `builds` and `verify`: what an operator must know, for people and for cron."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer
from rich.text import Text

from pipeline.cli.options import HomeOption, locate
from pipeline.cli.output import print_table, stdout, to_json
from pipeline.warehouse import condition as home_condition


def status(
    home: HomeOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Say what is published, what waits, what was given up; exit status 1 when something needs a person."""
    found = home_condition.condition(locate(home))
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
        for build in home_condition.builds(locate(home))
    ]
    print_table(["build", "built (UTC)", "documents", "amounts", ""], rows, numeric=[False, False, True, True, False])


def verify(home: HomeOption = None) -> None:
    """Compare every stored original with its hash; exit status 1 when one is damaged or missing."""
    wrong = home_condition.damaged_originals(locate(home))
    for path, what in wrong.items():
        stdout().print(Text(f"{path}: {what}. Put the file back with `mingzhang ingest`."), soft_wrap=True)
    if wrong:
        raise typer.Exit(1)
    stdout().print("Every stored original is the file that was read.")
