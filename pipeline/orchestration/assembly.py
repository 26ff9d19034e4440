"""All definitions of the code location put together; with other resources for the command line and for tests."""

from __future__ import annotations

from collections.abc import Mapping

import dagster as dg

from pipeline.orchestration import (
    alerting,
    fetching,
    intake_assets,
    jobs,
    model_assets,
    publication,
    raw_assets,
    sensors,
    upkeep,
)
from pipeline.orchestration.listener import ProgressListener
from pipeline.orchestration.resources import HomeFolder, ReaderSettings
from pipeline.orchestration.run_log import console


def build_definitions(resources: Mapping[str, object] | None = None) -> dg.Definitions:
    """Assemble assets, checks, jobs, sensors, schedules and resources.

    Args:
        resources: to use instead of those that the environment describes: `home_folder`, `reader`, `progress`.

    Returns:
        the definitions. (Handing resources to `execute_in_process` instead is not the same: a job with a configuration of its own ignores them.)
    """
    models = model_assets.project_models()
    return dg.Definitions(
        assets=[
            fetching.fetched_files,
            intake_assets.inbox_files,
            intake_assets.extraction,
            raw_assets.raw_tables,
            publication.code_lists,
            model_assets.model_assets(models),
            publication.publication(models),
        ],
        asset_checks=[intake_assets.manifest_is_understood],
        jobs=[jobs.load_collection, jobs.build_warehouse, fetching.fetch_sources, upkeep.upkeep],
        sensors=[sensors.inbox_sensor, sensors.publish_when_loaded, alerting.alert_sensor],
        schedules=[fetching.daily_fetch, jobs.daily_scan, upkeep.nightly_upkeep],
        resources={
            "home_folder": HomeFolder(),
            "reader": ReaderSettings.from_environment(),
            "progress": ProgressListener(),
            **(resources or {}),
        },
        executor=dg.in_process_executor,
        loggers={"console": console},
    )
