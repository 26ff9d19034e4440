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
    out: Annotated[
        Path | None, typer.Option("-o", "--out", metavar="FILE", help="The report; default check.html or check.docx.")
    ] = None,
    form: Annotated[
        str | None,
        typer.Option("--format", help="html or docx; else as the name of the report says.", show_default=False),
    ] = None,
) -> None:
    """Read drafts, report in Chinese what does not add up, what is missing and how editions differ; nothing of it enters a warehouse.

    Exit status 1 when a contradiction was found.
    """
    from pipeline.web.draft import report_on
    from pipeline.web.draft_files import as_docx, as_html

    chosen = form or {".html": "html", ".htm": "html", ".docx": "docx"}.get(out.suffix.lower() if out else ".html")
    if chosen not in {"html", "docx"} or (out and form and out.suffix.lower() not in {f".{form}", ".htm"}):
        raise UsageError(f"{out or form}: the report is a web page (FILE.html) or a document (FILE.docx).")
    target = out or Path(f"check.{chosen}")
    with tempfile.TemporaryDirectory(prefix="mingzhang-check-") as folder:
        home = Home(Path(folder))
        run(home, files, "drafts", time.perf_counter())
        report = report_on(home)
        content = as_docx(report) if chosen == "docx" else as_html(report).encode()
    try:
        target.write_bytes(content)
    except OSError as error:
        raise CommandError(f"{target}: {error.strerror or error}.") from error
    differences = sum(pair.count for pair in report.editions)
    also = f", {differences} figures differ between editions" if report.editions else ""
    stderr().print(f"{target}: {report.contradictions} contradictions in {len(files)} files{also}", soft_wrap=True)
    if report.contradictions:
        raise typer.Exit(1)
