"""Sensors: files in the inbox start a run; loaded collections start a build. What to do is decided in `pipeline.intake.watch.plan`.

https://docs.dagster.io/guides/automate/sensors
"""

import json
from collections.abc import Mapping

import dagster as dg
from dagster import DagsterRunStatus

from pipeline.extracting.documents import reader_version
from pipeline.home import Home
from pipeline.intake.inbox import list_collection, list_collections
from pipeline.intake.progress import known_files, not_published
from pipeline.intake.watch import FileKey, Footprint, Plan, plan
from pipeline.orchestration.jobs import BUILD_JOB, COLLECTION_JOB, build_warehouse, load_collection
from pipeline.orchestration.model_assets import project_models
from pipeline.orchestration.partitions import COLLECTIONS
from pipeline.warehouse.sql_models import models_version

_UNDER_WAY = [
    DagsterRunStatus.QUEUED,
    DagsterRunStatus.NOT_STARTED,
    DagsterRunStatus.STARTING,
    DagsterRunStatus.STARTED,
    DagsterRunStatus.CANCELING,
]
_PARTITION_TAG = "dagster/partition"


@dg.sensor(
    name="inbox_sensor",
    job=load_collection,
    minimum_interval_seconds=15,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Starts a run when PDFs have arrived in inbox/<collection>/ and stopped growing.",
)
def inbox_sensor(context: dg.SensorEvaluationContext) -> dg.SensorResult:
    """Compare the inbox with what is loaded. A folder that cannot be read fails the tick; it is never taken for an empty one."""
    home = Home.locate().ensure()
    listing = [file for name in list_collections(home) for file in list_collection(home, name)]
    decided = plan(
        listing,
        known_files(home, reader_version()),
        _read_cursor(context.cursor),
        _in_flight(context.instance, COLLECTION_JOB),
    )
    requests = [dg.RunRequest(run_key=launch.run_key, partition_key=launch.collection) for launch in decided.launches]
    return dg.SensorResult(
        run_requests=requests,
        dynamic_partitions_requests=[COLLECTIONS.build_add_request([launch.collection for launch in decided.launches])]
        if requests
        else [],
        cursor=_write_cursor(decided.unsettled),
        skip_reason=None if requests else _why_nothing(decided, len(listing)),
    )


@dg.sensor(
    name="publish_when_loaded",
    job=build_warehouse,
    minimum_interval_seconds=15,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Builds and publishes once no collection is being loaded any more.",
)
def publish_when_loaded(context: dg.SensorEvaluationContext) -> dg.RunRequest | dg.SkipReason:
    """Request a build when something was loaded, or a model changed, since the last published one."""
    if running := _in_flight(context.instance, COLLECTION_JOB):
        return dg.SkipReason(
            f"Waiting for {len(running)} collections that are being loaded: {', '.join(sorted(running))}."
        )
    if _in_flight(context.instance, BUILD_JOB):
        return dg.SkipReason("A build is under way.")
    state = not_published(Home.locate().ensure(), models_version(project_models()))
    if state is None:
        return dg.SkipReason("Everything that was loaded is published.")
    return dg.RunRequest(run_key=state)


def _in_flight(instance: dg.DagsterInstance, job: str) -> set[str]:
    """Partitions of a job's runs that have not ended; the job's name stands for a run without one."""
    runs = instance.get_runs(filters=dg.RunsFilter(job_name=job, statuses=_UNDER_WAY))
    return {run.tags.get(_PARTITION_TAG, job) for run in runs}


def _why_nothing(decided: Plan, listed: int) -> str:
    if decided.still_arriving:
        return f"{decided.still_arriving} new files: waiting until they have not changed for one tick."
    if decided.waiting:
        return f"Waiting for the runs of {', '.join(decided.waiting)}."
    return f"{listed} files in the inbox, all loaded."


def _read_cursor(cursor: str | None) -> Mapping[FileKey, Footprint]:
    rows: list[tuple[str, str, int, int]] = json.loads(cursor) if cursor else []
    return {(collection, name): (size, mtime) for collection, name, size, mtime in rows}


def _write_cursor(unsettled: Mapping[FileKey, Footprint]) -> str:
    return json.dumps(
        [(collection, name, size, mtime) for (collection, name), (size, mtime) in unsettled.items()], ensure_ascii=False
    )
