"""The sample disclosures from file to published build, without Dagster: facts, marts, versions, findings, lineage of every number.

Expected figures are read off the pages (and stand in the samples' truth files), not off the program's output.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from pipeline.extracting.document import PARSER_VERSION, extract_document
from pipeline.home import Home
from pipeline.intake.model import IntakeRecord
from pipeline.warehouse.checks import run_check
from pipeline.warehouse.database import working_connection
from pipeline.warehouse.extracts import write_extraction
from pipeline.warehouse.loading import load_batch
from pipeline.warehouse.model_runner import run_all
from pipeline.warehouse.publish import publish
from pipeline.warehouse.sql_models import load_models

pytestmark = pytest.mark.integration

SAMPLES = Path(__file__).parents[1] / "samples"
FILES = (
    "S1_jiaoxi_2024.pdf",
    "S2_jiaoxi_2025.pdf",
    "S3_edu_bureau_2024.pdf",
    "S4_health_2024.pdf",
    "S6_justice_2024_inconsistent.pdf",
    "S7e_letter.pdf",
    "S8_edu_bureau_2024_revised.pdf",
)


def load(home: Home, *names: str) -> None:
    records = []
    for name in names:
        content = (SAMPLES / name).read_bytes()
        sha256 = hashlib.sha256(content).hexdigest()
        document_id = sha256[:16]
        write_extraction(home, extract_document(SAMPLES / name, document_id), document_id, PARSER_VERSION)
        seen = datetime(2026, 1, 1, tzinfo=UTC)
        records.append(IntakeRecord(document_id, sha256, "samples", name, len(content), None, "new", None, seen))
    with working_connection(home) as connection:
        load_batch(connection, home, records, PARSER_VERSION)
        run_all(connection, load_models())


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Loaded in two batches, so that the second one is computed on top of the first."""
    home = Home(tmp_path_factory.mktemp("warehouse"))
    load(home, *FILES[:4])
    load(home, *FILES[4:])
    publish(home, load_models())
    return home


@pytest.fixture(scope="module")
def build(home: Home) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(home.current, read_only=True) as connection:
        yield connection


def test_no_check_of_severity_error_fails(build: duckdb.DuckDBPyConnection) -> None:
    failing = {}
    for model in load_models().values():
        for check in model.checks:
            result = run_check(build, check)
            if check.severity == "error" and not result.passed:
                failing[f"{model.name}.{check.name}"] = result.sample
    assert failing == {}


def test_every_document_has_its_status(build: duckdb.DuckDBPyConnection) -> None:
    rows = dict(build.execute("select file_name, status from dim_document").fetchall())
    assert rows["S3_edu_bureau_2024.pdf"] == "superseded"
    assert rows["S6_justice_2024_inconsistent.pdf"] == "loaded_with_findings"
    assert rows["S7e_letter.pdf"] == "rejected"
    assert set(rows) == set(FILES)


def test_the_revised_edition_counts_and_the_first_one_stays_queryable(build: duckdb.DuckDBPyConnection) -> None:
    query = """
        select count(*) filter (where d.is_current), count(*)
        from fact_amount as a join dim_document as d using (document_id) where d.unit_name like '%教育局'
    """
    current, everything = build.execute(query).fetchone()
    assert 0 < current < everything
    totals = build.execute(
        "select expenditure_yuan from mart_unit_year where unit_name like '%教育局' and document_scope = 'department'"
    ).fetchall()
    assert totals == [(Decimal("105027500.00"),)]  # S8, page 9: 总计 10502.75 万元


# file, measure, printed total in yuan: S1 page 11 and S2 (总计 552.72, 682.76 万元), S4 page 8 (元), S8 page 9
LEAF_TOTALS = [
    ("S1_jiaoxi_2024.pdf", "fact_revenue", "5527200.00"),
    ("S1_jiaoxi_2024.pdf", "fact_expenditure", "5527200.00"),
    ("S1_jiaoxi_2024.pdf", "fact_economic_expenditure", "5527200.00"),
    ("S1_jiaoxi_2024.pdf", "fact_project_expenditure", "5527200.00"),
    ("S1_jiaoxi_2024.pdf", "fact_three_public", "27200.00"),
    ("S2_jiaoxi_2025.pdf", "fact_expenditure", "6827600.00"),
    ("S4_health_2024.pdf", "fact_revenue", "50048291.12"),
    ("S4_health_2024.pdf", "fact_expenditure", "50048291.12"),
    ("S8_edu_bureau_2024_revised.pdf", "fact_expenditure", "105027500.00"),
    ("S8_edu_bureau_2024_revised.pdf", "fact_economic_expenditure", "105027500.00"),
    ("S8_edu_bureau_2024_revised.pdf", "fact_project_expenditure", "42059500.00"),
]


@pytest.mark.parametrize(("file", "fact", "expected"), LEAF_TOTALS)
def test_leaves_add_up_to_the_printed_total(
    build: duckdb.DuckDBPyConnection, file: str, fact: str, expected: str
) -> None:
    query = f"select sum(amount_yuan) from {fact} join dim_document using (document_id) where file_name = ?"
    assert build.execute(query, [file]).fetchone() == (Decimal(expected),)


def test_a_document_read_in_a_later_batch_has_the_same_findings_as_in_one_batch(
    build: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    # the message is left out: of several cells that agree equally well it may name any
    together = Home(tmp_path)
    load(together, *FILES)
    query = "select document_id, rule_id, outcome, left_value, right_value from finding order by all"
    with working_connection(together) as connection:
        expected = connection.execute(query).fetchall()
    assert build.execute(query).fetchall() == expected


def test_the_planted_error_between_the_departments_table_and_its_projects_shows(
    build: duckdb.DuckDBPyConnection,
) -> None:
    """S6: 支出总表 prints 项目支出 1843.82 (page 8), the project table 1808.42 (page 18)."""
    query = "select abs(difference) from mart_finding where unit_name like '%司法局' and rule_id = 'R68' and outcome = 'fail'"
    assert build.execute(query).fetchall() == [(Decimal("354000.00"),)]


def test_a_department_is_compared_with_its_units_in_the_same_table(build: duckdb.DuckDBPyConnection) -> None:
    """S6 page 8: 项目支出 1843.82 = 1607.60 of the bureau itself + 236.22 of 法律援助中心."""
    query = (
        "select department_yuan, units_listed, listed_difference_yuan from mart_department_rollup "
        "where unit_name like '%司法局' and measure = 'project_expenditure'"
    )
    assert build.execute(query).fetchall() == [(Decimal("18438200.00"), 2, Decimal("0.00"))]


def test_every_amount_joins_to_one_row_of_each_dimension(build: duckdb.DuckDBPyConnection) -> None:
    query = """
        select amount_id from fact_amount as amount
        left join dim_function as f
            on amount.function_code = f.code and amount.fiscal_year between f.valid_from_year and f.valid_to_year
        left join dim_economic_department as d
            on amount.department_economic_code = d.code and amount.fiscal_year between d.valid_from_year and d.valid_to_year
        left join dim_economic_government as g
            on amount.government_economic_code = g.code and amount.fiscal_year between g.valid_from_year and g.valid_to_year
        where amount.fiscal_year is not null
        group by amount_id
        having count(*) <> 1 or count(amount.function_code) <> count(f.code)
            or count(amount.department_economic_code) <> count(d.code) or count(amount.government_economic_code) <> count(g.code)
    """
    assert build.execute(query).fetchall() == []


def test_every_table_and_column_carries_its_words(build: duckdb.DuckDBPyConnection) -> None:
    tables = build.execute(
        "select table_name from duckdb_tables() where not internal and comment is null "
        "union all select view_name from duckdb_views() where not internal and comment is null"
    ).fetchall()
    columns = build.execute(
        "select table_name, column_name from duckdb_columns() where not internal and comment is null"
    ).fetchall()
    assert (tables, columns) == ([], [])


def test_only_the_public_schema_is_published(build: duckdb.DuckDBPyConnection) -> None:
    assert build.execute("select distinct schema_name from duckdb_tables()").fetchall() == [("main",)]
    assert build.execute("select document_count from meta_build").fetchone() == (len(FILES),)


def test_loading_again_changes_nothing(home: Home, build: duckdb.DuckDBPyConnection) -> None:
    before = build.execute("select amount_id, amount_yuan from fact_amount order by all").fetchall()
    load(home, *FILES)
    again = publish(home, load_models())
    assert not again.is_new
    with duckdb.connect(home.current, read_only=True) as connection:
        assert connection.execute("select amount_id, amount_yuan from fact_amount order by all").fetchall() == before


QUESTIONS = (Path(__file__).parents[2] / "docs" / "analysts" / "questions.en.md").read_text(encoding="utf-8")
STATEMENTS = [
    (number, statement)
    for section in QUESTIONS.split("\n## ")[1:]
    for number, statement in [(section[:3], text.split("```")[0]) for text in section.split("```sql\n")[1:]]
]
# no final accounts, no bodies that other years expect, no 三公 column about last year among the samples
EMPTY_ON_SAMPLES = {"Q01", "Q09", "Q10", "Q11"}


def test_all_22_questions_have_a_statement() -> None:
    assert {number for number, _ in STATEMENTS} == {f"Q{number:02}" for number in range(1, 23)}


@pytest.mark.parametrize(("number", "statement"), STATEMENTS, ids=[number for number, _ in STATEMENTS])
def test_the_statement_in_the_docs_runs_and_answers(
    build: duckdb.DuckDBPyConnection, number: str, statement: str
) -> None:
    rows = build.execute(statement).fetchall()
    assert rows or number in EMPTY_ON_SAMPLES


# column of mart_unit_year for S1 and what the pages print
PRINTED = [
    ("personnel_outside_basic_yuan", Decimal("5500000.00")),  # page 14: 301 550.00 万元; page 11: 人员经费 0
    ("operating_minus_public_yuan", Decimal("27200.00")),  # page 18: 机关运行经费 2.72 万元; 公用经费 blank
    ("project_share", 1.0),  # page 11: all 552.72 万元 are projects
    ("three_public_yuan", Decimal("27200.00")),  # page 15: 合计 2.72 万元
    ("head_count", 69),  # page 22: 实有人员数 69人
]


@pytest.mark.parametrize(("column", "expected"), PRINTED, ids=[column for column, _ in PRINTED])
def test_the_overview_says_what_the_pages_print(
    build: duckdb.DuckDBPyConnection, column: str, expected: object
) -> None:
    query = f"select {column} from mart_unit_year join dim_document using (document_id) where file_name = 'S1_jiaoxi_2024.pdf'"
    assert build.execute(query).fetchall() == [(expected,)]
