"""All commands of `mingzhang`, in the order in which people meet them.

A command's module is imported when the command is called: most people's call needs one of them, and all together take longer than a run with
nothing to do.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module

import typer

COMMANDS = {
    "ingest": "pipeline.cli.ingest",
    "fetch": "pipeline.cli.fetch",
    "documents": "pipeline.cli.analyst",
    "findings": "pipeline.cli.analyst",
    "query": "pipeline.cli.analyst",
    "trace": "pipeline.cli.trace",
    "report": "pipeline.cli.report",
    "diff": "pipeline.cli.diff",
    "export": "pipeline.cli.export",
    "check": "pipeline.cli.check",
    "web": "pipeline.cli.web",
    "site": "pipeline.cli.web",
    "mcp": "pipeline.cli.mcp",
    "status": "pipeline.cli.status",
    "retry": "pipeline.cli.retry",
    "builds": "pipeline.cli.status",
    "rollback": "pipeline.cli.status",
    "verify": "pipeline.cli.status",
    "backup": "pipeline.cli.keeping",
    "restore": "pipeline.cli.keeping",
    "prune": "pipeline.cli.keeping",
    "alert": "pipeline.cli.alert",
    "ui": "pipeline.cli.ui",
}
"""Command → the module with the function of that name."""


def register(app: typer.Typer, words: Sequence[str]) -> None:
    """Add the command that is called, or every one when it is not clear which.

    Args:
        app: the application.
        words: the command line without the program's name.
    """
    called = next((word for word in words if not word.startswith("-")), "")
    for name in [called] if called in COMMANDS else COMMANDS:
        app.command()(getattr(import_module(COMMANDS[name]), name))
