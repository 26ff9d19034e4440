"""Jobs and the daily schedule.

A collection is read and loaded by one run; the warehouse is built and published once afterwards, however many collections came in.
"""

from collections.abc import Mapping

import dagster as dg

from pipeline.home import Home
from pipeline.intake.progress import all_collections
from pipeline.orchestration.partitions import COLLECTIONS
from pipeline.warehouse.sql_models import LAYERS

COLLECTION_JOB = "load_collection"
BUILD_JOB = "build_warehouse"

BUILD_SELECTION = dg.AssetSelection.groups("reference", *LAYERS, "publication")

QUIET: Mapping[str, object] = {
    "loggers": {"console": {}}
}  # of all declared loggers ours; without a choice Dagster takes its own, louder one

load_collection = dg.define_asset_job(
    COLLECTION_JOB,
    selection=dg.AssetSelection.groups("intake", "extraction", "raw"),
    config=QUIET,
    tags={"dagster/max_runtime": 24 * 3600},
    description="One collection: scan its inbox folder, read what is new, load it into the raw tables.",
)

build_warehouse = dg.define_asset_job(
    BUILD_JOB,
    selection=BUILD_SELECTION,
    config=QUIET,
    tags={"dagster/max_runtime": 4 * 3600},
    description="Run the SQL models on the raw tables, check them, and publish the new build.",
)


@dg.schedule(
    name="daily_scan",
    job=load_collection,
    cron_schedule="0 5 * * *",
    execution_timezone="Asia/Shanghai",
    default_status=dg.DefaultScheduleStatus.RUNNING,
    description="Every collection of the inbox once a day, also when the sensor is switched off; unchanged files cost nothing.",
)
def daily_scan(context: dg.ScheduleEvaluationContext) -> list[dg.RunRequest] | dg.SkipReason:
    """Request one run per collection; the sensor `publish_when_loaded` builds afterwards."""
    names = all_collections(Home.locate().ensure())
    if not names:
        return dg.SkipReason("The inbox has no collection.")
    context.instance.add_dynamic_partitions(str(COLLECTIONS.name), names)
    day = context.scheduled_execution_time.date().isoformat()
    return [dg.RunRequest(run_key=f"{name}:{day}", partition_key=name) for name in names]
