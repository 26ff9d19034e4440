"""`mingzhang check`: a draft before it is published, read and reconciled without entering any warehouse."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.ingest import run
from pipeline.cli.output import CommandError, UsageError, stderr
from pipeline.home import Home


def check(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="PDFs: a draft, or editions of one disclosure.")],
    out: Annotated[Path, typer.Option("-o", "--out", metavar="FILE.html", help="The report.")] = Path("check.html"),
) -> None:
    """Read drafts, report in Chinese what does not add up and what is missing; nothing of it enters a warehouse.

    Exit status 1 when a contradiction was found.
    """
    from pipeline.web.draft import draft_report

    if out.suffix.lower() not in {".html", ".htm"}:
        raise UsageError(f"{out}: the report is a web page, name it FILE.html.")
    with tempfile.TemporaryDirectory(prefix="mingzhang-check-") as folder:
        home = Home(Path(folder))
        run(home, files, "drafts", time.perf_counter())
        report, count = draft_report(home)
    try:
        out.write_text(report, encoding="utf-8")
    except OSError as error:
        raise CommandError(f"{out}: {error.strerror or error}.") from error
    stderr().print(f"{out}: {count} contradictions in {len(files)} files", soft_wrap=True)
    if count:
        raise typer.Exit(1)
