"""The persistent Dagster instance of a home folder: its settings.

https://docs.dagster.io/deployment/oss/dagster-yaml
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import dagster as dg
import yaml

from pipeline.home import Home

WRITER_POOL = "warehouse_writer"
"""Runs that write the warehouse take turns."""
LOCATION_NAME = "mingzhang"
POSTGRES_VARIABLE = "MINGZHANG_POSTGRES"
"""`postgresql+psycopg2://…` (SQLAlchemy 2.1 takes another driver for the plain form): where runs, events and schedules are kept, looked at when the
settings of a home are first written. It stays in the environment, because it holds a password."""
_BATCH_VARIABLE = "DAGSTER_EVENT_BATCH_SIZE"
"""Dagster announces every asset and check of a run when the run is made: 500 events, which it can give to the storage together."""

_SETTINGS = {
    "telemetry": {"enabled": False},
    # One writer at a time: a run that loads or builds waits in the queue until the one before it has ended. Run granularity, because a build that
    # lets another run load between two of its models would publish tables that do not belong together.
    "concurrency": {"pools": {"default_limit": 1, "granularity": "run"}, "runs": {"max_concurrent_runs": 4}},
    # a cancelled run would otherwise keep its slot for ever
    "run_monitoring": {"enabled": True, "free_slots_after_run_end_seconds": 60},
    "freshness": {"enabled": True},
    # A machine that went down is worth a second try; a step that failed by itself would fail again.
    "run_retries": {"enabled": True, "max_retries": 1, "retry_on_asset_or_op_failure": False},
    # steps print nothing of their own; capturing it would start two processes per run
    "compute_logs": {"module": "dagster.core.storage.noop_compute_log_manager", "class": "NoOpComputeLogManager"},
    "retention": {
        "schedule": {"purge_after_days": 90},
        "sensor": {"purge_after_days": {"skipped": 7, "failure": 30, "success": 90}},
    },
}


_EVENT_LOG = {"module": "pipeline.orchestration.event_log", "class": "KeptConnectionEventLogStorage"}


def prepare_instance_folder(home: Home) -> Path:
    """Write the settings that are missing; what an operator changed stays.

    Args:
        home: the home folder.

    Returns:
        the folder for `DAGSTER_HOME`.
    """
    home.ensure()
    settings = home.dagster / "dagster.yaml"
    events = str(home.dagster / "history" / "runs")
    if settings.exists():
        _follow_the_folder(settings, events)
    else:
        head = (
            "# Written once by mingzhang; change it as you like. https://docs.dagster.io/deployment/oss/dagster-yaml\n"
        )
        content = {**_SETTINGS, **_storage(events)}
        settings.write_text(head + yaml.safe_dump(content, sort_keys=False), encoding="utf-8")
    seen = home.dagster / ".nux" / "nux.yaml"  # else the UI opens with a dialog that covers the page
    if not seen.exists():
        seen.parent.mkdir(exist_ok=True)
        seen.write_text("seen: 1\n", encoding="utf-8")
    return home.dagster


def _storage(events: str) -> dict[str, object]:
    """PostgreSQL where its address is given, files of the home else."""
    if os.environ.get(POSTGRES_VARIABLE):
        return {"storage": {"postgres": {"postgres_url": {"env": POSTGRES_VARIABLE}}}}
    return {"event_log_storage": {**_EVENT_LOG, "config": {"base_dir": events}}}


def _follow_the_folder(settings: Path, events: str) -> None:
    """A home that was moved or copied keeps its events in itself; Dagster wants that place as a full path."""
    text = settings.read_text(encoding="utf-8")
    storage = (yaml.safe_load(text) or {}).get("event_log_storage") or {}
    written = (storage.get("config") or {}).get("base_dir")
    if storage.get("class") == _EVENT_LOG["class"] and written not in {None, events}:
        settings.write_text(text.replace(written, events), encoding="utf-8")


@contextmanager
def open_instance(home: Home) -> Iterator[dg.DagsterInstance]:
    """The instance of a home folder, created when missing.

    Runs recorded here show in `mingzhang ui` of the same home.
    """
    os.environ.setdefault(_BATCH_VARIABLE, "1000")
    with dg.DagsterInstance.from_config(str(prepare_instance_folder(home))) as instance:
        yield instance
