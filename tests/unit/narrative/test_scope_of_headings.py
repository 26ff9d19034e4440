"""A heading about one fund holds for every generic name below it."""

from __future__ import annotations

from decimal import Decimal

from tests.unit.narrative.speaking import values

WAN = Decimal(10_000)


def test_totals_below_a_heading_about_the_fiscal_appropriation_are_its_totals() -> None:
    """xian-225b0d00e2, page 12: the expenditure budget is 182157.13."""
    found = values(
        "（一）收支预算总体情况",
        "本部门收入预算总计182157.13万元,支出预算总计182157.13万元。",
        "（二）财政拨款收支情况",
        "本部门财政拨款收入预算总计181807.13万元，全部为一般公共预算拨款。支出预算总计181807.13万元，全部为一般公共预算拨款。",
        year=2020,
    )

    assert found == {
        "revenue_budget": Decimal("182157.13") * WAN,
        "expenditure_budget": Decimal("182157.13") * WAN,
        "fiscal_appropriation_total": Decimal("181807.13") * WAN,
    }


def test_a_bare_name_after_another_heading_does_not_mean_the_total_before_it() -> None:
    found = values("一、收支总体情况", "2024年收入预算100万元。", "二、政府性基金预算收支情况", "收入较上年增加5万元。")

    assert "revenue_budget_change" not in found
    assert values("三、政府性基金、国有资本经营预算支出情况", "本年支出合计5万元。") == {}


def test_a_paragraph_that_began_with_one_funds_total_leaves_generic_names_open() -> None:
    assert set(values("2024年财政拨款收入80万元。支出合计80万元。")) == {"fiscal_appropriation_revenue"}
    assert set(values("（二）财政拨款收支情况。本年收入合计80万元，支出合计80万元，均为当年拨款安排的预算。")) == set()
    assert "expenditure" in values("2024年收入合计90万元，其中：财政拨款收入80万元。支出合计90万元。")


def test_the_fiscal_appropriation_below_a_heading_about_the_general_public_budget_is_left_open() -> None:
    """xian-d504cbd6d8, page 11: 财政拨款支出 is the general public budget's there, as the chart below the text shows."""
    found = values(
        "五、一般公共预算财政拨款支出决算情况说明",
        "2022年度一般公共预算财政拨款支出决算296,047.75万元。与上年相比，财政拨款支出减少17,151.62万元，下降5.48%。",
        kind="department_final_accounts",
        year=2022,
    )

    assert set(found) == {"general_public_expenditure"}


def test_tracking_is_told_from_evaluation_and_funds_from_projects() -> None:
    """putuo-44874c062a, page 21; xian-d504cbd6d8, page 24."""
    assert values(
        "绩效跟踪评价的2024年度项目1个，涉及预算金额5万元；绩效自评的2024年度项目2个，涉及预算金额7万元。",
        kind="department_final_accounts",
    ) == {
        "performance_tracking_project_count": 1,
        "performance_tracking_amount": 5 * WAN,
        "performance_evaluation_project_count": 2,
        "performance_evaluation_amount": 7 * WAN,
    }
    assert values("组织对主管的卫生健康事业发展专项资金1个专项资金项目进行绩效自评，涉及预算金额52110万元。") == {}
