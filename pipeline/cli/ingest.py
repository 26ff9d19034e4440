"""`mingzhang ingest`: from PDFs to a published warehouse."""

from __future__ import annotations

import os
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.text import Text

from pipeline.cli.nothing_new import nothing_new
from pipeline.cli.options import DEBUG_VARIABLE, HomeOption, locate
from pipeline.cli.output import CommandError, UsageError, stderr, stdout, to_json
from pipeline.cli.summary import IngestSummary, print_summary, summarise
from pipeline.cli.timings import Timings, print_stages
from pipeline.home import Home
from pipeline.intake.inbox import DEFAULT_COLLECTION, InboxError, check_collection_name, copy_into_inbox
from pipeline.intake.names import harmless
from pipeline.orchestration.listener import ProgressListener

if TYPE_CHECKING:
    from pipeline.extracting.documents import DocumentOutcome

_STEPS = {
    "intake": "looking at the inbox",
    "extraction": "reading",
    "load": "loading",
    "build": "building",
    "publish": "publishing",
}


def ingest(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[PATH]…",
            help="PDFs and folders of PDFs; without: everything new in the inbox.",
            show_default=False,
        ),
    ] = None,
    *,
    collection: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help=f"Name of the batch, e.g. 410802-2024; default `{DEFAULT_COLLECTION}`.",
            show_default=False,
        ),
    ] = None,
    home: HomeOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the summary as JSON.")] = False,
    allow_shrink: Annotated[
        bool, typer.Option("--allow-shrink", help="Publish also when documents of the last build are missing.")
    ] = False,
    timings: Annotated[
        bool, typer.Option("--timings", help="Say what each stage took: time, CPU of all processes, memory.")
    ] = False,
) -> None:
    """Read PDFs into the warehouse: inbox, extraction, loading, rules, publishing."""
    began = time.perf_counter()
    place = locate(home)
    summary = run(place, paths or [], collection, began, allow_shrink=allow_shrink)
    if as_json:
        stdout().print(Text(to_json(summary.as_dict())), soft_wrap=True)
    else:
        print_summary(summary)
    if timings and summary.stages and not as_json:
        print_stages(stderr(), summary.stages)


def run(
    place: Home, paths: list[Path], collection: str | None, began: float, *, allow_shrink: bool = False
) -> IngestSummary:
    """Copy, run and summarise.

    Raises:
        UsageError: a path or the collection's name cannot be used.
        CommandError: the run failed; the last published build stays.
    """
    chosen = _fill_inbox(place, paths, collection)
    if nothing_new(place, chosen):
        return summarise(place, chosen or [], [], time.perf_counter() - began, built=False)
    return run_collections(place, chosen, began, allow_shrink=allow_shrink)


def run_collections(
    place: Home, chosen: list[str] | None, began: float, *, allow_shrink: bool = False
) -> IngestSummary:
    """Run collections, build, publish and summarise; None for whatever is new.

    Raises:
        CommandError: a run failed; the last published build stays.
    """
    debug = os.environ.get(DEBUG_VARIABLE) == "1"
    with _quiet(debug=debug):
        # Dagster takes a second or two to import; a wrong path should be reported at once
        from pipeline.orchestration.ingesting import RunFailedError, run_ingest
        from pipeline.warehouse.builds import rollback_in_force
        from pipeline.warehouse.writer_lock import writer

        if (holder := writer(place)) is not None:
            stderr().print(
                f"Another run is writing in {place.root} ({holder}); waiting until it has ended.", soft_wrap=True
            )
        with _listener() as shown:
            listener = Timings(shown, began)
            try:
                result = run_ingest(place, chosen, listener, debug=debug, allow_shrink=allow_shrink)
            except RunFailedError as error:
                kept = "What is published is complete. " if place.current.exists() else "Nothing was published. "
                raise CommandError(f"{error}\n{kept}Run again with --debug to see where.") from error
            except OSError as error:
                raise CommandError(
                    f"{error.strerror or error}: {error.filename or place.root}. Nothing was published."
                ) from error
    if rollback := rollback_in_force(place):
        stderr().print(f"Readers still get build {rollback.build_id}: `mingzhang rollback --undo` ends that.")
    seconds = time.perf_counter() - began
    return replace(
        summarise(place, result.collections, result.read, seconds, built=result.built), stages=listener.stages()
    )


def _fill_inbox(place: Home, paths: list[Path], collection: str | None) -> list[str] | None:
    """Copy PATHs; returns the collections to run, None for whatever is new."""
    try:
        if not paths:
            if collection is None:
                place.ensure()
                return None
            if not (place.inbox / check_collection_name(collection)).is_dir():
                raise UsageError(f"There is no {place.inbox / collection}: put PDFs there, or give their PATH.")
            return [collection]
        name = check_collection_name(collection or DEFAULT_COLLECTION)
        place.ensure()
        copied = copy_into_inbox(place, paths, name)
    except InboxError as error:
        raise UsageError(str(error)) from error
    except OSError as error:
        raise CommandError(f"{error.filename or place.root}: {error.strerror or error}.") from error
    stderr().print(f"inbox/{name}: {copied.copied} files copied, {copied.already_there} already there")
    return [name]


@contextmanager
def _quiet(*, debug: bool) -> Iterator[None]:
    """Keep Dagster's notices about its own future out of the user's way."""
    if debug:
        yield
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


@contextmanager
def _listener() -> Iterator[ProgressListener]:
    """A bar on a terminal, plain lines otherwise."""
    console = stderr()
    if not console.is_terminal:
        yield _plain_listener()
        return

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[note]}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("starting", total=None, note="")

        class BarListener(ProgressListener):
            """Draws the bar."""

            def documents(self, outcome: DocumentOutcome, done: int, total: int) -> None:
                """Advance."""
                progress.update(
                    task,
                    description=_STEPS["extraction"],
                    total=total,
                    completed=done,
                    note=harmless(outcome.file_name[-40:]),
                )

            def step(self, name: str) -> None:
                """Begin a step."""
                progress.update(task, description=_STEPS[name], total=None, completed=0, note="")

            def model(self, name: str, total: int) -> None:
                """Advance by one model."""
                if progress.tasks[task].description != _STEPS["build"]:
                    progress.update(task, description=_STEPS["build"], completed=0)
                progress.update(task, total=total, advance=1, note=name)

        yield BarListener()


def _plain_listener() -> ProgressListener:
    console = stderr()

    class PlainListener(ProgressListener):
        """Prints one line per document and step."""

        _model = ""

        def documents(self, outcome: DocumentOutcome, done: int, total: int) -> None:
            """Say what became of a document."""
            if outcome.rejected_reason:
                what = f"rejected: {outcome.rejected_reason}"
            else:
                tables = f"{outcome.bound_count}/{outcome.table_count} tables bound"
                what = (
                    f"{outcome.page_count} pages, {tables}, {outcome.amount_count:,} amounts, {outcome.seconds:.1f} s"
                )
            console.print(Text(harmless(f"[{done}/{total}] {outcome.file_name}: {what}")), soft_wrap=True)

        def step(self, name: str) -> None:
            """Say that a step begins."""
            console.print(_STEPS[name])

        def model(self, name: str, total: int) -> None:
            """Say once that the build begins."""
            if not self._model:
                console.print(f"{_STEPS['build']} {total} models")
            self._model = name

    return PlainListener()
