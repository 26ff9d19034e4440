from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from pipeline.warehouse.checks import CheckFormatError, checks_from_front_matter, run_check
from pipeline.warehouse.lineage import column_lineage
from pipeline.warehouse.sql_models import ModelError, load_models, models_version, tables_read


def write(folder: Path, layer: str, name: str, body: str, front: str = "") -> None:
    path = folder / layer / f"{name}.sql"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"/*\ndescription: {name}\ngrain: document_id\n{front}*/\n{body}\n", encoding="utf-8")


def test_models_run_after_the_models_they_read(tmp_path: Path) -> None:
    write(tmp_path, "marts", "mart_a", "select * from dim_b")
    write(tmp_path, "dimensions", "dim_b", "with stg_c as (select 1 as x) select document_id from stg_d, stg_c")
    write(tmp_path, "staging", "stg_d", "select document_id from document")
    assert list(load_models(tmp_path)) == ["stg_d", "dim_b", "mart_a"]


def test_who_reads_finding_runs_after_every_rule(tmp_path: Path) -> None:
    write(tmp_path, "dimensions", "dim_a", "select document_id from finding")
    write(tmp_path, "checks", "z_rule", "select document_id from document", front="rules: [R01]\n")
    models = load_models(tmp_path)
    assert list(models) == ["z_rule", "dim_a"]
    assert models["z_rule"].materialization == "incremental"


def test_only_the_room_of_checks_fills_finding(tmp_path: Path) -> None:
    write(tmp_path, "marts", "mart_a", "select document_id from document", front="rules: [R01]\n")
    with pytest.raises(ModelError, match="only models in checks/"):
        load_models(tmp_path)


MAY_READ = {
    "staging": set(),
    "rules": {"staging"},
    "figures": {"staging"},
    "checks": {"staging", "rules", "figures", "dimensions", "facts"},
    "dimensions": {"staging", "figures"},
    "facts": {"staging", "figures", "dimensions"},
    "marts": {"staging", "rules", "figures", "checks", "dimensions", "facts"},
}
"""The table of rooms in dbt_like_sql/README.md."""


def test_each_room_reads_only_what_the_page_of_rooms_allows() -> None:
    models = load_models()
    wrong = [
        f"{model.name} ({model.layer}) reads {name} ({models[name].layer})"
        for model in models.values()
        for name in model.reads & models.keys()
        if models[name].layer not in MAY_READ[model.layer] | {model.layer}
    ]
    assert wrong == []


def test_names_of_common_table_expressions_are_no_dependencies() -> None:
    sql = "with a as (select * from b), c as (select * from a where x in (select y from d)) select * from c join e using (x)"
    assert tables_read(sql, "test") == {"b", "d", "e"}


def test_a_name_that_nothing_has_is_an_error_that_names_it(tmp_path: Path) -> None:
    write(tmp_path, "marts", "mart_a", "select * from fact_amuont")
    with pytest.raises(ModelError, match="nothing is called fact_amuont"):
        load_models(tmp_path)


def test_models_that_read_each_other_in_a_circle_are_an_error(tmp_path: Path) -> None:
    write(tmp_path, "staging", "stg_a", "select * from stg_b")
    write(tmp_path, "staging", "stg_b", "select * from stg_a")
    with pytest.raises(ModelError, match="in a circle"):
        load_models(tmp_path)


def test_two_statements_or_a_missing_front_matter_are_errors(tmp_path: Path) -> None:
    write(tmp_path, "staging", "stg_a", "select 1; drop table document")
    with pytest.raises(ModelError, match="one SELECT"):
        load_models(tmp_path)
    (tmp_path / "staging" / "stg_a.sql").write_text("select 1 as document_id", encoding="utf-8")
    with pytest.raises(ModelError, match="must begin with"):
        load_models(tmp_path)


def test_a_misspelt_key_in_the_front_matter_is_an_error(tmp_path: Path) -> None:
    write(tmp_path, "staging", "stg_a", "select 1 as document_id", front="materialisation: view\n")
    with pytest.raises(ModelError, match="materialisation"):
        load_models(tmp_path)


def test_the_version_of_a_model_covers_what_it_reads(tmp_path: Path) -> None:
    write(tmp_path, "staging", "stg_a", "select document_id from document")
    write(tmp_path, "marts", "mart_b", "select document_id from stg_a")
    write(tmp_path, "marts", "mart_c", "select document_id from document")
    before = load_models(tmp_path)
    write(tmp_path, "staging", "stg_a", "select document_id from document where page_count > 0")
    after = load_models(tmp_path)
    assert before["mart_b"].code_version != after["mart_b"].code_version
    assert before["mart_c"].code_version == after["mart_c"].code_version
    assert models_version(before) != models_version(after)


CHECKS = [
    ({"not_null": ["a", "b"]}, "values (1, 1), (null, 2), (3, null)", 2),
    ({"unique": ["a"]}, "values (1, 1), (1, 2), (2, 2)", 1),
    ({"unique": ["a", "b"]}, "values (1, 1), (1, 2), (2, 2)", 0),
    ({"unique": {"columns": ["a"], "severity": "warn"}}, "values (null, 1), (null, 2)", 1),
    ({"accepted_values": {"column": "a", "values": [1, 2]}}, "values (1, 1), (3, 1), (null, 1)", 1),
    ({"relationships": {"column": "a", "to": "other.a"}}, "values (1, 1), (9, 1), (null, 1)", 1),
    ({"sql": {"name": "small", "query": "select * from t where a > 2;"}}, "values (1, 1), (3, 1)", 1),
]


@pytest.mark.parametrize(("declared", "rows", "failing"), CHECKS)
def test_a_check_returns_the_failing_rows(declared: dict[str, object], rows: str, failing: int) -> None:
    (check,) = checks_from_front_matter(Path("t.sql"), "t", [declared])
    with duckdb.connect() as connection:
        connection.execute(f"create table t as select * from ({rows}) as v (a, b)")
        connection.execute("create table other as select 1 as a")
        result = run_check(connection, check)
    assert (result.passed, result.failing_rows, len(result.sample)) == (failing == 0, failing, failing)


def test_a_check_of_an_unknown_kind_names_those_that_exist() -> None:
    with pytest.raises(CheckFormatError, match="known are not_null, unique"):
        checks_from_front_matter(Path("t.sql"), "t", [{"positive": ["a"]}])


def test_two_checks_of_one_kind_have_two_names() -> None:
    checks = checks_from_front_matter(Path("t.sql"), "t", [{"unique": ["a"]}, {"unique": ["a"]}])
    assert [check.name for check in checks] == ["unique_a", "unique_a__2"]


def test_lineage_reaches_through_common_table_expressions_to_table_columns() -> None:
    sql = "with x as (select a + b as c, d from t) select c, upper(d) as 名称 from x"
    found = column_lineage("m", sql, {"t": {"a": "INTEGER", "b": "INTEGER", "d": "VARCHAR"}})
    assert found == {"c": [("t", "a"), ("t", "b")], "名称": [("t", "d")]}


def test_lineage_of_a_union_by_name_follows_names() -> None:
    sql = "select a, b from t union all by name select b, c from u"
    found = column_lineage("m", sql, {"t": {"a": "INTEGER", "b": "INTEGER"}, "u": {"b": "INTEGER", "c": "INTEGER"}})
    assert found == {"a": [("t", "a")], "b": [("t", "b"), ("u", "b")], "c": [("u", "c")]}


def test_lineage_that_cannot_be_found_is_a_warning(caplog: pytest.LogCaptureFixture) -> None:
    assert column_lineage("m", "select from where", {}) == {}
    assert "No column lineage for m" in caplog.text
