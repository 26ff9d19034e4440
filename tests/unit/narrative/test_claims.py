"""What sentences of real disclosures claim; expectations are read from the sentence."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipeline.narrative import extract_claims
from pipeline.records import DocumentIdentity
from pipeline.tables.model import Box, DocumentLayout, TextLine
from tests.unit.narrative.speaking import read, values

WAN = Decimal(10_000)


def wan(amount: str) -> Decimal:
    return Decimal(amount) * WAN


def test_totals_their_change_and_rate() -> None:
    assert values(
        "2024年收入总计552.72万元，支出总计552.72万元，与上年相比，收、支总计各增加80.81万元，增长17.12%。"
    ) == {
        "total_revenue": wan("552.72"),
        "total_expenditure": wan("552.72"),
        "total_revenue_expenditure_change": wan("80.81"),
        "total_revenue_expenditure_change_rate": Decimal("17.12"),
    }


def test_a_decrease_is_negative_and_no_change_is_zero() -> None:
    found = values(
        "“三公”经费预算8万元，比上年减少1.75万元，下降17.95%。其中：公务接待费3万元，与2023年预算数持平；因公出国（境）费5万元，较上年无增减。"
    )

    assert found["three_public_total_change"] == wan("-1.75")
    assert found["three_public_total_change_rate"] == Decimal("-17.95")
    assert found["reception_change"] == found["overseas_travel_change"] == 0


def test_the_prior_year_figure_is_told_apart() -> None:
    assert values(
        "2026年度收入预算1048475.73万元，比2025年年初预算数1025099.89万元增加23375.84万元，增长2.28%。", year=2026
    ) == {
        "revenue_budget": wan("1048475.73"),
        "revenue_budget_prior": wan("1025099.89"),
        "revenue_budget_change": wan("23375.84"),
        "revenue_budget_change_rate": Decimal("2.28"),
    }


@pytest.mark.parametrize(
    ("printed", "yuan"), [("1.5亿元", "150000000"), ("12.30万元", "123000"), ("9,101.68元", "9101.68"), ("0元", "0")]
)
def test_every_unit_becomes_yuan(printed: str, yuan: str) -> None:
    assert values(f"收入总计{printed}。")["total_revenue"] == Decimal(yuan)


def test_a_sentence_is_joined_over_its_printed_lines_and_pages() -> None:
    """A page ends inside the amount's unit, a page number stands between, and the next page goes on at the left edge."""
    lines = [
        TextLine(1, "　　2024年度机关运行经费支出预算2.72万", Box(94, 700, 600, 712), 12.0),
        TextLine(1, "- 7 -", Box(300, 780, 320, 792), 12.0),
        TextLine(2, "元，比上年增加0.5万元。", Box(70, 100, 250, 112), 12.0),
        TextLine(2, "　　公务接待费1万元。", Box(94, 120, 250, 132), 12.0),
    ]

    claims = extract_claims(DocumentLayout([], lines), DocumentIdentity("department_budget", 2024), "d")

    assert [(claim.item, claim.page) for claim in claims] == [
        ("agency_operating_expenses", 1),
        ("agency_operating_expenses_change", 2),
        ("reception", 2),
    ]
    assert claims[0].sentence == "2024年度机关运行经费支出预算2.72万元，比上年增加0.5万元。"


def test_shares_belong_to_the_amount_before_them() -> None:
    found = values("本年支出合计2940.05万元，其中：基本支出2336.91万元，占79.49%；项目支出603.14万元，占20.51%。")

    assert (found["basic_expenditure_share"], found["project_expenditure_share"]) == (
        Decimal("79.49"),
        Decimal("20.51"),
    )


def test_two_names_share_one_figure_only_when_the_sentence_says_so() -> None:
    assert values("2022年度收入总计、支出总计均为200万元。", year=2022) == {
        "total_revenue": wan("200"),
        "total_expenditure": wan("200"),
    }
    assert values("2022年度基本支出、项目支出200万元。", year=2022) == {}


def test_nothing_used_is_a_zero() -> None:
    assert values("我部门2024年没有使用政府性基金预算拨款安排的支出。") == {"government_fund_expenditure": Decimal(0)}
    assert values("2024年度无国有资本经营预算财政拨款收入和支出。") == {
        "state_capital_revenue": Decimal(0),
        "state_capital_expenditure": Decimal(0),
    }
    assert values("本单位无政府性基金预算支出、国有资本经营预算支出。") == {
        "government_fund_expenditure": Decimal(0),
        "state_capital_expenditure": Decimal(0),
    }


def test_nothing_used_last_year_is_no_zero_of_this_year() -> None:
    assert values("上年本部门无因公出国（境）费预算。") == {}


def test_functions_inside_the_general_public_budget_are_told_apart() -> None:
    assert values(
        "一般公共预算支出年初预算为10163.04万元。其中本年支出主要用于以下方面：教育支出8333.47万元，占82%。"
    ) == {
        "general_public_expenditure": wan("10163.04"),
        "general_public_function_205": wan("8333.47"),
        "general_public_function_205_share": Decimal(82),
    }
    assert "function_205" in values("支出预算9000万元，其中：教育支出8333.47万元。")


def test_printed_codes_name_the_item() -> None:
    assert values(
        "一般公共预算支出500万元。（1）机关事业单位基本养老保险缴费支出（2080505）98.90万元，较上年减少0.73万元；"
    )["general_public_function_2080505_change"] == wan("-0.73")
    assert values("（一）2010301-行政运行3452.35万元。") == {"function_2010301": wan("3452.35")}
    assert values("工资福利支出（301）1232.81万元，较上年减少136.51万元。")["economic_301"] == wan("1232.81")


def test_a_path_of_names_gives_the_code_and_rules_the_next_sentences() -> None:
    found = values(
        "1．一般公共服务支出（类）财政事务（款）行政运行（项）。主要用于基本支出。年初预算为1560.05万元，支出决算为1511.89万元，完成年初预算的96.91%。",
        kind="department_final_accounts",
    )

    assert found == {
        "function_2010601_budget": wan("1560.05"),
        "function_2010601": wan("1511.89"),
        "function_2010601_completion_rate": Decimal("96.91"),
    }


def test_a_heading_names_what_the_next_sentence_is_about() -> None:
    assert values("（二）公务接待费。2024年预算数15.00万元，主要用于公务接待。") == {"reception": wan("15.00")}


def test_final_accounts_keep_budget_and_outturn_apart() -> None:
    found = values(
        "“三公”经费财政拨款支出年初预算为0.95万元，支出决算为0.50万元，完成预算的52.63%，决算数较预算数减少0.45万元。",
        kind="department_final_accounts",
    )

    assert found == {
        "three_public_total_budget": wan("0.95"),
        "three_public_total": wan("0.50"),
        "three_public_total_completion_rate": Decimal("52.63"),
        "three_public_total_budget_gap": wan("-0.45"),
    }


def test_a_fund_section_claims_totals_of_that_fund() -> None:
    found = values(
        "七、政府性基金预算财政拨款支出决算情况说明", "本年支出合计100万元。", kind="department_final_accounts"
    )

    assert found == {"government_fund_expenditure": wan("100")}


def test_vehicles_are_counted_by_kind_and_planned_ones_apart() -> None:
    found = values(
        "截至2023年12月31日，共有车辆3辆，其中：机要通信用车1辆、其他用车2辆；单价100万元（含）以上设备2台（套）。"
        "2024年安排购置车辆1辆，其中：机要通信用车1辆。"
    )

    assert found == {
        "vehicle_count": Decimal(3),
        "vehicle_count_confidential": Decimal(1),
        "vehicle_count_other": Decimal(2),
        "equipment_over_1m_count": Decimal(2),
        "asset_balance_year": Decimal(2023),
        "planned_vehicle_count": Decimal(1),
    }


def test_performance_targets_and_evaluations_are_told_apart() -> None:
    found = values("编报绩效目标的项目11个，涉及预算金额6626万元；绩效自评的项目4个，涉及预算金额598.42万元。")

    assert found == {
        "performance_project_count": Decimal(11),
        "performance_amount": wan("6626"),
        "performance_evaluation_project_count": Decimal(4),
        "performance_evaluation_amount": wan("598.42"),
    }


def test_a_reason_is_kept_with_the_change_it_explains() -> None:
    claims = read("机关运行经费20万元，比上年增加2万元。主要原因：人员增加。")
    reason = next(claim for claim in claims if claim.item == "agency_operating_expenses_change_reason")

    assert reason.printed == "人员增加"


def test_a_claim_carries_sentence_section_and_page() -> None:
    claim = read("一、收入支出预算总体情况说明", "2024年收入总计552.72万元。")[0]

    assert (claim.page, claim.section, claim.sentence, claim.printed) == (
        1,
        "一、收入支出预算总体情况说明",
        "2024年收入总计552.72万元。",
        "552.72万元",
    )


def test_last_years_outturn_and_this_years_budget_of_a_named_function() -> None:
    found = values(
        "16.“社会保障和就业支出（类）行政事业单位养老支出（款）机关事业单位职业年金缴费支出（项）”220.63万元，主要用于缴费。"
        "2023年当年预算执行数为132.59万元，2024年预算安排220.63万元，比2023年预算执行数增加66.40%。"
    )

    assert found == {
        "function_2080506": wan("220.63"),
        "function_2080506_prior": wan("132.59"),
        "function_2080506_change_rate": Decimal("66.40"),
    }


def test_visits_and_guests_are_counted_apart() -> None:
    assert values("国内公务接待12批次，120人次。", kind="department_final_accounts") == {
        "reception_batch_count": Decimal(12),
        "reception_person_count": Decimal(120),
    }


def test_a_list_in_brackets_has_its_own_comparisons() -> None:
    found = values(
        "公务用车购置及运行维护费8万元（公务用车购置费0万元，比上年增加0万元；公务用车运行维护费8万元，比上年减少2万元）。"
    )

    assert (found["vehicle_purchase_change"], found["vehicle_operation_change"]) == (0, wan("-2"))
    assert "vehicles_change" not in found


@pytest.mark.parametrize(
    ("sentence", "change"), [("比2023年预算持平，主要原因是保持不变。", "0"), ("比2023年预算减少0.35万元。", "-0.35")]
)
def test_a_comparison_in_a_sentence_of_its_own_continues_the_only_item_before_it(sentence: str, change: str) -> None:
    """普陀万里街道 2024 p32."""
    assert values(f"公务接待费1.35万元。{sentence}") == {"reception": wan("1.35"), "reception_change": wan(change)}


def test_a_comparison_in_a_sentence_of_its_own_after_several_figures_belongs_to_none() -> None:
    assert not any(
        item.endswith("_change")
        for item in values("“三公”经费8万元，其中：公务接待费3万元，公务用车购置费5万元。比2023年预算减少1万元。")
    )


def test_a_departments_units_hold_the_departments_cars() -> None:
    """西安市民政局 2021 p33."""
    assert values("截止2020年底，本部门所属预算单位共有车辆93辆，单价20万元以上的设备120台（套）。", year=2021) == {
        "vehicle_count": Decimal(93),
        "equipment_over_200k_count": Decimal(120),
        "asset_balance_year": Decimal(2020),
    }


@pytest.mark.parametrize("unit", ["万元", "万"])
def test_a_remark_that_cars_are_not_included_is_no_subject(unit: str) -> None:
    """普陀万里街道 2024 p32; 普陀财政局 2025 writes 100万."""
    found = values(f"单价100{unit}（含）以上设备（不含车辆）2台（套）。")

    assert found == {"equipment_over_1m_count": Decimal(2)}


@pytest.mark.parametrize(
    ("date", "year"),
    [
        ("截至2025年8月31日", 2025),
        ("截至2025年10月", 2025),
        ("截止2025年底", 2025),
        ("2024年期末", 2024),
        ("2023期末", 2023),
        ("截至上年底", 2025),
    ],
)
def test_assets_are_of_the_date_that_the_sentence_names(date: str, year: int) -> None:
    assert values(f"{date}，本单位共有车辆2辆。", year=2026)["asset_balance_year"] == year


def test_business_cars_are_a_kind_of_their_own() -> None:
    """重庆, p6 of the department with 411 cars."""
    found = values("截至2025年12月，所属各预算单位共有车辆411辆，其中业务用车292辆，机要通信用车24辆。", year=2026)

    assert (found["vehicle_count"], found["vehicle_count_business"]) == (Decimal(411), Decimal(292))
    assert "vehicle_count_business" not in values("其他用车（综合保障业务用车）1辆。")


@pytest.mark.parametrize(
    "sentence",
    [
        "本部门绩效目标管理全覆盖，涉及当年一般公共预算拨款9216.51万元，政府性基金预算拨款0万元。",
        "项目支出均实行了绩效目标管理,涉及一般公共预算财政拨款9216.51万元。",
    ],
)
def test_targets_over_the_general_public_budget_are_told_from_targets_over_all_money(sentence: str) -> None:
    """西安 and 重庆 name the fund: the amount is not the whole."""
    assert values(sentence) == {"performance_general_public_amount": wan("9216.51")}


def test_a_name_in_brackets_explains_the_name_before_it() -> None:
    """西安市交通运输局 2022 p22."""
    assert values("机关运行经费（公用经费）预算总额为1703.46万元，较上年增加314.25万元。") == {
        "agency_operating_expenses": wan("1703.46"),
        "agency_operating_expenses_change": wan("314.25"),
    }


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("备注：涉密项目按要求不予公开。", True),
        ("根据国家保密法律法规和有关保密事项范围的规定，部分具体项目信息公开时予以剔除。", True),
        ("本表不含涉密单位支出。", True),
        ("备注：无涉密项目。", False),
        ("保密审查情况：已审查，可以公开。", False),
        ("负责机关文电、保密、信访和政务公开工作。", False),
    ],
)
def test_details_left_out_as_the_law_allows(text: str, says: bool) -> None:
    assert ("details_withheld" in values(text)) is says
