"""The sensors against a real instance and inbox; the daemon itself runs in test_ui.py."""

import datetime as dt
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import dagster as dg
import pytest

from pipeline.extracting.documents import reader_version
from pipeline.home import HOME_VARIABLE, Home
from pipeline.intake.progress import mark_published, not_published
from pipeline.intake.scan import scan_collection
from pipeline.orchestration import sensors
from pipeline.orchestration.abandoned import PROCESS_TAG, process_mark
from pipeline.orchestration.assembly import build_definitions
from pipeline.orchestration.jobs import daily_scan
from pipeline.orchestration.sensors import inbox_sensor, publish_when_loaded
from pipeline.warehouse.sql_models import load_models, models_version
from tests.unit.intake.loads import load
from tests.unit.orchestration.test_instance import started

pytestmark = pytest.mark.integration


@pytest.fixture
def inbox(home: Home, samples: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """A home with one file in collection `c`."""
    (home.inbox / "c").mkdir()
    shutil.copy(samples / "S7e_letter.pdf", home.inbox / "c" / "a.pdf")
    monkeypatch.setenv(HOME_VARIABLE, str(home.root))
    monkeypatch.setattr("pipeline.orchestration.sensors.time.time", lambda: time.time_ns() / 1e9 + 60)
    return home


@pytest.fixture
def instance(tmp_path: Path):
    with dg.DagsterInstance.local_temp(str(tmp_path)) as instance:
        yield instance


def tick(instance: dg.DagsterInstance, cursor: str | None = None) -> dg.SensorResult:
    with dg.build_sensor_context(instance=instance, cursor=cursor, definitions=build_definitions()) as context:
        return inbox_sensor(context)


def under_way(instance: dg.DagsterInstance, partition: str) -> None:
    instance.create_run_for_job(
        dg.job(name="load_collection")(lambda: None),
        tags={"dagster/partition": partition},
        status=dg.DagsterRunStatus.STARTED,
    )


def test_a_dropped_file_starts_one_run_and_the_next_after_a_failure(inbox: Home, instance):
    first = tick(instance)
    (request,) = first.run_requests
    assert request.partition_key == "c"
    (added,) = first.dynamic_partitions_requests
    assert added.partition_keys == ["c"]
    assert [r.run_key for r in tick(instance).run_requests] == [request.run_key]
    run = instance.create_run_for_job(dg.job(name="load_collection")(lambda: None), tags=request.tags)
    instance.report_run_failed(run)
    waits = tick(instance)
    assert "next in" in str(waits.skip_reason)
    assert run.run_id[:8] in str(waits.skip_reason)


def test_a_failed_run_is_asked_for_again_when_its_delay_is_over(inbox: Home, instance, monkeypatch):
    (request,) = tick(instance).run_requests
    run = instance.create_run_for_job(dg.job(name="load_collection")(lambda: None), tags=request.tags)
    instance.report_run_failed(run)
    monkeypatch.setattr("pipeline.orchestration.sensors.time.time", lambda: time.time_ns() / 1e9 + 200)
    (again,) = tick(instance).run_requests
    assert again.run_key != request.run_key


def test_a_name_in_gbk_starts_a_run_like_any_other_and_stops_none(inbox: Home, instance, samples: Path):
    name = os.fsdecode(os.fsencode(inbox.inbox) + b"/c/" + "预算.pdf".encode("gb18030"))
    shutil.copy(samples / "S7e_letter.pdf", name)
    assert [r.partition_key for r in tick(instance).run_requests] == ["c"]


def test_a_collection_that_cannot_be_read_is_named_and_the_others_are_run(inbox: Home, instance, monkeypatch):
    (inbox.inbox / "b").mkdir()
    listed = sensors.list_collection

    def broken(home, name):
        if name == "b":
            raise PermissionError(13, "Permission denied")
        return listed(home, name)

    monkeypatch.setattr(sensors, "list_collection", broken)
    assert [r.partition_key for r in tick(instance).run_requests] == ["c"]


def test_a_collection_that_is_loaded_starts_nothing(inbox: Home, instance):
    scan_collection(inbox, "c")
    load(inbox, "c", reader_version())
    cursor = tick(instance).cursor
    result = tick(instance, cursor)
    assert result.run_requests == []
    assert "all loaded" in str(result.skip_reason)


def test_a_collection_with_a_run_under_way_waits(inbox: Home, instance):
    under_way(instance, "c")
    result = tick(instance, tick(instance).cursor)
    assert result.run_requests == []
    assert "c: its run is under way" in str(result.skip_reason)


def test_an_inbox_that_cannot_be_read_fails_the_tick(inbox: Home, instance):
    shutil.rmtree(inbox.inbox)
    inbox.inbox.write_text("in the way")
    with pytest.raises(OSError, match="inbox"):
        tick(instance)


def build(instance: dg.DagsterInstance):
    with dg.build_sensor_context(instance=instance, definitions=build_definitions()) as context:
        return publish_when_loaded(context)


def test_a_build_waits_until_no_collection_is_being_loaded(inbox: Home, instance):
    scan_collection(inbox, "c")
    load(inbox, "c", reader_version())
    under_way(instance, "d")
    assert "being loaded: d" in str(build(instance).skip_message)


def test_a_build_is_requested_once_per_state_of_loads(inbox: Home, instance):
    assert isinstance(build(instance), dg.SkipReason)
    scan_collection(inbox, "c")
    load(inbox, "c", reader_version())
    request = build(instance)
    assert request.run_key == build(instance).run_key
    inbox.current.touch()
    mark_published(inbox, not_published(inbox, models_version(load_models())))
    assert "is published" in str(build(instance).skip_message)


def test_the_daily_scan_asks_for_every_collection(inbox: Home, instance):
    (inbox.inbox / "d").mkdir()
    context = dg.build_schedule_context(
        instance=instance, scheduled_execution_time=dt.datetime(2026, 1, 2, tzinfo=dt.UTC)
    )
    requests = daily_scan(context)
    assert [(r.partition_key, r.run_key) for r in requests] == [("c", "c:2026-01-02"), ("d", "d:2026-01-02")]
    assert instance.get_dynamic_partitions("collection") == ["c", "d"]


def test_a_run_whose_process_is_gone_is_ended_by_the_next_tick(inbox, instance):
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    run = instance.create_run_for_job(
        build_definitions().resolve_job_def("upkeep"), tags={PROCESS_TAG: process_mark(gone.pid)}
    )
    instance.handle_new_event(started(run))
    tick(instance)
    assert instance.get_run_by_id(run.run_id).status is dg.DagsterRunStatus.FAILURE
