"""Sensors: files in the inbox start a run; loaded collections start a build. What to do is decided in `pipeline.intake.watch`.

https://docs.dagster.io/guides/automate/sensors
"""

import time

import dagster as dg
from dagster import DagsterRunStatus

from pipeline.extracting.documents import reader_version
from pipeline.home import Home
from pipeline.intake.inbox import ListedFile, list_collection, list_collections
from pipeline.intake.progress import known_files, not_published
from pipeline.intake.watch import Earlier, Plan, plan, seconds_until_due
from pipeline.orchestration.abandoned import end_abandoned_runs
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
_ENDED = [DagsterRunStatus.SUCCESS, DagsterRunStatus.FAILURE, DagsterRunStatus.CANCELED]
_PARTITION_TAG = "dagster/partition"
STATE_TAG = "mingzhang/state"
"""What a run was started for: the fingerprint of its new files, or of what is to be published."""
_NAMED = 10


@dg.sensor(
    name="inbox_sensor",
    job=load_collection,
    minimum_interval_seconds=15,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Starts a run when files have arrived in inbox/<collection>/ and stopped growing; again, with a growing delay, when a run failed.",
)
def inbox_sensor(context: dg.SensorEvaluationContext) -> dg.SensorResult:
    """Compare the inbox with what is loaded. An inbox that cannot be read fails the tick; a collection that cannot be is named, the others go on."""
    home = Home.locate().ensure()
    for run_id in end_abandoned_runs(context.instance):
        context.log.error(f"Run {run_id} was ended: its process is gone. It is started again.")
    listing, unreadable = _list_inbox(home)
    decided = plan(
        listing,
        known_files(home, reader_version()),
        _in_flight(context.instance, COLLECTION_JOB),
        lambda state: _earlier(context.instance, COLLECTION_JOB, state),
        time.time(),
    )
    for problem in unreadable:
        context.log.error(problem)
    requests = [
        dg.RunRequest(run_key=launch.run_key, partition_key=launch.collection, tags={STATE_TAG: launch.state})
        for launch in decided.launches
    ]
    return dg.SensorResult(
        run_requests=requests,
        dynamic_partitions_requests=[COLLECTIONS.build_add_request([launch.collection for launch in decided.launches])]
        if requests
        else [],
        skip_reason=None if requests else _why_nothing(decided, len(listing), unreadable),
    )


def _list_inbox(home: Home) -> tuple[list[ListedFile], list[str]]:
    listing: list[ListedFile] = []
    unreadable = []
    for name in list_collections(home):
        try:
            listing.extend(list_collection(home, name))
        except OSError as problem:
            unreadable.append(f"Collection {name} cannot be read ({problem.strerror or problem}).")
    return listing, unreadable


@dg.sensor(
    name="publish_when_loaded",
    job=build_warehouse,
    minimum_interval_seconds=15,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Builds and publishes once no collection is being loaded any more; again, with a growing delay, when a build failed.",
)
def publish_when_loaded(context: dg.SensorEvaluationContext) -> dg.RunRequest | dg.SkipReason:
    """Request a build when something was loaded, or a model changed, since the last published one."""
    end_abandoned_runs(context.instance)
    if running := _in_flight(context.instance, COLLECTION_JOB):
        named = ", ".join(sorted(running)[:_NAMED])
        return dg.SkipReason(f"Waiting for {len(running)} collections that are being loaded: {named}.")
    if _in_flight(context.instance, BUILD_JOB):
        return dg.SkipReason("A build is under way.")
    state = not_published(Home.locate().ensure(), models_version(project_models()))
    if state is None:
        return dg.SkipReason("Everything that was loaded is published.")
    before = _earlier(context.instance, BUILD_JOB, state)
    if seconds := seconds_until_due(before, time.time()):
        return dg.SkipReason(
            f"{before.ended} builds of this state did not succeed ({before.reason}); next in {seconds:,.0f} s."
        )
    return dg.RunRequest(run_key=f"build:{state}:{before.ended + 1}", tags={STATE_TAG: state})


def _in_flight(instance: dg.DagsterInstance, job: str) -> set[str]:
    """Partitions of a job's runs that have not ended; the job's name stands for a run without one."""
    runs = instance.get_runs(filters=dg.RunsFilter(job_name=job, statuses=_UNDER_WAY))
    return {run.tags.get(_PARTITION_TAG, job) for run in runs}


def _earlier(instance: dg.DagsterInstance, job: str, state: str) -> Earlier:
    """Ended runs of a job that were started for a state."""
    records = instance.get_run_records(
        filters=dg.RunsFilter(job_name=job, tags={STATE_TAG: state}, statuses=_ENDED), limit=50
    )
    if not records:
        return Earlier()
    last = max(records, key=lambda record: record.end_time or 0)
    return Earlier(len(records), last.end_time or 0, _how_it_ended(last))


def _how_it_ended(record: dg.RunRecord) -> str:
    status = record.dagster_run.status
    if status == DagsterRunStatus.SUCCESS:
        return "the last one ended well, but something was left to do"
    return (
        f"run {record.dagster_run.run_id[:8]} was {'cancelled' if status == DagsterRunStatus.CANCELED else 'a failure'}"
    )


def _why_nothing(decided: Plan, listed: int, unreadable: list[str]) -> str:
    parts = list(unreadable[:_NAMED])
    if decided.still_arriving:
        parts.append(f"{decided.still_arriving} new files: waiting until they have stopped changing.")
    parts += decided.waiting[:_NAMED]
    if len(decided.waiting) > _NAMED:
        parts.append(f"{len(decided.waiting) - _NAMED} more collections wait.")
    return " ".join(parts) or f"{listed} files in the inbox, all loaded."
