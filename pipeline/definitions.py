"""The Dagster code location: everything assembled, nothing else. `workspace.yaml`, `dg` and the command line load `defs` from here."""

from __future__ import annotations

import dagster as dg

from pipeline.orchestration import intake_assets, jobs, model_assets, raw_assets, sensors
from pipeline.orchestration.listener import ProgressListener
from pipeline.orchestration.resources import HomeFolder, ReaderSettings
from pipeline.orchestration.run_log import console
from pipeline.warehouse.sql_models import load_models


def build_definitions() -> dg.Definitions:
    """Assemble assets, checks, jobs, sensors, schedules and resources."""
    models = load_models()
    return dg.Definitions(
        assets=[
            intake_assets.inbox_files,
            intake_assets.extraction,
            raw_assets.raw_tables,
            model_assets.code_lists,
            *model_assets.model_assets(models),
        ],
        asset_checks=[intake_assets.manifest_is_understood, *model_assets.late_checks(models)],
        jobs=[jobs.load_collection, jobs.build_warehouse],
        sensors=[sensors.inbox_sensor, sensors.publish_when_loaded],
        schedules=[jobs.daily_scan],
        resources={
            "home_folder": HomeFolder(),
            "reader": ReaderSettings.from_environment(),
            "progress": ProgressListener(),
        },
        executor=dg.in_process_executor,
        loggers={"console": console},
    )


defs = build_definitions()
