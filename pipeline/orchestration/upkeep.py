"""The nightly upkeep of a home: `mingzhang prune` by schedule, so that neither history nor old files grow without end."""

import dagster as dg

from pipeline.extracting.document import PARSER_VERSION
from pipeline.home import Home
from pipeline.operating.pruning import prune
from pipeline.orchestration.abandoned import note_process
from pipeline.orchestration.history import prune_history
from pipeline.orchestration.instance import WRITER_POOL
from pipeline.orchestration.jobs import QUIET


@dg.op(pool=WRITER_POOL)
def tidy_up(context: dg.OpExecutionContext) -> None:
    """Delete old builds, extractions, leftovers, runs and ticks. Takes the writer lock itself, so it must not use `home_folder`, which holds it."""
    note_process(context.instance, context.run_id)
    home = Home.locate().ensure()
    pruned = prune(home, PARSER_VERSION)
    history = prune_history(context.instance, home)
    context.log.info(
        f"{len(pruned.builds)} builds, {pruned.extractions} extractions of older versions, {pruned.leftovers} leftovers and {history.runs} runs "
        f"deleted; {(pruned.freed_bytes + history.freed_bytes) / 2**20:,.1f} MB freed."
    )


@dg.job(
    config=QUIET,
    tags={"dagster/max_runtime": 3600},
    description="Delete what a home keeps without need (`mingzhang prune`).",
)
def upkeep() -> None:
    """Tidy up."""
    tidy_up()


nightly_upkeep = dg.ScheduleDefinition(
    name="nightly_upkeep",
    job=upkeep,
    cron_schedule="0 4 * * *",
    execution_timezone="Asia/Shanghai",
    default_status=dg.DefaultScheduleStatus.RUNNING,
    description="Before the daily scan: history, old builds and old extractions are pruned.",
)
