"""The code location loads the ways users load it, and its graph has no loose ends."""

import subprocess
import sys
from pathlib import Path

import dagster as dg
import pytest

from pipeline.orchestration import model_assets
from pipeline.orchestration.assembly import build_definitions
from pipeline.warehouse.sql_models import LAYERS, load_models
from schemas.registry import TABLES

pytestmark = pytest.mark.integration
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def graph():
    return build_definitions().resolve_asset_graph()


def run(*words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", *words], cwd=ROOT, capture_output=True, text=True, check=False, timeout=300
    )


def test_dg_check_defs_passes():
    done = subprocess.run(
        [Path(sys.executable).with_name("dg"), "check", "defs"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "All definitions loaded successfully" in done.stdout


def test_workspace_yaml_loads():
    done = run("dagster", "definitions", "validate", "-w", "workspace.yaml")
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_graph_has_the_groups_in_which_people_think(graph):
    groups = {node.group_name for node in graph.asset_nodes}
    assert groups == {
        "fetching", "intake", "extraction", "raw", "reference", *LAYERS, "publication",
    }  # fmt: skip


def test_every_model_declared_table_and_code_list_is_an_asset(graph):
    names = {key.to_user_string() for key in graph.get_all_asset_keys()}
    assert names >= set(load_models())
    assert names >= {name for name in TABLES if not name.startswith("meta_")}


def test_nothing_depends_on_a_table_that_no_asset_makes(graph):
    assert [key.to_user_string() for key in graph.get_all_asset_keys() if not graph.get(key).is_materializable] == []


def test_what_is_read_is_partitioned_by_collection_and_what_is_computed_is_not(graph):
    for node in graph.asset_nodes:
        expected = node.group_name in {"intake", "extraction", "raw"} and node.key != dg.AssetKey("finding")
        assert (node.partitions_def is not None) == expected, node.key


def test_every_rule_of_a_rule_model_is_an_asset_check_of_it(graph):
    checks = {(key.asset_key.to_user_string(), key.name) for key in graph.asset_check_keys}
    missing = [(m.name, rule) for m in load_models().values() for rule in m.rules if (m.name, rule) not in checks]
    assert missing == []


def test_every_check_of_a_model_is_an_asset_check_of_it(graph):
    checks = {(key.asset_key.to_user_string(), key.name) for key in graph.asset_check_keys}
    assert [(m.name, c.name) for m in load_models().values() for c in m.checks if (m.name, c.name) not in checks] == []


def test_sensors_schedule_and_jobs_are_there_and_on():
    repository = build_definitions().get_repository_def()
    assert {s.name for s in repository.sensor_defs} >= {"inbox_sensor", "publish_when_loaded", "alert_sensor"}
    assert all(s.default_status is dg.DefaultSensorStatus.RUNNING for s in repository.sensor_defs)
    assert {s.name for s in repository.schedule_defs} == {"daily_fetch", "daily_scan", "nightly_upkeep"}
    assert {"load_collection", "build_warehouse", "fetch_sources", "upkeep"} <= set(repository.job_names)


def test_a_failing_check_of_severity_error_ends_the_build_before_publication(tmp_path: Path, monkeypatch):
    from pipeline.home import Home
    from pipeline.orchestration.listener import ProgressListener
    from pipeline.orchestration.resources import HomeFolder

    folder = tmp_path / "models"
    (folder / "marts").mkdir(parents=True)
    (folder / "marts" / "mart_bad.sql").write_text(
        "/*\ndescription: bad\ngrain: n\nmaterialization: table\nchecks:\n  - not_null: [n]\n*/\nselect null::integer as n\n"
    )
    (folder / "marts" / "mart_late.sql").write_text("/*\ndescription: x\ngrain: n\n*/\nselect n from mart_bad\n")
    monkeypatch.setattr(model_assets, "project_models", lambda: load_models(folder))
    home = Home(tmp_path / "home").ensure()
    definitions = build_definitions({"home_folder": HomeFolder(root=str(home.root)), "progress": ProgressListener()})
    result = definitions.resolve_job_def("build_warehouse").execute_in_process(raise_on_error=False)
    assert not result.success
    assert not home.current.exists()
    failed = {check.check_name for check in result.get_asset_check_evaluations() if not check.passed}
    assert failed == {"not_null_n"}
