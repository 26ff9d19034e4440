"""The analyst pages: every statement runs on the bundled samples, in Chinese and in English, and answers with what the pages print.

Expected figures are read off the sample pages (their truth files say the same), not off the program's output.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from pipeline.warehouse.chinese_views import load_chinese_views
from pipeline.warehouse.sql_models import load_models

pytestmark = [pytest.mark.integration, pytest.mark.xdist_group("ingest")]

DOCS = Path(__file__).parents[2] / "docs" / "analysts"
NO_ANSWER_IN_THE_SAMPLES = {"Q01", "Q09", "Q11"}
"""The samples hold no rise of 三公, no final accounts and no body that should have published more."""
S1, S3, S6 = "焦作市解放区人民政府焦西街道办事处", "云台市山阳新区教育局", "云台市山阳新区司法局"


def statements(page: str) -> list[tuple[str, str]]:
    """(question, SQL) of a page; what stands before the first question is `intro`."""
    found = []
    for section in (DOCS / page).read_text(encoding="utf-8").split("\n## "):
        name = section[:3] if re.match(r"Q\d\d ", section) else "intro"
        found += [(name, text.split("```")[0]) for text in section.split("```sql\n")[1:]]
    return found


CHINESE, ENGLISH = statements("questions.md"), statements("questions.en.md")


@pytest.fixture(scope="module")
def build(ingested) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(ingested.home.current.resolve()), read_only=True) as connection:
        yield connection


def answer(build: duckdb.DuckDBPyConnection, page: list[tuple[str, str]], question: str) -> list[dict[str, object]]:
    (sql,) = [text for name, text in page if name == question]
    cursor = build.execute(sql)
    names = [column[0] for column in cursor.description or []]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


@pytest.mark.parametrize("page", [CHINESE, ENGLISH], ids=["zh", "en"])
def test_each_of_the_22_questions_has_exactly_one_statement(page: list[tuple[str, str]]) -> None:
    assert [name for name, _ in page if name != "intro"] == [f"Q{number:02}" for number in range(1, 23)]


@pytest.mark.parametrize("question", [f"Q{number:02}" for number in range(1, 23)])
def test_both_languages_give_the_same_answer(build: duckdb.DuckDBPyConnection, question: str) -> None:
    chinese, english = answer(build, CHINESE, question), answer(build, ENGLISH, question)
    assert bool(english) != (question in NO_ANSWER_IN_THE_SAMPLES)
    if question != "Q06":  # the Chinese one also shows 款
        assert len(chinese) == len(english)


def row_of(rows: list[dict[str, object]], **wanted: object) -> dict[str, object]:
    (row,) = [row for row in rows if wanted.items() <= row.items()]
    return row


def test_q03_the_office_that_pays_wages_out_of_projects(build: duckdb.DuckDBPyConnection) -> None:
    """S1 page 14 prints 301 工资福利支出 550.00 万元, page 11 no 人员经费."""
    row = row_of(answer(build, ENGLISH, "Q03"), unit_name=S1)
    assert (row["personnel_outside_basic_yuan"], row["basic_personnel_yuan"]) == (Decimal("5500000.00"), 0)
    assert row_of(answer(build, CHINESE, "Q03"), 单位名称=S1)["基本支出以外的人员支出_万元"] == 550


def test_q04_operating_expenses_without_public_expenses(build: duckdb.DuckDBPyConnection) -> None:
    """S1 page 18 prints 机关运行经费 2.72 万元, its 公用经费 are blank."""
    row = row_of(answer(build, ENGLISH, "Q04"), unit_name=S1, fiscal_year=2024)
    assert (row["operating_expenses_yuan"], row["public_yuan"], row["operating_source"]) == (
        Decimal("27200.00"),
        0,
        "table",
    )


def test_q05_everything_is_a_project(build: duckdb.DuckDBPyConnection) -> None:
    """S1: all 552.72 万元 are 其他运转类."""
    row = row_of(answer(build, CHINESE, "Q05"), 单位名称=S1, 年度=2024)
    assert (row["项目支出占比"], row["其他运转类占比"], row["特定目标类占比"]) == (1, 1, 0)


def test_q08_the_base_that_2025_states_is_what_2024_published(build: duckdb.DuckDBPyConnection) -> None:
    """S2 says 收支总计 rise against 2024; S1 published 2.72 万元 of 三公."""
    row = row_of(answer(build, ENGLISH, "Q08"), unit_name=S1, measure="three_public_total")
    assert (row["stated_base_yuan"], row["published_prior_yuan"], row["base_agrees"]) == (
        Decimal("27200.00"),
        Decimal("27200.00"),
        True,
    )


def test_q14_the_largest_new_project_of_the_street_office(build: duckdb.DuckDBPyConnection) -> None:
    """S1 page 17: 2024年焦西街道经费, code 410802240000000015618, 550.00 万元."""
    row = row_of(answer(build, ENGLISH, "Q14"), project_code="410802240000000015618")
    assert (row["project_name"], row["amount_yuan"], row["library_year"], row["what"]) == (
        "2024年焦西街道经费",
        Decimal("5500000.00"),
        2024,
        "new",
    )


def test_q19_compares_the_department_with_its_units_as_one_table_prints_them(
    build: duckdb.DuckDBPyConnection,
) -> None:
    """S6 page 8: 支出合计 2260.45 = 1941.38 of the bureau itself + 319.07 of 法律援助中心."""
    row = row_of(answer(build, ENGLISH, "Q19"), unit_name=S6, measure="expenditure")
    assert (row["department_yuan"], row["units_listed"]) == (Decimal("22604500.00"), 2)
    assert row["listed_difference_yuan"] == 0


def test_q20_names_the_broken_document_only(build: duckdb.DuckDBPyConnection) -> None:
    """S6 was made with errors; S1 to S4 were not: none of them fails a rule of severity error."""
    sql = "select distinct unit_name from mart_finding where outcome = 'fail' and severity = 'error' and is_current"
    assert build.execute(sql).fetchall() == [(S6,)]


def test_q21_vehicles_and_assets_as_the_text_states_them(build: duckdb.DuckDBPyConnection) -> None:
    """S2 page 4: 车辆共有1辆, 资产总额303.60万元, 其中车辆32.65万元."""
    rows = answer(build, ENGLISH, "Q21")
    found = {row["asset_kind"]: row for row in rows if row["unit_name"] == S1 and row["fiscal_year"] == 2025}
    assert found["vehicle_count"]["quantity"] == 1
    assert found["fixed_assets_total"]["value_yuan"] == Decimal("3036000.00")
    assert found["fixed_assets_vehicles"]["value_yuan"] == Decimal("326500.00")


def test_q22_every_row_names_a_page_that_prints_the_figure(build: duckdb.DuckDBPyConnection) -> None:
    rows = answer(build, CHINESE, "Q22")
    assert {row["印刷原文"] for row in rows} == {"552.72"}
    assert min(row["页码"] for row in rows) == 9


def test_the_sentence_of_the_issue_works(build: duckdb.DuckDBPyConnection) -> None:
    """S1 page 12: one row of 一般公共预算支出, 552.72 万元."""
    rows = build.execute("select 单位名称, 科目名称, 金额_万元 from zh.一般公共预算支出").fetchall()
    assert (S1, "其他一般公共服务支出", Decimal("552.72")) in rows
    sums = build.execute("select 单位名称, 年度, sum(金额_万元) from zh.一般公共预算支出 group by all").fetchall()
    assert {(S1, 2024): Decimal("552.72")}.items() <= {row[:2]: row[2] for row in sums}.items()


def test_chinese_views_say_what_they_are_and_warn(build: duckdb.DuckDBPyConnection) -> None:
    comments = dict(build.execute("select view_name, comment from duckdb_views() where schema_name = 'zh'").fetchall())
    assert comments.keys() == load_chinese_views().keys()
    assert all(comment and "grain" in comment for comment in comments.values())
    scoped = {
        row[0]
        for row in build.execute(
            "select table_name from duckdb_columns() where schema_name = 'zh' and column_name = '口径'"
        ).fetchall()
    }
    without = {name for name in scoped if "不可相加" not in str(comments[name])}
    assert without <= {"整体绩效目标", "项目绩效目标"}  # no money in them


def test_leaf_views_add_up_to_what_the_table_prints(build: duckdb.DuckDBPyConnection) -> None:
    """zh.支出总表 of every sample without planted errors adds up to the total row of 支出总表."""
    sql = """
        select mart.unit_name, mart.fiscal_year, sum(view.金额_元), any_value(mart.expenditure_yuan), any_value(measure.total_yuan)
        from zh.支出总表 as view
        join mart_unit_year as mart on view.文件编号 = mart.document_id
        join stg_measure_table as measure on view.文件编号 = measure.document_id and measure.measure = 'expenditure'
        group by mart.unit_name, mart.fiscal_year
    """
    rows = build.execute(sql).fetchall()
    assert len(rows) == 5
    assert [row for row in rows if not row[2] == row[3] == row[4]] == []


def test_no_mart_is_left_without_a_chinese_view() -> None:
    texts = " ".join(view.sql for view in load_chinese_views().values())
    marts = [name for name, model in load_models().items() if model.layer == "marts"]
    assert [name for name in marts if not re.search(rf"\bfrom {name}\b", texts)] == []
