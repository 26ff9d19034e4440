"""The main job in this process, against the home's persistent instance: what `mingzhang ingest` runs and `mingzhang ui` shows.

The same jobs, assets and checks as the daemon starts; only the executor differs.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import dagster as dg

from pipeline.extracting.documents import DocumentOutcome, reader_version
from pipeline.extracting.worker_pool import PoolUsage
from pipeline.home import Home
from pipeline.intake.inbox import list_collections
from pipeline.intake.progress import collections_with_work, not_published
from pipeline.orchestration.abandoned import PROCESS_TAG, end_abandoned_runs, process_mark
from pipeline.orchestration.assembly import build_definitions
from pipeline.orchestration.instance import open_instance
from pipeline.orchestration.jobs import BUILD_JOB, COLLECTION_JOB
from pipeline.orchestration.listener import ProgressListener
from pipeline.orchestration.model_assets import project_models
from pipeline.orchestration.partitions import COLLECTIONS
from pipeline.orchestration.resources import HomeFolder, ReaderSettings
from pipeline.orchestration.run_log import LEVEL_VARIABLE
from pipeline.warehouse.sql_models import models_version


class RunFailedError(Exception):
    """A run ended without success; the message names the step and the cause. The last published build stays."""


@dataclass(slots=True)
class IngestResult:
    """What the runs of one call did."""

    collections: list[str]
    """Collections that were run."""
    read: list[DocumentOutcome] = field(default_factory=list)
    """Documents read now; what was read before is in the warehouse already."""
    built: bool = False
    """Whether a new build was published."""


def run_ingest(
    home: Home,
    collections: Sequence[str] | None,
    listener: ProgressListener,
    *,
    debug: bool = False,
    allow_shrink: bool = False,
) -> IngestResult:
    """Load collections, then build and publish.

    Args:
        home: the home folder.
        collections: what to run; None for every collection of the inbox with something new.
        listener: told about every document and step.
        allow_shrink: publish also when documents of the current build would be missing.
        debug: let Dagster write its own log to standard error, and exceptions pass as they are.

    Returns:
        what was done; nothing is run or published when nothing is new.

    Raises:
        RunFailedError: a run failed. Other collections were run and published nevertheless.
        KeyboardInterrupt: the user stopped it; documents that were read stay read.
        OSError: the inbox cannot be read.
    """
    home.ensure()
    chosen = collections_with_work(home, reader_version()) if collections is None else list(collections)
    recorder = _Recorder(listener)
    resources = {
        "home_folder": HomeFolder(root=str(home.root), allow_shrink=allow_shrink),
        "reader": ReaderSettings.from_environment(settle_seconds=0),
        "progress": recorder,
    }
    definitions = build_definitions(resources)
    failed: list[RunFailedError] = []
    with open_instance(home) as instance:
        end_abandoned_runs(instance)
        if chosen:
            instance.add_dynamic_partitions(str(COLLECTIONS.name), sorted({*chosen, *list_collections(home)}))
        for collection in chosen:
            try:
                _run(definitions, COLLECTION_JOB, instance, partition=collection, debug=debug)
            except RunFailedError as error:
                failed.append(RunFailedError(f"Collection {collection}: {error}"))
        built = not_published(home, models_version(project_models())) is not None or not home.current.exists()
        if built and len(failed) < max(1, len(chosen)):
            _run(definitions, BUILD_JOB, instance, debug=debug)
    if failed:
        raise RunFailedError("\n".join(str(error) for error in failed))
    return IngestResult(chosen, recorder.read, built)


class _Recorder(ProgressListener):
    def __init__(self, listener: ProgressListener):
        self._listener = listener
        self.read: list[DocumentOutcome] = []

    def documents(self, outcome: DocumentOutcome, done: int, total: int) -> None:
        self.read.append(outcome)
        self._listener.documents(outcome, done, total)

    def step(self, name: str) -> None:
        self._listener.step(name)

    def readers(self, usage: PoolUsage) -> None:
        self._listener.readers(usage)

    def model(self, name: str, total: int) -> None:
        self._listener.model(name, total)


def _run(
    definitions: dg.Definitions,
    name: str,
    instance: dg.DagsterInstance,
    *,
    partition: str | None = None,
    debug: bool,
) -> None:
    os.environ[LEVEL_VARIABLE] = "INFO" if debug else "CRITICAL"  # an error is reported once, by whoever called
    result = definitions.resolve_job_def(name).execute_in_process(
        instance=instance,
        partition_key=partition,
        raise_on_error=debug,
        tags={PROCESS_TAG: process_mark()},
    )
    if _was_interrupted(result):
        raise KeyboardInterrupt
    if not result.success:
        raise RunFailedError(_why(result))


def _was_interrupted(result: dg.ExecuteInProcessResult) -> bool:
    """Whether Ctrl-C ended the run; Dagster turns it into a failed step."""
    errors = [event.step_failure_data.error for event in result.all_events if event.is_step_failure]
    return any(error is not None and error.cls_name == "DagsterExecutionInterruptedError" for error in errors)


def _why(result: dg.ExecuteInProcessResult) -> str:
    for event in result.all_events:
        if event.is_step_failure:
            error = event.step_failure_data.error
            cause = error.cause if error and error.cause else error
            text = _without_module(cause.message.strip().splitlines()[0]) if cause else "no message"
            return f"Step `{event.step_key}` failed: {text}"
    for event in result.all_events:
        if event.is_failure:
            return f"The run failed: {(event.message or 'no message').splitlines()[0]}"
    return "The run did not succeed."


def _without_module(message: str) -> str:
    """`duckdb.duckdb.IOException: …` as `IOException: …`; the class says enough to people."""
    return re.sub(r"^(?:\w+\.)+(\w+: )", r"\1", message)
