"""Options and arguments that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.output import Format
from pipeline.home import HOME_VARIABLE, Home

HomeOption = Annotated[
    Path | None,
    typer.Option(
        "--home", metavar="DIR", help=f"Home folder; default ${HOME_VARIABLE}, else ./data.", show_default=False
    ),
]
FormatOption = Annotated[Format, typer.Option("--format", "-f", help="How to print the rows.")]

DEBUG_VARIABLE = "MINGZHANG_DEBUG"
"""Set to 1 by `--debug`."""


def locate(home: Path | None) -> Home:
    """The home folder that the user means."""
    return Home.locate(home)
