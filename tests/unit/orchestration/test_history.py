"""The run history stays bounded and keeps what people look for."""

from datetime import UTC, datetime, timedelta

import dagster as dg
import pytest

from pipeline.home import Home
from pipeline.orchestration import history
from pipeline.orchestration.history import prune_history
from pipeline.orchestration.instance import open_instance

PARTS = dg.StaticPartitionsDefinition(["a", "b"])


@dg.asset(partitions_def=PARTS, check_specs=[dg.AssetCheckSpec("fine", asset="thing")])
def thing(context: dg.AssetExecutionContext):
    return dg.MaterializeResult(check_results=[dg.AssetCheckResult(passed=True)])


@pytest.fixture
def instance(home: Home, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(history, "RUNS_KEPT", 2)
    with open_instance(home) as instance:
        yield instance


def run(instance: dg.DagsterInstance, partition: str) -> str:
    return dg.materialize([thing], instance=instance, partition_key=partition).run_id


def test_the_newest_runs_and_the_newest_success_of_each_collection_stay(home, instance):
    of_a = [run(instance, "a") for _ in range(3)]
    of_b = [run(instance, "b") for _ in range(3)]
    pruned = prune_history(instance, home)
    assert {r.run_id for r in instance.get_runs()} == {of_a[-1], *of_b[-2:]}
    assert pruned.runs == 3
    assert instance.get_materialized_partitions(thing.key) == {"a", "b"}


def test_a_deleted_run_leaves_no_file_and_no_result_of_a_check(home, instance):
    doomed = run(instance, "a")
    for _ in range(3):
        run(instance, "a")
    files = home.dagster / "history" / "runs"
    assert (files / f"{doomed}.db").exists()
    prune_history(instance, home)
    assert not list(files.glob(f"{doomed}*"))
    checks = instance.event_log_storage.get_asset_check_execution_history(
        dg.AssetCheckKey(thing.key, "fine"), limit=100
    )
    assert doomed not in {check.run_id for check in checks}
    assert len(checks) == 2


def test_failures_stay_for_weeks_and_not_for_ever(home, instance):
    job = dg.job(name="broken")(lambda: None)
    failed = []
    for _ in range(4):
        one = instance.create_run_for_job(job)
        instance.report_run_failed(one, "broken")
        failed.append(one.run_id)
    assert prune_history(instance, home).runs == 0
    later = datetime.now(UTC) + timedelta(days=history.DAYS_KEPT + 1)
    assert prune_history(instance, home, later).runs == 2
    assert {r.run_id for r in instance.get_runs()} == set(failed[-2:])


def test_a_run_under_way_is_never_deleted(home, instance):
    waiting = instance.create_run_for_job(dg.job(name="slow")(lambda: None))
    later = datetime.now(UTC) + timedelta(days=1000)
    prune_history(instance, home, later)
    assert instance.get_run_by_id(waiting.run_id) is not None
