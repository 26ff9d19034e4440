"""The workbook and the CSV for people who work in Excel."""

from __future__ import annotations

import csv
import re
import zipfile
from pathlib import Path

import duckdb
import pytest

from pipeline.cli.exporting import excel_text, export_tables
from pipeline.cli.workbook import Selection, UnknownViewError, write_workbook


@pytest.fixture
def build() -> duckdb.DuckDBPyConnection:
    """A published build in small: one Chinese view with a place and a year, one without."""
    connection = duckdb.connect()
    connection.execute("create schema zh")
    connection.execute(
        """create view zh.单位年度概览 as from (values
            ('012345', '青石市林业局', '410802', 2024::integer, 12.5::decimal(20, 6), 0.25, true, date '2024-02-01', 'mart_unit_year:a'),
            ('=1+1', '青石市档案馆', '410802', 2023::integer, 3::decimal(20, 6), null, false, null, 'mart_unit_year:b'),
            ('7', '白河县林业局', '320101', 2024::integer, 4::decimal(20, 6), null, null, null, 'mart_unit_year:c')
        ) as t(单位编码, 单位名称, 行政区划代码, 年度, 支出_万元, 项目支出占比, 支出是否与合计相符, 公开日期, 溯源键)"""
    )
    connection.execute("create view zh.规则 as select 'R01' as 规则编号")
    connection.execute("comment on view zh.单位年度概览 is '单位年度概览：收支总额'")
    return connection


def parts(path: Path) -> dict[str, str]:
    with zipfile.ZipFile(path) as book:
        return {name: book.read(name).decode() for name in book.namelist()}


def sheet_rows(book: dict[str, str], number: int) -> int:
    return book[f"xl/worksheets/sheet{number}.xml"].count("<row ")


def test_the_first_sheet_explains_and_every_sheet_is_frozen_and_filtered(
    build: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    assert write_workbook(build, tmp_path / "w.xlsx", Selection()) == 3

    book = parts(tmp_path / "w.xlsx")
    assert re.findall(r'<sheet name="([^"]+)"', book["xl/workbook.xml"]) == ["说明", "单位年度概览"]
    sheet = book["xl/worksheets/sheet2.xml"]
    assert 'state="frozen"' in sheet
    assert "<autoFilter" in sheet
    assert "mingzhang trace" in book["xl/sharedStrings.xml"]
    assert "收支总额" in book["xl/sharedStrings.xml"]


def test_place_and_year_cut_the_sheets(build: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    def count(**chosen: object) -> int:
        return write_workbook(build, tmp_path / "w.xlsx", Selection(**chosen))  # type: ignore[arg-type]

    assert count(place="4108") == 2
    assert count(place="林业局") == 2
    assert count(place="林业局", year=2024, views=["单位年度概览"]) == 2
    assert count(place="410802", year=2024) == 1


def test_a_view_without_the_column_is_whole_and_the_first_page_says_so(
    build: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    assert write_workbook(build, tmp_path / "w.xlsx", Selection(["规则"], place="4108", year=2024)) == 1
    assert "未按 --year、--place 筛选" in parts(tmp_path / "w.xlsx")["xl/sharedStrings.xml"]


def test_an_unknown_view_is_named_with_those_there_are(build: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    with pytest.raises(UnknownViewError, match="单位年度概览"):
        write_workbook(build, tmp_path / "w.xlsx", Selection(["无此表"]))


def test_codes_stay_text_money_is_a_number_and_nothing_is_a_formula(
    build: duckdb.DuckDBPyConnection, tmp_path: Path
) -> None:
    write_workbook(build, tmp_path / "w.xlsx", Selection())

    book = parts(tmp_path / "w.xlsx")
    texts = re.findall(r"<t[^>]*>([^<]*)</t>", book["xl/sharedStrings.xml"])
    assert {"012345", "=1+1", "410802"} <= set(texts)
    assert "<v>12.5</v>" in book["xl/worksheets/sheet2.xml"]
    assert "<f>" not in book["xl/worksheets/sheet2.xml"]


@pytest.mark.parametrize(
    "text", ["=cmd|'/C calc'!A0.pdf", "+1+1.pdf", "-2+3", "@SUM(1+1).pdf", "012345", "410000210000000001234", "1234e56"]
)
def test_excel_shows_such_texts_of_a_csv_as_they_are(text: str) -> None:
    assert excel_text(text) == f"\t{text}"


def test_figures_and_plain_texts_of_a_csv_are_left_alone(tmp_path: Path) -> None:
    connection = duckdb.connect()
    connection.execute(
        "create table t as select '0123' as code, -5.00::decimal(20, 2) as amount, '林业局' as name, '2080505' as function_code"
    )
    export_tables(connection, tmp_path, "csv")

    rows = list(csv.DictReader((tmp_path / "t.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert rows == [{"code": "\t0123", "amount": "-5.00", "name": "林业局", "function_code": "2080505"}]
