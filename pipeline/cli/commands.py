"""All commands of `mingzhang`, in the order in which people meet them."""

from __future__ import annotations

import typer

from pipeline.cli.analyst import documents, findings, query
from pipeline.cli.check import check
from pipeline.cli.diff import diff
from pipeline.cli.export import export
from pipeline.cli.ingest import ingest
from pipeline.cli.report import report
from pipeline.cli.retry import retry
from pipeline.cli.status import builds, status, verify
from pipeline.cli.trace import trace
from pipeline.cli.ui import ui
from pipeline.cli.web import site, web


def register(app: typer.Typer) -> None:
    """Add every command to the application."""
    for command in (
        ingest,
        documents,
        findings,
        query,
        trace,
        report,
        diff,
        export,
        check,
        web,
        site,
        status,
        retry,
        builds,
        verify,
        ui,
    ):
        app.command()(command)
