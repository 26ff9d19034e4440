"""Changes and what is said to have caused them: figures in a reason state nothing, and a reason ends with its clause."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.unit.narrative.speaking import read, values

WAN = Decimal(10_000)


def wan(amount: str) -> Decimal:
    return Decimal(amount) * WAN


def reasons(*paragraphs: str, kind: str = "department_budget", year: int = 2024) -> dict[str, str]:
    """Item → reason as printed."""
    suffix = "_change_reason"
    claims = read(*paragraphs, kind=kind, year=year)
    return {claim.item.removesuffix(suffix): claim.printed for claim in claims if claim.item.endswith(suffix)}


def test_about_the_same_is_no_change_of_zero() -> None:
    """xian-1bb348cfd1, page 22: the sentence states 0.11, the rest only comments on it."""
    claims = read("（2）培训支出（2050803）192.08万元，较上年增加0.11万元，与上年基本持平；", year=2022)

    assert [claim.value for claim in claims if claim.item.endswith("_change")] == [wan("0.11")]
    assert not any(item.endswith("_change") for item in values("公务接待费2万元，与上年基本持平。"))
    assert not any(item.endswith("_change") for item in values("公务接待费2万元，与上年基本保持一致。"))
    assert values("公务接待费2万元，与上年持平。")["reception_change"] == 0


def test_a_change_inside_the_reason_is_no_second_change() -> None:
    """shenzhen-5ea9b8ac6d, page 12: 37.61 is measured from what was handed out later in the year."""
    claims = read(
        "1.因公出国（境）费用。2026年预算数92.70万元，较2025年年初预算增加88.70万元，主要是2026年因公出国（境）经费于年初安排，"
        "而2025年因公出国（境）经费按要求主要于年中安排，年初仅下达部分，实际较2025年预算数减少37.61万元。",
        year=2026,
    )

    assert [claim.value for claim in claims if claim.item == "overseas_travel_change"] == [wan("88.70")]


def test_what_money_is_for_is_no_reason() -> None:
    """shenzhen-5ea9b8ac6d, page 12, both sentences."""
    assert reasons("公务接待费13.00万元，较2023年预算增加0.00万元，主要是用于来深调研、考察人员食宿费等。") == {}
    assert reasons(
        "公务用车运行维护费12.20万元，较2023年预算增加3.20万元，主要是用于5辆公务用车的日常运行维护相关费用，"
        "经费增加的原因是接收调拨车辆2辆。"
    ) == {"vehicle_operation": "接收调拨车辆2辆"}


def test_a_reason_in_a_sentence_of_its_own_goes_on_after_a_semicolon() -> None:
    """quanzhou-2f9ff5c856, page 27."""
    assert reasons(
        "公务用车购置费261.90万元，比上年减少2.30万元。主要原因是:车辆数量不变，经费定额与上年持平；本年车辆购置税预算减少。"
    ) == {"vehicle_purchase": "车辆数量不变，经费定额与上年持平；本年车辆购置税预算减少"}


def test_a_reason_ends_before_the_next_item() -> None:
    """chongqing-d61a32c3aa, page 4: the next item stands behind a semicolon, as a further cause might."""
    assert reasons(
        "2026年一般公共预算财政拨款支出227,955.11万元，其中：基本支出113,007.22万元，比2025年增加7,130.26万元，主要原因一是高新区局"
        "基本支出纳入市级财政保障，二是按政策增加安排补缴部分；项目支出114,947.89万元，比2025年增加1,217.47万元，主要原因是高新区局纳入。",
        year=2026,
    ) == {
        "general_public_basic_expenditure": "一是高新区局基本支出纳入市级财政保障，二是按政策增加安排补缴部分",
        "general_public_project_expenditure": "高新区局纳入",
    }


def test_figures_of_a_counted_cause_behind_a_semicolon_state_nothing() -> None:
    found = values(
        "收入预算100万元，较上年减少20万元，主要原因：一是任务减少；二是公务接待费较上年增加8万元；支出预算100万元。"
    )

    assert found == {
        "revenue_budget": wan("100"),
        "revenue_budget_change": wan("-20"),
        "expenditure_budget": wan("100"),
    }


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("收入预算10万元。收入较去年增加2万元，上升25%。主要是人员增加。", "人员增加"),  # changsha-6bdba5824f, page 6
        ("收入预算10万元，较上年增加2万元（25%），主要原因是人员增加。", "人员增加"),  # xian-ad4ecf660d, page 12
        ("收入预算10万元，较上年增加2万元，属于业务的正常变化；", "业务的正常变化"),  # xian-225b0d00e2, page 14
        ("收入预算10万元，较上年增加2万元，主要原因是系统升级。", "系统升级"),
        ("收入预算10万元，较上年增加2万元，主要是因公出访增加。", "因公出访增加"),
    ],
)
def test_how_reasons_are_introduced(sentence: str, reason: str) -> None:
    assert reasons(sentence) == {"revenue_budget": reason}


def test_changes_of_the_parts_are_statements_when_they_add_up() -> None:
    """chongqing-d61a32c3aa, page 4: the total, its functions, its change, and the change of its parts, in four sentences."""
    found = values(
        "（二）支出预算：2026年年初预算数583,429.56万元。按支出功能分类，包括教育支出54.94万元，农林水支出650万元。"
        "比2025年减少29,815.76万元，主要是基本支出增加9,481.64万元，项目支出减少39,297.4万元。",
        year=2026,
    )

    assert found["expenditure_budget_change"] == wan("-29815.76")
    assert found["basic_expenditure_change"] == wan("9481.64")
    assert found["project_expenditure_change"] == wan("-39297.4")


def test_changes_named_as_a_reason_that_do_not_add_up_state_nothing() -> None:
    assert set(values("支出预算100万元，比2023年减少20万元，主要是基本支出增加5万元，项目支出减少30万元。")) == {
        "expenditure_budget",
        "expenditure_budget_change",
    }


def test_a_compared_total_rules_its_parts() -> None:
    """xian-ff80a8a239, page 16; 减少了 is read as 减少 is."""
    found = values(
        "2022年本部门财政拨款支出74868.34万元，其中一般公共预算拨款支出74868.34万元。"
        "2022年本部门财政拨款支出较上年增加6915.49万元，其中基本支出减少了8627.56万元，项目支出增加15496.49万元。",
        year=2022,
    )

    assert found["fiscal_appropriation_basic_expenditure_change"] == wan("-8627.56")
    assert found["fiscal_appropriation_project_expenditure_change"] == wan("15496.49")
    assert "general_public_project_expenditure_change" not in found


def test_the_completion_rate_may_stand_in_a_sentence_of_its_own() -> None:
    """putuo-f2546b5778, page 22."""
    found = values(
        "6、卫生健康支出（类）行政事业单位医疗（款）行政单位医疗（项）。年初预算为0.88万元，支出决算为0.88万元。完成年初预算的100.00%。",
        kind="department_final_accounts",
    )

    assert found["function_2101101_completion_rate"] == 100
