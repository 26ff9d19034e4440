"""Bounds of the run history: Dagster removes ticks by itself and runs never (https://github.com/dagster-io/dagster/issues/33785).

A build writes some 10 MB of events. What a person looks for are the last runs and the last state of every collection and model; these stay.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import dagster as dg
from dagster import DagsterRunStatus
from dagster._core.storage.event_log import SqlEventLogStorage
from dagster._core.storage.event_log.schema import AssetCheckExecutionsTable

from pipeline.home import Home

RUNS_KEPT = 20
"""Ended runs of each job that stay in any case, the newest ones."""
DAYS_KEPT = 30
"""Failed runs and ticks stay at least as long, when there are not too many of them."""
FAILED_KEPT = 200
_PAGE = 500
_PARTITION = "dagster/partition"
_ENDED = [DagsterRunStatus.SUCCESS, DagsterRunStatus.FAILURE, DagsterRunStatus.CANCELED]


@dataclass(frozen=True, slots=True)
class PrunedHistory:
    """What was deleted."""

    runs: int
    freed_bytes: int


def prune_history(instance: dg.DagsterInstance, home: Home, now: datetime | None = None) -> PrunedHistory:
    """Delete runs with their events, and ticks, that nobody will look for.

    Kept are the newest runs of each job, failures of the last weeks, and for every collection its newest successful run: without its events the UI
    would show the collection as never loaded.

    Args:
        instance: the instance of the home.
        home: the home folder; files of its history shrink when nobody else has them open.
        now: with a zone; the clock when None.
    """
    now = now or datetime.now(UTC)
    before = _history_bytes(home)
    doomed = _runs_without_need(instance, now)
    for run_id in doomed:
        instance.delete_run(run_id)
        _delete_check_results(instance, run_id)
    _prune_ticks(instance, now)
    if doomed:
        _compact(home)
    return PrunedHistory(len(doomed), max(0, before - _history_bytes(home)))


def _runs_without_need(instance: dg.DagsterInstance, now: datetime) -> list[str]:
    """Ended runs to be deleted, the oldest last; pages of them, as there may be many thousand."""
    seen: Counter[str] = Counter()
    failed: Counter[str] = Counter()
    newest_of: set[tuple[str, str]] = set()
    doomed = []
    cursor: str | None = None
    while page := instance.get_run_records(
        filters=dg.RunsFilter(statuses=_ENDED), limit=_PAGE, cursor=cursor, order_by="id"
    ):
        for record in page:
            run = record.dagster_run
            seen[run.job_name] += 1
            keep = seen[run.job_name] <= RUNS_KEPT
            partition = (run.job_name, run.tags.get(_PARTITION, ""))
            if run.status == DagsterRunStatus.SUCCESS and partition not in newest_of:
                newest_of.add(partition)
                keep = True
            elif run.status == DagsterRunStatus.FAILURE:
                failed[run.job_name] += 1
                recent = now - record.create_timestamp < timedelta(days=DAYS_KEPT)
                keep = keep or (recent and failed[run.job_name] <= FAILED_KEPT)
            if not keep:
                doomed.append(run.run_id)
        cursor = page[-1].dagster_run.run_id
    return doomed


def _delete_check_results(instance: dg.DagsterInstance, run_id: str) -> None:
    """What the checks of a run found has a table of its own, which `delete_run` leaves alone."""
    storage = instance.event_log_storage
    if isinstance(storage, SqlEventLogStorage):
        with storage.index_connection() as connection:
            connection.execute(AssetCheckExecutionsTable.delete().where(AssetCheckExecutionsTable.c.run_id == run_id))


def _prune_ticks(instance: dg.DagsterInstance, now: datetime) -> None:
    before = (now - timedelta(days=DAYS_KEPT)).timestamp()
    for state in instance.all_instigator_state():
        instance.purge_ticks(state.instigator_origin_id, state.selector_id, before)


def _compact(home: Home) -> None:
    """SQLite keeps the room of deleted rows in its files; give it back where no other process is using them."""
    for path in (*home.dagster.glob("history/*.db"), *home.dagster.glob("history/runs/index.db")):
        with (
            contextlib.suppress(sqlite3.OperationalError),
            contextlib.closing(sqlite3.connect(path, timeout=1)) as file,
        ):
            file.execute("VACUUM")


def _history_bytes(home: Home) -> int:
    return sum(path.lstat().st_size for path in home.dagster.rglob("*") if path.is_file())
