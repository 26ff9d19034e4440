"""From a row of a mart to the printed page: every figure of every mart, on the bundled samples."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from pipeline.tracing import TraceError, trace_row
from pipeline.warehouse.sql_models import load_marts

pytestmark = [pytest.mark.integration, pytest.mark.xdist_group("ingest")]

MARTS = load_marts()
NOT_PRINTED = {
    "disclosure_seq",
    "fiscal_year",
    "document_year",
    "library_year",
    "age_years",
    "years_seen",
    "finding_no",
    "page",
    "unsure_table_count",
}
"""Numbers that say which row it is, follow from a code, or count what was not read with certainty."""


@pytest.fixture(scope="module")
def build(ingested) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(ingested.home.current.resolve()), read_only=True) as connection:
        yield connection


@pytest.mark.parametrize("mart", sorted(MARTS))
def test_every_number_of_a_mart_has_declared_evidence(build: duckdb.DuckDBPyConnection, mart: str) -> None:
    numbers = {
        name
        for name, kind, *_ in build.execute(f"describe {mart}").fetchall()
        if kind.startswith(("DECIMAL", "DOUBLE", "INTEGER", "BIGINT", "HUGEINT")) and not kind.endswith("]")
    }
    assert numbers - MARTS[mart].evidence.keys() - NOT_PRINTED == set()


@pytest.mark.parametrize("mart", sorted(MARTS))
def test_what_a_figure_is_the_sum_of_adds_up_to_it(build: duckdb.DuckDBPyConnection, mart: str) -> None:
    keys = [row[0] for row in build.execute(f"select row_key from {mart} order by row_key limit 12").fetchall()]
    wrong, without = [], []
    for key in keys:
        for figure in trace_row(build, MARTS, key).figures:
            if figure.adds_up is False and figure.column.endswith("_yuan"):
                wrong.append((key, figure.column, figure.value))
            if not figure.sources and not figure.inputs and figure.value:
                without.append((key, figure.column, figure.value))
    assert (wrong, without) == ([], [])


def key_of(build: duckdb.DuckDBPyConnection, mart: str, condition: str) -> str:
    ((key,),) = build.execute(f"select row_key from {mart} where {condition}").fetchall()
    return str(key)


S1 = "unit_name = '焦作市解放区人民政府焦西街道办事处' and fiscal_year = 2024"


def test_project_expenditure_leads_to_its_cell_in_the_table_of_expenditure(build: duckdb.DuckDBPyConnection) -> None:
    """S1 page 11 prints 项目支出 / 其他运转类 552.72 in the row of 其他一般公共服务支出."""
    found = trace_row(build, MARTS, key_of(build, "mart_unit_year", S1), "project_yuan").figures[0]
    assert (found.value, found.adds_up) == (Decimal("5527200.00"), True)
    assert [(source.page, source.printed) for source in found.sources] == [(11, "552.72 万元")]


def test_a_vehicle_leads_to_the_sentence_or_target_that_counts_it(build: duckdb.DuckDBPyConnection) -> None:
    """S1 says 车辆共有1辆 in its text on 国有资产."""
    found = trace_row(build, MARTS, key_of(build, "mart_unit_year", S1), "vehicle_count").figures[0]
    assert found.value == 1
    assert any(source.kind == "claim" and "1辆" in source.where for source in found.sources)


def test_a_row_key_that_no_row_has_is_said_to_be_so(ingested, cli) -> None:
    done = cli("trace", "mart_unit_year:0000000000000000", home=ingested.home)
    assert done.returncode == 2
    assert "has no row" in done.stderr


def test_the_command_shows_the_figures_and_draws_their_pages(ingested, cli, build, tmp_path: Path) -> None:
    key = key_of(build, "mart_three_public", f"{S1} and three_public_item = 'total' and stage = 'budget'")
    summary = cli("trace", key, home=ingested.home)
    assert "amount_yuan" in summary.stdout
    assert "27200.00" in summary.stdout
    picture = tmp_path / "cell.png"
    done = cli("trace", key, "--column", "amount_yuan", "-o", picture, home=ingested.home)
    assert (done.returncode, picture.read_bytes()[:4]) == (0, b"\x89PNG")
    assert "2.72 万元" in done.stdout


def test_unknown_keys_and_columns_say_what_there_is(build: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(TraceError, match="no mart 'mart_nothing'"):
        trace_row(build, MARTS, "mart_nothing:1")
    with pytest.raises(TraceError, match="known are revenue_yuan"):
        trace_row(build, MARTS, key_of(build, "mart_unit_year", S1), "nothing")
