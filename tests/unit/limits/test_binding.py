"""Pairs of limits of binding: the last table that passes and the first that does not."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.binding import bind_tables
from pipeline.binding.columns.by_sums import _holds
from pipeline.binding.columns.roles import BoundColumn
from pipeline.binding.rows.indentation import indent_levels
from pipeline.binding.rows.meaning import RowMeaning
from pipeline.binding.units import TableFigures, by_arithmetic
from pipeline.language.meaning import Facets, path_meaning
from pipeline.language.numbers import parse_printed
from pipeline.language.units import FACTORS
from pipeline.records import DocumentIdentity
from pipeline.tables.model import TableRow
from tests.unit.binding.sample import make_table

BUDGET = DocumentIdentity("department_budget", 2026)


def _row(label: str, indent: float = 0.0, **figures: str) -> RowMeaning:
    printed = {int(name[1:]): figure for name, text in figures.items() if (figure := parse_printed(text)) is not None}
    return RowMeaning(0, TableRow(1, 1, 0.0, 20.0, {}), "item", label, printed, indent=indent)


@pytest.mark.parametrize(("step", "levels"), [(4.0, [0, 0]), (4.5, [0, 1])])
def test_labels_more_than_four_points_apart_stand_on_two_levels(step: float, levels: list[int]) -> None:
    assert indent_levels([_row("教育支出", 2.0), _row("普通教育", 2.0 + step)]) == levels


@pytest.mark.parametrize(("levels", "nested"), [(7, True), (8, False)])
def test_more_than_seven_levels_are_centred_text(levels: int, nested: bool) -> None:
    rows = [_row(f"科目{n}", 10.0 * n) for n in range(levels)]
    assert (indent_levels(rows) != [0] * levels) is nested


def _column(seq: int, word: str) -> BoundColumn:
    return BoundColumn(seq, (word,), word, "amount", path_meaning((word,), "expenditure"), Facets())


@pytest.mark.parametrize(("right", "wrong", "holds"), [(5, 1, True), (4, 1, False), (10, 2, True), (9, 2, False)])
def test_parts_across_add_up_in_five_rows_for_each_in_which_they_do_not(right: int, wrong: int, holds: bool) -> None:
    rows = [_row("教育", c1="30.00", c2="20.00", c3="10.00") for _ in range(right)]
    rows += [_row("教育", c1="31.00", c2="20.00", c3="10.00") for _ in range(wrong)]
    assert _holds(_column(1, "合计"), [_column(2, "基本支出"), _column(3, "项目支出")], rows) is holds


@pytest.mark.parametrize(
    ("values", "unit"),
    [
        (("12.34",), None),  # one of four digits says nothing alone …
        (("12.34", "23.45"), "万元"),  # … two do
        (("123.45",), "万元"),  # one of five digits does
        (("1.23",), None),
        (("1.23", "2.34"), "万元"),  # where nothing longer agrees, two of three digits do
    ],
)
def test_two_figures_of_four_digits_or_one_of_five_tell_the_unit(values: tuple[str, ...], unit: str | None) -> None:
    wanted = [Decimal(value) for value in values]
    known = TableFigures(1, FACTORS["元"], frozenset(value * 10_000 for value in wanted))
    assert by_arithmetic(TableFigures(2, None, frozenset(wanted)), [known])[0] == unit


@pytest.mark.parametrize(
    ("head", "rows", "status"),
    [
        # 21 is off in its row and in its column; both other columns and the total row add up: a slip
        (
            ["科目编码", "科目名称", "合计", "基本支出", "项目支出"],
            [["", "合计", "20.00", "15.00", "5.00"], ["2050202", "小学教育", "21.00", "15.00", "5.00"]],
            "confirmed",
        ),
        # one column and the total row: two sums are not enough
        (
            ["科目编码", "科目名称", "合计", "基本支出"],
            [["", "合计", "15.00", "15.00"], ["2050202", "小学教育", "21.00", "15.00"]],
            "unsure",
        ),
    ],
)
def test_three_sums_that_hold_make_one_cell_a_slip_of_the_office(
    head: list[str], rows: list[list[str]], status: str
) -> None:
    found = bind_tables([make_table(head, rows, title="支出总表")], BUDGET, "d")
    assert found.tables[0].leaf_status == status


def test_a_section_stands_above_the_items_that_print_the_same_ordinal_where_no_sum_tells() -> None:
    rows = [
        ["一、本年支出", "30.00"],
        ["一、一般公共服务支出", "10.00"],
        ["二、教育支出", "19.00"],  # a slip of the office: the sums cannot say what is part of what
        ["二、年终结转结余", "5.00"],
    ]
    found = bind_tables([make_table(["项目", "预算数"], rows, title="支出预算总表")], BUDGET, "d")
    leaves = {amount.row_label for amount in found.amounts if amount.is_leaf}
    assert leaves == {"一、一般公共服务支出", "二、教育支出", "二、年终结转结余"}
