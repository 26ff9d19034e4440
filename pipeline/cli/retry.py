"""`mingzhang retry`: read again what a reading process could not finish."""

from __future__ import annotations

import time
from typing import Annotated

import typer

from pipeline.cli.ingest import run_collections
from pipeline.cli.options import HomeOption, locate
from pipeline.cli.output import UsageError, stderr
from pipeline.cli.summary import print_summary
from pipeline.intake.failures import forget_failure, read_failures
from pipeline.intake.ledger import known_collections, read_ledger

_ID = 16
"""Characters of a document's id: the first of its SHA-256."""


def retry(
    documents: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[DOCUMENT…]", help="Ids or their beginnings; without: all of them.", show_default=False
        ),
    ] = None,
    home: HomeOption = None,
) -> None:
    """Read documents again whose reading died or ran out of time or memory, without waiting for their next day."""
    place = locate(home)
    failed = read_failures(place)
    wanted = [key for key in failed if not documents or any(key.startswith(name) for name in documents)]
    strangers = [name for name in documents or [] if not any(key.startswith(name) for key in failed)]
    if strangers:
        raise UsageError(
            f"Nothing is to be retried of {', '.join(strangers)}; see `mingzhang documents` for what is rejected."
        )
    if not wanted:
        stderr().print("No document waits to be read again.")
        return
    for key in wanted:
        forget_failure(place, key)
    collections = [
        name for name in known_collections(place) if any(f.sha256[:_ID] in wanted for f in read_ledger(place, name))
    ]
    print_summary(run_collections(place, collections, time.perf_counter()))
