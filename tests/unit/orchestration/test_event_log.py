"""The event log with kept connections holds what Dagster's own holds, in the same files."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import dagster as dg
import pytest
from dagster._core.storage.event_log import SqliteEventLogStorage

from pipeline.home import Home
from pipeline.orchestration.event_log import KEPT, KeptConnectionEventLogStorage
from pipeline.orchestration.instance import open_instance


@dg.asset(check_specs=[dg.AssetCheckSpec("is_positive", asset="figure")])
def figure() -> dg.MaterializeResult:
    return dg.MaterializeResult(
        metadata={"rows": 3}, check_results=[dg.AssetCheckResult(check_name="is_positive", passed=True)]
    )


def run_figure(instance: dg.DagsterInstance) -> str:
    result = dg.materialize([figure], instance=instance)
    assert result.success
    return result.run_id


def events_by_dagster(home: Home, run_id: str) -> list[str]:
    storage = SqliteEventLogStorage(str(home.dagster / "history" / "runs"))
    try:
        return [record.dagster_event_type.value for record in storage.get_logs_for_run(run_id) if record.dagster_event]
    finally:
        storage.dispose()


def test_dagsters_own_storage_reads_every_event_that_was_kept(home: Home) -> None:
    with open_instance(home) as instance:
        assert isinstance(instance.event_log_storage, KeptConnectionEventLogStorage)
        run_id = run_figure(instance)
        kept = [event.dagster_event_type.value for event in instance.all_logs(run_id) if event.dagster_event]
    assert "ASSET_MATERIALIZATION" in kept
    assert "ASSET_CHECK_EVALUATION" in kept
    assert events_by_dagster(home, run_id) == kept


def test_another_process_sees_events_while_the_connection_is_open(home: Home) -> None:
    with open_instance(home) as instance:
        run_id = run_figure(instance)
        assert "PIPELINE_SUCCESS" in events_by_dagster(home, run_id)


def test_the_last_materialization_survives_the_instance(home: Home) -> None:
    with open_instance(home) as instance:
        run_figure(instance)
    with open_instance(home) as instance:
        latest = instance.get_latest_materialization_event(dg.AssetKey("figure"))
    assert latest is not None
    assert latest.asset_materialization is not None
    assert latest.asset_materialization.metadata["rows"].value == 3


def test_closing_leaves_no_write_ahead_log_behind(home: Home) -> None:
    with open_instance(home) as instance:
        run_figure(instance)
    assert not list((home.dagster / "history" / "runs").glob("*.db-wal"))


def test_the_number_of_open_files_does_not_grow_with_the_runs(tmp_path: Path) -> None:
    storage = KeptConnectionEventLogStorage(str(tmp_path))
    for number in range(KEPT + 3):
        assert storage.get_logs_for_run(f"run{number}") == []
    assert len(storage._engines) == KEPT
    storage.dispose()


def test_threads_take_turns(home: Home) -> None:
    with open_instance(home) as instance:

        def report(number: int) -> None:
            instance.report_runless_asset_event(dg.AssetMaterialization("figure", metadata={"number": number}))

        with ThreadPoolExecutor(4) as threads:
            list(threads.map(report, range(80)))
        assert len(instance.fetch_materializations(dg.AssetKey("figure"), limit=1000).records) == 80


def test_a_stored_event_changes_the_file_that_the_ui_watches(home: Home) -> None:
    with open_instance(home) as instance:
        run_id = run_figure(instance)
        file = Path(instance.event_log_storage.path_for_shard(run_id))
        before = file.stat().st_mtime_ns
        (run,) = [run for run in instance.get_runs() if run.run_id == run_id]
        instance.report_engine_event("one more", run)
        assert file.stat().st_mtime_ns > before


@pytest.mark.parametrize("operator_note", ["", "# ours\n"])
def test_events_follow_a_home_that_is_moved(home: Home, tmp_path: Path, operator_note: str) -> None:
    with open_instance(home) as instance:
        run_id = run_figure(instance)
    settings = home.dagster / "dagster.yaml"
    settings.write_text(operator_note + settings.read_text())
    moved = Home(home.root.rename(tmp_path / "elsewhere"))
    with open_instance(moved) as instance:
        assert [run.run_id for run in instance.get_runs()] == [run_id]
        assert instance.all_logs(run_id)
    assert not home.root.exists()
    assert (moved.dagster / "dagster.yaml").read_text().startswith(operator_note)


def test_a_batch_that_breaks_off_leaves_nothing_of_itself(home: Home) -> None:
    with open_instance(home) as instance:
        run_id = run_figure(instance)
        storage = instance.event_log_storage
        before = events_by_dagster(home, run_id)
        whole = [record for record in storage.get_logs_for_run(run_id) if record.dagster_event]
        with pytest.raises(AttributeError):
            storage.store_event_batch([whole[0], "no event"])  # type: ignore[list-item]
        assert events_by_dagster(home, run_id) == before
        storage.store_event_batch(whole[:2])
        assert events_by_dagster(home, run_id) == before + before[:2]


def test_what_is_planned_is_announced_in_one_batch(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    batches: list[int] = []
    store = KeptConnectionEventLogStorage.store_event_batch
    monkeypatch.setattr(
        KeptConnectionEventLogStorage,
        "store_event_batch",
        lambda self, events: (batches.append(len(events)), store(self, events))[1],
    )
    with open_instance(home) as instance:
        run_id = run_figure(instance)
    assert batches == [2]
    assert events_by_dagster(home, run_id).count("ASSET_CHECK_EVALUATION_PLANNED") == 1
