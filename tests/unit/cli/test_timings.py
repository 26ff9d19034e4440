"""What each stage of a run took."""

from __future__ import annotations

import time

from pipeline.cli.timings import Timings
from pipeline.extracting.worker_pool import PoolUsage
from pipeline.orchestration.listener import ProgressListener


def compute(seconds: float) -> None:
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


def test_computing_is_counted_for_its_stage_and_readers_for_theirs() -> None:
    timings = Timings(ProgressListener(), time.perf_counter())
    for _collection in range(2):
        timings.step("intake")
        timings.step("extraction")
        compute(0.1)
        timings.readers(PoolUsage(cpu_seconds=7.5, peak_mb=90_000))
        timings.step("load")
    timings.model("dim_unit", 2)
    timings.model("fact_amount", 2)
    timings.step("publish")
    stages = {stage["name"]: stage for stage in timings.stages()}
    assert list(stages) == ["start", "intake", "extraction", "load", "build", "publish"]
    assert stages["extraction"]["cpu_readers"] == 15.0
    assert stages["extraction"]["peak_mb"] == 90_000
    assert 0.2 <= float(str(stages["extraction"]["cpu_main"])) < 1
    assert stages["load"]["cpu_readers"] == 0.0
    assert float(str(stages["load"]["peak_mb"])) < 90_000


def test_the_first_stage_begins_with_the_command() -> None:
    timings = Timings(ProgressListener(), time.perf_counter() - 5)
    timings.step("intake")
    assert float(str(timings.stages()[0]["seconds"])) >= 5
