"""The amount unit: read, inferred by arithmetic, or left open with a reason."""

from __future__ import annotations

import pytest

from pipeline.binding import bind_tables
from pipeline.language.units import stated_unit
from pipeline.reading.model import UNREAD
from pipeline.records import DocumentIdentity
from pipeline.tables.model import Table
from tests.unit.binding.sample import make_table

BUDGET = DocumentIdentity("department_budget", 2026)
HEAD = ["科目编码", "科目名称", "合计"]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("单位：万元", "万元"),
        ("金额单位：元", "元"),
        ("单位:人民币万元", "万元"),
        ("部门名称：某街道办事处 单位：万元", "万元"),
        ("（万元）", "万元"),
        ("单位：万", "万元"),  # 西安 2019 表12: 元 fell into the head below
        ("预算单位：上海市文物保护研究中心", None),
        ("单位：某元器件公司", None),
        ("编制单位：上海市普陀区社会福利院", None),
    ],
)
def test_the_statement_of_the_unit(text: str, unit: str | None) -> None:
    assert stated_unit([text]) == unit


def function_table(seq: int, amounts: list[str], unit: str | None) -> Table:
    codes = ["2013601", "2080505", "2210201", "2101101"]
    rows = [[c, "科目", a] for c, a in zip(codes, amounts, strict=False)]
    return make_table(HEAD, rows, title="支出总表", seq=seq, unit=unit)


def test_arithmetic_finds_the_unit_of_a_table_that_states_none() -> None:
    yuan = function_table(1, ["12,345,678.00", "2,345,600.00"], "单位：元")
    unknown = function_table(2, ["1234.57", "234.56"], None)
    found = bind_tables([yuan, unknown], BUDGET, "d")
    assert [(t.amount_unit, t.amount_unit_source) for t in found.tables] == [("元", "table"), ("万元", "arithmetic")]
    assert {str(a.amount_yuan) for a in found.amounts if a.table_seq == 2} == {"12345700.00", "2345600.00"}


def test_without_evidence_the_table_stays_unbound_and_nothing_is_dropped() -> None:
    found = bind_tables([function_table(1, ["1234.57", "234.56"], None)], BUDGET, "d")
    assert found.tables[0].status == "unbound"
    assert "unit" in (found.tables[0].status_reason or "")
    assert found.amounts == []
    assert [(q.reason_code, q.printed) for q in found.quarantine] == [
        ("unit_unknown", "1234.57"),
        ("unit_unknown", "234.56"),
    ]


def test_a_stated_unit_that_the_document_contradicts_is_not_loaded() -> None:
    # three figures agree with the other table only when read 10,000 times larger
    right = function_table(1, ["12,345,678.00", "2,345,600.00", "3,456,700.00"], "单位：元")
    wrong = function_table(2, ["1234.57", "234.56", "345.67"], "单位：元")
    found = bind_tables([right, wrong], BUDGET, "d")
    assert found.tables[1].status == "unbound"
    assert {q.table_seq for q in found.quarantine} == {2}


def test_small_figures_prove_nothing() -> None:
    yuan = function_table(1, ["12,345,678.00", "50,000.00"], "单位：元")
    small = make_table(
        ["“三公”经费合计", "公务接待费"], [["5.00", "5.00"]], title="“三公”经费预算表", seq=2, unit="单位：万元"
    )
    found = bind_tables([yuan, small], BUDGET, "d")
    assert found.tables[1].status == "bound"


def test_both_units_in_one_document() -> None:  # 上海: tables in 元, 三公 in 万元
    yuan = function_table(1, ["12,345,678"], "单位：元")
    three = make_table(["“三公”经费合计"], [["3.70"]], title="“三公”经费预算表", seq=2, unit="单位：万元")
    found = bind_tables([yuan, three], BUDGET, "d")
    assert [str(a.amount_yuan) for a in found.amounts] == ["12345678.00", "37000.00"]
    assert [a.printed_unit for a in found.amounts] == ["元", "万元"]


def test_a_unit_behind_the_digits_beats_the_table() -> None:
    found = bind_tables([make_table(["项目", "金额"], [["甲", "1277.53元"]], title="支出表")], BUDGET, "d")
    assert (found.amounts[0].printed_unit, str(found.amounts[0].amount_yuan)) == ("元", "1277.53")


def test_a_table_of_zeros_is_empty_and_keeps_its_zeros() -> None:
    found = bind_tables([make_table(HEAD, [["", "合计", "0.00"]], title="政府性基金预算支出表")], BUDGET, "d")
    assert (found.tables[0].status, found.tables[0].status_reason) == ("empty", "prints only zeros")
    assert [(a.cell_state, str(a.amount_yuan)) for a in found.amounts] == [("zero", "0.00")]


def test_a_number_that_cannot_be_read_goes_to_quarantine() -> None:
    rows = [["2150599", "其他", "238.0041,534.73"], ["2013601", "行政运行", "3.00"]]
    found = bind_tables([make_table(HEAD, rows, title="支出总表")], BUDGET, "d")
    assert [(q.reason_code, q.printed) for q in found.quarantine] == [("not_a_number", "238.0041,534.73")]
    assert len(found.amounts) == 1


def test_a_piece_of_a_figure_that_a_page_break_cuts_goes_to_quarantine() -> None:
    # as beijing-19894b8491, pages 98 and 99, where both pages did not draw the whole text: 4,140.5681 | 31
    table = make_table(HEAD, [["2150599", "其他", "4,140.5681"], ["2013601", "行政运行", "3.000000"]], title="支出总表")
    table.rows[0].cells[3].is_piece = True
    found = bind_tables([table], BUDGET, "d")
    assert [(q.reason_code, q.printed) for q in found.quarantine] == [("cut_by_page_break", "4,140.5681")]
    assert [a.printed for a in found.amounts] == ["3.000000"]


def test_two_figures_of_three_digits_are_enough_when_nothing_speaks_for_the_other_unit() -> None:
    known = function_table(1, ["5.27", "3.43", "1234.50"], "单位：万元")
    three = make_table(
        ["“三公”经费合计", "公务接待费", "公务用车运行费"],
        [["8.70", "5.27", "3.43"]],
        title="“三公”经费预算表",
        seq=2,
        unit=None,
    )
    found = bind_tables([known, three], BUDGET, "d")
    assert (found.tables[1].amount_unit, found.tables[1].amount_unit_source) == ("万元", "arithmetic")


def test_one_small_agreement_is_chance() -> None:
    known = function_table(1, ["5.27", "1234.50"], "单位：万元")
    three = make_table(["“三公”经费合计", "公务接待费"], [["8.70", "5.27"]], title="“三公”经费预算表", seq=2, unit=None)
    assert bind_tables([known, three], BUDGET, "d").tables[1].status == "unbound"


@pytest.mark.parametrize(
    ("unit", "yuan"),
    [("千元", "1234570.00"), ("百万元", "1234570000.00"), ("亿元", "123457000000.00")],
)
def test_rare_units_are_read_from_the_line_above_the_table(unit: str, yuan: str) -> None:
    found = bind_tables([function_table(1, ["1,234.57", "234.56"], f"单位：{unit}")], BUDGET, "d")
    assert (found.tables[0].status, found.tables[0].amount_unit) == ("bound", unit)
    assert str(found.amounts[0].amount_yuan) == yuan


def test_a_rare_unit_is_inferred_where_the_usual_ones_explain_nothing() -> None:
    yuan = function_table(1, ["12,345,678.00", "2,345,600.00"], "单位：元")
    found = bind_tables([yuan, function_table(2, ["12345.68", "2345.60"], None)], BUDGET, "d")
    assert (found.tables[1].amount_unit, found.tables[1].amount_unit_source) == ("千元", "arithmetic")


def test_a_printed_unit_that_is_wrong_by_a_thousand_is_not_loaded() -> None:
    right = function_table(1, ["12,345,678.00", "2,345,600.00", "3,456,700.00"], "单位：元")
    found = bind_tables([right, function_table(2, ["12345.68", "2345.60", "3456.70"], "单位：万元")], BUDGET, "d")
    assert (found.tables[1].status, {q.table_seq for q in found.quarantine}) == ("unbound", {2})


@pytest.mark.parametrize("printed", ["########", "#####", "1.416,80", "见附表", UNREAD * 4])
def test_a_cell_of_an_amount_column_that_prints_no_figure_is_not_blank(printed: str) -> None:
    rows = [["2150599", "其他", printed], ["2013601", "行政运行", "3.00"]]
    found = bind_tables([make_table(HEAD, rows, title="支出总表")], BUDGET, "d")
    assert [q.printed for q in found.quarantine] == [printed]
    assert [a.printed for a in found.amounts] == ["3.00"]


@pytest.mark.parametrize(
    ("note", "unit"),
    [
        ("注：金额单位均为人民币元。", "元"),
        ("备注：本表以万元为单位。", "万元"),
        ("说明：数据均以千元列示", "千元"),
        ("注：本表数据不含下级单位。", None),
        ("注：上年结转万元以上项目另行公开。", None),
        ("单位：万元", None),  # the caption of the next table
    ],
)
def test_a_note_under_the_table_may_state_its_unit(note: str, unit: str | None) -> None:
    table = make_table(HEAD, [["2013601", "行政运行", "3.00"]], title="支出总表", unit=None)
    table.notes = (note,)
    assert bind_tables([table], BUDGET, "d").tables[0].amount_unit == unit


@pytest.mark.parametrize(("scope", "unit"), [("本套表", "元"), ("以上各表", "元"), ("本表", None)])
def test_a_note_may_speak_for_all_tables(scope: str, unit: str | None) -> None:
    rows = [["2013601", "行政运行", "3.00"]]
    first, second = (make_table(HEAD, rows, title="支出总表", unit=None, seq=seq) for seq in (1, 2))
    first.notes = (f"注：{scope}金额单位均为元",)
    assert bind_tables([first, second], BUDGET, "d").tables[1].amount_unit == unit


def test_a_run_of_digits_longer_than_any_budget_is_no_figure() -> None:
    rows = [["2150599", "其他", "1234567890123456789012345.67"], ["2013601", "行政运行", "3.00"]]
    found = bind_tables([make_table(HEAD, rows, title="支出总表")], BUDGET, "d")
    assert [q.printed for q in found.quarantine] == ["1234567890123456789012345.67"]
