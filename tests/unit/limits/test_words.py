"""Lines of the vocabularies whose loss moves money: each with the print that needs it."""

from __future__ import annotations

import pytest

from pipeline.binding import bind_tables
from pipeline.records import DocumentIdentity
from tests.unit.binding.sample import make_table

FINAL = DocumentIdentity("department_final_accounts", 2023)


def test_money_from_the_reserve_of_an_institution_is_carried_in_and_its_own() -> None:
    head = ["科目编码", "科目名称", "合计", "财政拨款", "用事业基金弥补收支差额"]
    rows = [["", "合计", "35.00", "30.00", "5.00"], ["2050201", "学前教育", "35.00", "30.00", "5.00"]]
    found = bind_tables([make_table(head, rows, title="收入总表")], FINAL, "d")
    assert {(a.fund, a.origin_year) for a in found.amounts if a.printed == "5.00"} == {("own_funds", "carried_in")}


@pytest.mark.parametrize("label", ["结余分配", "年末结转和结余"])
def test_what_is_left_over_or_shared_out_is_no_expenditure(label: str) -> None:
    head = ["收入|项目", "收入|决算数", "支出|项目", "支出|决算数"]
    rows = [
        ["一、财政拨款收入", "30.00", "一、教育支出", "25.00"],
        ["本年收入合计", "30.00", "本年支出合计", "25.00"],
        ["", "", label, "5.00"],
        ["总计", "30.00", "总计", "30.00"],
    ]
    found = bind_tables([make_table(head, rows, title="收入支出决算总表")], FINAL, "d")
    (left,) = [a for a in found.amounts if a.printed == "5.00"]
    assert left.flow == "closing_balance"


def test_a_table_of_the_fund_is_of_the_fund_without_a_word_in_its_heads() -> None:
    head = ["科目编码", "科目名称", "合计", "基本支出", "项目支出"]
    rows = [["2120801", "征地和拆迁补偿支出", "30.00", "", "30.00"]]
    found = bind_tables([make_table(head, rows, title="政府性基金预算支出表")], FINAL, "d")
    assert {a.fund for a in found.amounts} == {"government_managed_funds"}


def test_a_table_of_money_carried_over_is_not_taken_for_one_of_the_year() -> None:
    rows = [["2050201", "学前教育", "30.00"]]
    found = bind_tables([make_table(["科目编码", "科目名称", "合计"], rows, title="结转资金支出表")], FINAL, "d")
    assert found.tables[0].table_kind == "other"


def test_the_money_of_infrastructure_taken_off_is_a_part_of_the_projects() -> None:
    head = ["科目编码", "科目名称", "合计", "项目支出|小计", "项目支出|扣除基建项目"]
    rows = [["2050201", "学前教育", "30.00", "30.00", "12.00"]]
    found = bind_tables([make_table(head, rows, title="支出决算表")], FINAL, "d")
    (part,) = [a for a in found.amounts if a.printed == "12.00"]
    assert (part.spending_kind, part.is_of_which) == ("project", True)
