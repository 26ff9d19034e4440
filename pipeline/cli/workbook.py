"""A workbook for people who work in Excel: a page of explanations and a few Chinese sheets, cut to one place and year.

The whole warehouse does not fit a spreadsheet; six to eight answers do. The sheets are the views of schema `zh`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

import duckdb
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from pipeline.cli.output import as_text
from pipeline.cli.published_tables import PublishedTable, published_tables
from pipeline.spreadsheets import AS_IT_IS, stored_number
from pipeline.warehouse.chinese_views import SCHEMA

DEFAULT_VIEWS = ("单位年度概览", "三公经费年度", "功能科目年度", "经济科目年度", "项目年度", "检查问题", "公开台账")
"""One sheet each: totals, 三公, spending by function and by economic class, projects, what does not add up, what was published."""
EVERYTHING = "all"
"""`--view all`: every table and view of the build, for programs rather than people."""

_ROWS_MAX = 200_000
"""Rows of a sheet; more are cut and the first page says so. Excel itself stops at 1,048,576."""
_WIDTH_MIN, _WIDTH_MAX, _WIDTH_SAMPLE = 8, 48, 200
_TRACE = "溯源键"
_PLACES = ("行政区划代码", "地区")
_YEARS = ("年度", "文件年度")
_HIDDEN = (
    "金额编号列表",
    "左侧金额",
    "右侧金额",
    "年初结转单元格",
    "年末结转单元格",
    "决算金额编号",
    "单位年度键",
    "单位身份",
    "项目键",
)
"""Keys for programs; in a sheet they only widen the page."""


class UnknownViewError(ValueError):
    """A view that the build does not hold; the message lists those it does."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What goes into the workbook."""

    views: Sequence[str] = ()
    """Names of Chinese views; none: the usual ones."""
    place: str | None = None
    """A division code or its beginning, or part of the name of a place or body."""
    year: int | None = None


@dataclass(frozen=True, slots=True)
class _Sheet:
    view: PublishedTable
    columns: list[str]
    rows: list[tuple[object, ...]]
    total: int
    """Rows that fit the selection, also those that were cut."""
    not_cut_by: list[str]
    """Parts of the selection for which the view has no column."""


def write_workbook(connection: duckdb.DuckDBPyConnection, path: Path, selection: Selection) -> int:
    """Write one XLSX file.

    Args:
        connection: to the published build.
        path: the file; an older one is replaced.
        selection: views, place and year.

    Returns:
        rows of all sheets together.

    Raises:
        UnknownViewError: a view does not exist.
        OSError: the file cannot be written.
    """
    sheets = [_read(connection, view, selection) for view in _chosen(connection, selection.views)]
    with xlsxwriter.Workbook(path, AS_IT_IS) as book:
        styles = _Styles(book)
        _explain(book.add_worksheet("说明"), sheets, connection, selection, styles)
        for sheet in sheets:
            _write(book.add_worksheet(sheet.view.name[:31]), sheet, styles)
    return sum(len(sheet.rows) for sheet in sheets)


class _Styles:
    """The few formats of the workbook."""

    def __init__(self, book: xlsxwriter.Workbook):
        self.title: Format = book.add_format({"bold": True, "font_size": 14})
        self.head: Format = book.add_format(
            {"bold": True, "bg_color": "#DDE6F0", "text_wrap": True, "valign": "top", "border": 1}
        )
        self.text: Format = book.add_format({"num_format": "@"})
        self.wrapped: Format = book.add_format({"text_wrap": True, "valign": "top"})
        self.money: Format = book.add_format({"num_format": "#,##0.00####"})
        self.yuan: Format = book.add_format({"num_format": "#,##0.00"})
        self.share: Format = book.add_format({"num_format": "0.0%"})
        self.year: Format = book.add_format({"num_format": "0"})
        self.count: Format = book.add_format({"num_format": "#,##0.##"})
        self.day: Format = book.add_format({"num_format": "yyyy-mm-dd"})
        self.link: Format = book.add_format({"font_color": "blue", "underline": 1})

    def of(self, column: str) -> Format:
        """The number format of a column, by its name."""
        if column.endswith("_万元"):
            return self.money
        if column.endswith("_元"):
            return self.yuan
        if column.endswith(("占比", "比例", "比重", "增减率", "得分率", "之比")):
            return self.share
        return self.year if column.endswith(("年度", "年份", "页码", "序号")) else self.count


def _chosen(connection: duckdb.DuckDBPyConnection, wanted: Sequence[str]) -> list[PublishedTable]:
    views = {table.name: table for table in published_tables(connection, chinese=True) if table.schema == SCHEMA}
    names = [name.removeprefix(f"{SCHEMA}.") for name in wanted] or [name for name in DEFAULT_VIEWS if name in views]
    unknown = [name for name in names if name not in views]
    if unknown:
        raise UnknownViewError(
            f"No view {', '.join(unknown)}. There are: {', '.join(sorted(views))}; and {EVERYTHING}."
        )
    return [views[name] for name in dict.fromkeys(names)]


def _read(connection: duckdb.DuckDBPyConnection, view: PublishedTable, selection: Selection) -> _Sheet:
    names = [column.name for column in view.columns]
    conditions: list[str] = []
    values: list[object] = []
    not_cut: list[str] = []
    if selection.year is not None:
        column = next((name for name in _YEARS if name in names), None)
        if column:
            conditions.append(f'"{column}" = ?')
            values.append(selection.year)
        else:
            not_cut.append("--year")
    if selection.place is not None:
        tests = [f'starts_with("{name}"::varchar, ?)' for name in _PLACES if name in names]
        tests += [f'contains("{name}", ?)' for name in ("单位名称", "行政区划", "地区") if name in names]
        if tests:
            conditions.append(f"({' or '.join(tests)})")
            values += [selection.place] * len(tests)
        else:
            not_cut.append("--place")
    shown = [name for name in names if name not in _HIDDEN]
    where = f" where {' and '.join(conditions)}" if conditions else ""
    picked = ", ".join(f'"{name}"' for name in shown)
    query = f"select {picked} from {view.sql}{where}"  # noqa: S608 (names from the catalogue)
    rows = connection.execute(f"{query} limit {_ROWS_MAX + 1}", values).fetchall()
    total = len(rows)
    if total > _ROWS_MAX:
        (total,) = connection.execute(f"select count(*) from {view.sql}{where}", values).fetchone() or (total,)  # noqa: S608
    return _Sheet(view, shown, rows[:_ROWS_MAX], total, not_cut)


def _explain(
    page: Worksheet,
    sheets: Sequence[_Sheet],
    connection: duckdb.DuckDBPyConnection,
    selection: Selection,
    styles: _Styles,
) -> None:
    """说明: what this is, how it was cut, one line per sheet with a link, and what must not be added up."""
    page.set_column(0, 0, 18)
    page.set_column(1, 1, 9)
    page.set_column(2, 2, 110)
    page.write_string(0, 0, "部门预决算公开数据", styles.title)
    built = connection.execute("select max(built_at) from meta_build").fetchone() if _has_build(connection) else None
    lines = [
        ("地区", selection.place or "全部"),
        ("年度", str(selection.year) if selection.year else "全部"),
        ("数据版本", as_text(built[0]) if built else ""),
        ("金额单位", "列名末尾注明（_万元、_元）。空白为未公开或未读出，0 为公开为零。"),
        ("溯源", f"“{_TRACE}”一列：在命令行运行 mingzhang trace 加该键，可见该行每个数出自哪一页哪一格（附图）。"),
        ("注意", "口径“部门”已含所属单位，同一主体的部门数与单位数不可相加；预算与决算是同一笔钱的两个阶段。"),
    ]
    for number, (name, text) in enumerate(lines, start=2):
        page.write_string(number, 0, name)
        page.write_string(number, 2, text, styles.wrapped)
    first = len(lines) + 3
    for number, head in enumerate(("工作表", "行数", "内容")):
        page.write_string(first, number, head, styles.head)
    for number, sheet in enumerate(sheets, start=first + 1):
        page.write_url(number, 0, f"internal:'{sheet.view.name[:31]}'!A1", styles.link, sheet.view.name)
        page.write_number(number, 1, len(sheet.rows), styles.count)
        notes = [sheet.view.comment or ""]
        if sheet.total > len(sheet.rows):
            notes.insert(
                0, f"【只列前 {len(sheet.rows):,} 行，共 {sheet.total:,} 行：请用 --place 或 --year 缩小范围】"
            )
        if sheet.not_cut_by:
            notes.insert(0, f"【此表无相应列，未按 {'、'.join(sheet.not_cut_by)} 筛选】")
        page.write_string(number, 2, " ".join(notes), styles.wrapped)


def _has_build(connection: duckdb.DuckDBPyConnection) -> bool:
    found = connection.execute(
        "select 1 from duckdb_columns() where table_name = 'meta_build' and column_name = 'built_at'"
    ).fetchone()
    return found is not None


def _write(page: Worksheet, sheet: _Sheet, styles: _Styles) -> None:
    page.freeze_panes(1, 0)
    page.set_row(0, 32)
    for number, name in enumerate(sheet.columns):
        page.write_string(0, number, name, styles.head)
        page.set_column(number, number, _width(name, [row[number] for row in sheet.rows[:_WIDTH_SAMPLE]]))
    page.autofilter(0, 0, max(1, len(sheet.rows)), max(0, len(sheet.columns) - 1))
    formats = [styles.of(name) for name in sheet.columns]
    for line, row in enumerate(sheet.rows, start=1):
        for number, value in enumerate(row):
            _write_cell(page, (line, number), value, formats[number], styles)


def _write_cell(page: Worksheet, at: tuple[int, int], value: object, style: Format, styles: _Styles) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        page.write_string(*at, "是" if value else "否")
    elif isinstance(value, datetime):
        page.write_datetime(*at, value.replace(tzinfo=None), styles.day)
    elif isinstance(value, date):
        page.write_datetime(*at, datetime.combine(value, time()), styles.day)
    elif (stored := stored_number(value)) is not None:
        page.write_number(*at, stored, style)
    else:  # codes stay text, also with leading zeros; a text that begins like a formula stays a text
        page.write_string(*at, as_text(value), styles.text)


def _width(name: str, values: Sequence[object]) -> int:
    """Columns wide enough for the head and most values; a Chinese character takes two places."""
    longest = max((_places(as_text(value)) for value in values if value is not None), default=0)
    return max(_WIDTH_MIN, min(_WIDTH_MAX, max(longest, _places(name) // 2 + 4) + 2))


def _places(text: str) -> int:
    return sum(2 if ord(letter) > 0x2E80 else 1 for letter in text)
