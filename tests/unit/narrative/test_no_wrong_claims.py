"""Figures that look like a claim and are none. Each sentence is from a disclosure that misled an earlier reading."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.unit.narrative.speaking import read, values


@pytest.mark.parametrize(
    "sentence",
    [
        "使用非财政拨款结余减少7.7万元。",
        "2021年，高龄老人保健补贴资金支出总额为59168.23万元。",
        "其中，机场非民航专业工程初步设计评审项目支出304.16万元。",
        "减少日常公用经费65.56万元。",
        "执收主体：水务局，收费标准：居民1.36元/吨，收入预计190000万元。",
        "二、事业收入：是指事业单位开展专业活动及辅助活动所取得的收入。",
        "公用经费增加（减少）万元。",
    ],
)
def test_no_claim_at_all(sentence: str) -> None:
    assert values(sentence) == {}


def test_a_change_after_another_thing_is_not_the_change_of_the_last_item() -> None:
    found = values("收入预算减少1,226.81万元，其中一般公共预算收入减少1,219.11万元，使用非财政拨款结余减少7.7万元。")

    assert found["general_public_revenue_change"] == Decimal(-12191100)
    assert Decimal(-77000) not in found.values()


def test_a_change_at_the_end_of_a_list_of_parts_belongs_to_none_of_them() -> None:
    found = values(
        "预算收入4,203.47万元，其中：一般公共预算收入4,005.29万元、其他收入100.00万元，较上年增加142.30万元，增长3.50%。"
    )

    assert not any(item.endswith(("_change", "_rate")) for item in found)


def test_figures_of_another_unit_are_not_the_departments() -> None:
    assert values("西安市社会科学院公用经费预算60.57万元，比2023年减少5万元。", unit="西安市科学技术局") == {}
    assert values("一、深圳市水务局（本级）", "项目支出100万元。", unit="深圳市水务局") == {}
    assert "project_expenditure" in values("一、深圳市水务局（本级）", "项目支出100万元。", unit="深圳市水务局（本级）")


def test_parts_of_a_class_or_of_operating_expenses_are_no_items() -> None:
    assert set(values("机关运行经费1487.80万元，其中办公费618.69万元，会议费7.61万元，培训费36.91万元。")) == {
        "agency_operating_expenses"
    }
    assert set(values("行政事业单位养老支出（20805）705.90万元。具体为：人员经费675.90万元，公用经费0.00万元。")) == {
        "function_20805"
    }


def test_the_part_of_a_function_that_is_project_spending_is_not_the_function() -> None:
    found = values("四、一般公共预算拨款支出", "项目支出预算417.41万元，其中：一般公共服务支出417.41万元。")

    assert set(found) == {"general_public_project_expenditure"}


def test_procurement_paid_from_one_fund_is_not_the_total() -> None:
    found = values(
        "政府采购预算总额6,546.82万元：政府采购货物预算1,267.79万元；其中一般公共预算拨款政府采购5,499.84万元：政府采购货物预算564.79万元。"
    )

    assert found == {"procurement_total": Decimal(65468200), "procurement_goods": Decimal(12677900)}


def test_revenue_named_as_the_source_of_spending_is_no_revenue_claim() -> None:
    assert "institutional_revenue" not in values("预算支出105590.77万元，其中事业收入226.50万元。")


def test_a_malformed_number_is_not_read_in_part() -> None:
    assert values("人员经费1,541.50.00万元。") == {}


def test_a_figure_of_a_year_that_is_neither_this_nor_the_last_is_no_claim() -> None:
    assert values("2021年公务接待费3万元。", year=2024) == {}


def test_changes_against_an_older_year_are_no_change_from_the_year_before() -> None:
    assert set(values("公用经费115.36万元，比2020年增加16.93万元。", year=2022)) == {"public_funds"}


def test_the_cause_of_two_changes_is_the_cause_of_neither() -> None:
    claims = read("公务接待费3万元，比上年减少1万元；会议费5万元，比上年增加2万元。主要原因：任务变化。")

    assert not any(claim.item.endswith("_reason") for claim in claims)


def test_performance_pay_is_no_performance_management() -> None:
    assert set(values("本年支出合计900万元，其中：项目支出100万元，不含绩效工资。")) == {
        "expenditure",
        "project_expenditure",
    }


def test_a_name_in_brackets_explains_the_item_and_is_not_it() -> None:  # xian-ff80a8a239, page 17
    found = values("三、一般公共预算拨款支出", "（1）行政运行（行政及参公单位基本支出）2678.58万元。")

    assert "basic_expenditure" not in found
    assert values("（一）基本支出2678.58万元。")["basic_expenditure"] == Decimal(26785800)
