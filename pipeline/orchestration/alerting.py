"""A sensor that tells people what went wrong: failed runs and ticks from the history, news of the published build.

Dagster's own alerts belong to its paid service; its run-failure sensors see one run each and no ticks.
"""

import hashlib
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import dagster as dg
from dagster import DagsterRunStatus
from dagster._core.scheduler.instigation import TickStatus

from pipeline.alerting.alert import Alert
from pipeline.alerting.news import alerts_of_build
from pipeline.alerting.settings import AlertSettingsError, read_settings
from pipeline.alerting.telling import tell
from pipeline.home import Home

LOOKED_BACK_HOURS = 48
"""A machine that was off for a night still tells what failed before."""
_MOST = 200


@dg.sensor(
    name="alert_sensor",
    minimum_interval_seconds=60,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Tells by webhook and mail what failed, was rejected or contradicts itself, each once; nothing without an `alerts.yml` in the home.",
)
def alert_sensor(context: dg.SensorEvaluationContext) -> dg.SkipReason:
    """Tell; an alert that cannot be delivered is in the log of the tick and comes again."""
    home = Home.locate()
    try:
        settings = read_settings(home)
    except AlertSettingsError as error:
        context.log.error(str(error))  # noqa: TRY400 (what is wrong is in a file of the operator's, not in the program)
        return dg.SkipReason(str(error))
    if settings is None:
        return dg.SkipReason("Nobody is to be told: the home has no alerts.yml.")
    current = [
        *failed_runs(context.instance),
        *failed_ticks(context.instance),
        *alerts_of_build(home, settings.stale_after_hours),
    ]
    taken, problems = tell(home, settings, current)
    for problem in problems:
        context.log.error(problem)
    said = ", ".join(f"{count} by {name}" for name, count in taken.items())
    return dg.SkipReason(" ".join([f"Told: {said}." if said else "Nothing new to tell.", *problems]))


def failed_runs(instance: dg.DagsterInstance, now: datetime | None = None) -> Iterator[Alert]:
    """Runs that failed in the last two days, whoever started them."""
    since = (now or datetime.now(UTC)) - timedelta(hours=LOOKED_BACK_HOURS)
    records = instance.get_run_records(
        filters=dg.RunsFilter(statuses=[DagsterRunStatus.FAILURE], updated_after=since), limit=_MOST
    )
    for record in records:
        run = record.dagster_run
        of = run.tags.get("dagster/partition")
        yield Alert(
            f"run:{run.run_id}",
            "failed_run",
            f"Run {run.run_id[:8]} of {run.job_name}{f' for {of}' if of else ''} failed. {_why(instance, run.run_id)}",
        )


def _why(instance: dg.DagsterInstance, run_id: str) -> str:
    """The cause that the log of the run names last."""
    failures = instance.all_logs(run_id, of_type={dg.DagsterEventType.STEP_FAILURE, dg.DagsterEventType.RUN_FAILURE})
    for entry in failures:
        event = entry.dagster_event
        if event is not None and event.is_step_failure and (error := event.step_failure_data.error) is not None:
            cause = error.cause or error
            return f"Step `{event.step_key}`: {(cause.message.strip().splitlines() or ['no message'])[0]}"
    messages = [entry.dagster_event.message for entry in failures if entry.dagster_event]
    return (messages[-1] or "").splitlines()[0] if messages and messages[-1] else ""


def failed_ticks(instance: dg.DagsterInstance) -> Iterator[Alert]:
    """Sensors and schedules that failed in the last two days; the same error is told once a day and not with every tick."""
    after = time.time() - LOOKED_BACK_HOURS * 3600
    for state in instance.all_instigator_state():
        ticks = instance.get_ticks(
            state.instigator_origin_id, state.selector_id, after=after, limit=_MOST, statuses=[TickStatus.FAILURE]
        )
        for tick in ticks:
            text = (tick.error.message.strip().splitlines() or [""])[-1] if tick.error else "no message"
            day = datetime.fromtimestamp(tick.timestamp, UTC).date()
            mark = hashlib.sha256(text.encode()).hexdigest()[:12]
            yield Alert(f"tick:{state.name}:{day}:{mark}", "failed_tick", f"{state.name} failed: {text}")
