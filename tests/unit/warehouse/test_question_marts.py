"""Marts behind single questions: given rows, expected rows."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from pipeline.warehouse.model_testing import run_model

BODY: dict[str, Any] = {
    "document_scope": "department",
    "division_code": "310107",
    "unit_id": "u",
    "unit_code": "001",
    "unit_name": "某局",
}
FINAL_2024 = BODY | {
    "document_id": "f24",
    "disclosure_key": "f24",
    "document_kind": "department_final_accounts",
    "stage": "final_accounts",
    "fiscal_year": 2024,
}
BUDGET_2024 = BODY | {
    "document_id": "b24",
    "disclosure_key": "b24",
    "document_kind": "department_budget",
    "stage": "budget",
    "fiscal_year": 2024,
}
BUDGET_2025 = BODY | {
    "document_id": "b25",
    "disclosure_key": "b25",
    "document_kind": "department_budget",
    "stage": "budget",
    "fiscal_year": 2025,
}
VERSIONS = [
    {
        "document_id": "f24",
        "disclosure_id": "f24",
        "is_current": True,
        "own_stage": "final_accounts",
        "fiscal_year": 2024,
    },
    {"document_id": "b24", "disclosure_id": "b24", "is_current": True, "own_stage": "budget", "fiscal_year": 2024},
    {"document_id": "b25", "disclosure_id": "b25", "is_current": True, "own_stage": "budget", "fiscal_year": 2025},
]


def balance(document: str, flow: str, yuan: str, **changes: Any) -> dict[str, Any]:
    return {
        "amount_id": f"{document}{flow}{changes.get('fund', 'all')}",
        "document_id": document,
        "table_kind": "revenue_expenditure_summary",
        "flow": flow,
        "fund": "all",
        "amount_yuan": yuan,
    } | changes


def test_what_is_carried_in_is_compared_with_last_years_carry_out_of_the_same_fund() -> None:
    rows = run_model(
        "mart_carry_over",
        {
            "mart_unit_year": [FINAL_2024, BUDGET_2025],
            "stg_document_version": VERSIONS,
            "fact_amount": [
                balance("f24", "opening_balance", "491400.00"),
                balance("f24", "closing_balance", "553400.00"),
                balance("b25", "opening_balance", "553400.00"),
                balance(
                    "b25",
                    "opening_balance",
                    "7.00",
                    fund="general_public_budget",
                    table_kind="fiscal_appropriation_summary",
                ),
                # the summary of fiscal appropriation may add other money under 上年结转: not what all funds carry
                balance("b25", "opening_balance", "9.00", table_kind="fiscal_appropriation_summary", amount_id="x"),
            ],
        },
    )
    found = {(row["document_id"], row["fund"]): row for row in rows}
    assert found["b25", "all"]["prior_document_id"] == "f24"
    assert found["b25", "all"]["closes"] is True
    assert (found["b25", "all"]["opening_yuan"], found["b25", "all"]["prior_closing_yuan"]) == (Decimal(553400),) * 2
    assert found["b25", "general_public_budget"]["closes"] is None
    assert found["f24", "all"]["prior_document_id"] is None


def test_balances_beside_each_other_add_up_and_parts_do_not() -> None:
    """西安市安全生产监督管理局 2019 page 3: 上年结转 11.61 with its part, 上年实户资金余额 40.93, 结转下年 in every list."""
    cells = [
        ("opening_balance", "116100.00", {"row_label": "上年结转", "column_seq": 2}),
        (
            "opening_balance",
            "116100.00",
            {
                "row_label": "财政拨款资金结转",
                "row_section": "上年结转",
                "column_seq": 2,
                "fund": "fiscal_appropriation",
            },
        ),
        ("opening_balance", "409300.00", {"row_label": "上年实户资金余额", "column_seq": 2, "fund": "own_funds"}),
        ("closing_balance", "525400.00", {"row_label": "结转下年", "column_seq": 4}),
        ("closing_balance", "525400.00", {"row_label": "结转下年", "column_seq": 6}),
        ("closing_balance", "9.00", {"row_label": "结余分配", "column_seq": 6}),
    ]
    rows = run_model(
        "mart_carry_over",
        {
            "mart_unit_year": [BUDGET_2025],
            "stg_document_version": VERSIONS,
            "fact_amount": [
                balance("b25", flow, yuan, table_seq=1, amount_id=str(i), **changes)
                for i, (flow, yuan, changes) in enumerate(cells)
            ],
        },
    )
    assert {row["fund"]: (row["opening_yuan"], row["closing_yuan"]) for row in rows} == {
        "all": (525400, 525400),
        "fiscal_appropriation": (116100, None),
        "own_funds": (409300, None),
    }


def item(document: str, code: str, yuan: str) -> dict[str, Any]:
    return {
        "amount_id": document + code,
        "document_id": document,
        "disclosure_key": document,
        "table_kind": "general_public_expenditure",
        "function_code": code,
        "amount_yuan": yuan,
    }


def test_execution_compares_item_by_item_and_keeps_what_was_budgeted_and_not_spent() -> None:
    rows = run_model(
        "mart_execution",
        {
            "mart_unit_year": [FINAL_2024, BUDGET_2024],
            "fact_appropriation_expenditure": [
                item("b24", "2010601", "100.00"),
                item("b24", "2010602", "100.00"),
                item("b24", "2010699", "50.00"),
                item("f24", "2010601", "40.00"),
                item("f24", "2010602", "160.00"),
                item("f24", "2010607", "5.00"),
            ],
        },
    )
    found = {row["function_code"]: (row["band"], row["execution_rate"], row["budget_source"]) for row in rows}
    assert found == {
        "2010601": ("below_50", 0.4, "document"),
        "2010602": ("above_150", 1.6, "document"),
        "2010699": ("below_50", 0.0, "document"),
        "2010607": ("no_budget", None, None),
    }


def test_without_a_budget_document_the_prose_of_the_final_accounts_gives_the_budget() -> None:
    """普陀区财政局 2024: 年初预算为1560.05万元，支出决算为1511.89万元."""
    rows = run_model(
        "mart_execution",
        {
            "stg_document_version": VERSIONS,
            "mart_unit_year": [FINAL_2024],
            "fact_appropriation_expenditure": [item("f24", "2010601", "15118900.00"), item("f24", "2010608", "1.00")],
            "fact_narrative_claim": [
                {
                    "document_id": "f24",
                    "claim_seq": 1,
                    "item": "general_public_function_2010601_budget",
                    "value": "15600500",
                    "value_unit": "yuan",
                }
            ],
        },
    )
    found = {row["function_code"]: row for row in rows}
    first = found["2010601"]
    assert (first["budget_source"], first["execution_rate"], first["band"]) == ("prose", 0.9691, "normal")
    assert found["2010608"]["band"] == "unknown"


def claim(number: int, name: str, value: str, unit: str = "yuan") -> dict[str, Any]:
    return {"document_id": "b25", "claim_seq": number, "item": name, "value": value, "value_unit": unit, "page": 4}


def test_procurement_of_the_prose_with_its_parts_beside_the_total_of_the_table() -> None:
    rows = run_model(
        "mart_procurement",
        {
            "mart_unit_year": [BUDGET_2025 | {"project_yuan": "1000.00"}],
            "stg_document_version": VERSIONS,
            "fact_narrative_claim": [
                claim(1, "procurement_total", "500"),
                claim(2, "procurement_goods", "100"),
                claim(3, "procurement_works", "0"),
                claim(4, "procurement_services", "400"),
                claim(5, "procurement_small_medium", "250"),
            ],
            "fact_amount": [
                balance(
                    "b25", "x", "300.00", table_kind="procurement", row_kind="total", is_leaf_column=True, row_seq=1
                ),
                balance(
                    "b25", "y", "240.00", table_kind="procurement", row_kind="total", is_leaf_column=True, row_seq=1
                ),
                balance(
                    "b25", "z", "540.00", table_kind="procurement", row_kind="total", is_leaf_column=False, row_seq=1
                ),
            ],
        },
    )
    (row,) = rows
    assert (row["procurement_yuan"], row["table_total_yuan"]) == (Decimal(500), Decimal(540))
    assert (row["parts_difference_yuan"], row["small_medium_share"], row["share_of_project"]) == (0, 0.5, 0.5)


def test_a_figure_that_the_prose_states_in_two_ways_is_not_taken() -> None:
    claims = [claim(1, "procurement_total", "500"), claim(2, "procurement_total", "600")]
    given = {"mart_unit_year": [BUDGET_2025], "stg_document_version": VERSIONS, "fact_narrative_claim": claims}
    assert run_model("mart_procurement", given) == []


def cell(name: str, yuan: str, **changes: Any) -> dict[str, Any]:
    return balance("b25", name, yuan, is_leaf=True, is_leaf_column=True, **changes)


def test_an_unfilled_sentence_of_zero_does_not_hide_what_the_procurement_table_prints() -> None:
    """烟台市教育局 2026: p38 prints 29,837.96 万元, the form on p40 says 政府采购预算0万元."""
    given = {
        "mart_unit_year": [BUDGET_2025],
        "stg_document_version": VERSIONS,
        "fact_narrative_claim": [claim(1, "procurement_total", "0")],
        "fact_amount": [cell("a", "298379600.00", table_kind="procurement", row_kind="total")],
    }
    (row,) = run_model("mart_procurement", given)
    assert (row["procurement_yuan"], row["procurement_source"]) == (Decimal("298379600.00"), "table")
    assert (row["prose_total_yuan"], row["sources_agree"]) == (0, False)


def test_goods_works_and_services_are_rows_of_a_procurement_table() -> None:
    """北京市教委 2026 p33 prints A-货物, B-工程, C-服务 and 合计."""
    rows = [("合计", "60", "total"), ("A-货物", "10", "item"), ("B-工程", "20", "item"), ("C-服务", "30", "item")]
    given = {
        "mart_unit_year": [BUDGET_2025],
        "stg_document_version": VERSIONS,
        "fact_amount": [
            cell(label, yuan, table_kind="procurement", row_kind=kind, row_label=label) for label, yuan, kind in rows
        ],
    }
    (row,) = run_model("mart_procurement", given)
    assert (row["procurement_yuan"], row["goods_yuan"], row["works_yuan"], row["services_yuan"]) == (60, 10, 20, 30)
    assert row["parts_difference_yuan"] == 0


def test_procurement_columns_of_the_expenditure_table_give_the_share_of_small_enterprises() -> None:
    """深圳 2026 支出总表: 政府采购项目/小计, and its parts for 中小企业 and for 小型、微型企业."""
    head = "2026年政府采购项目"
    columns = [
        (f"{head}/小计", "100"),
        (f"{head}/其中：2026年政府采购项目中预留给中小企业的项目资金规模", "80"),
        (f"{head}/其中：2026年政府采购项目中预留给小型、微型企业的项目资金规模", "50"),
    ]
    given = {
        "mart_unit_year": [BUDGET_2025],
        "stg_document_version": VERSIONS,
        "fact_amount": [
            cell(f"{kind}{path}", yuan, table_kind="expenditure", row_kind=kind, column_path=path)
            for path, yuan in columns
            for kind in ("total", "function")
        ],
    }
    (row,) = run_model("mart_procurement", given)
    assert (row["procurement_yuan"], row["small_medium_yuan"], row["micro_yuan"]) == (100, 80, 50)


def test_assets_change_against_last_years_document() -> None:
    last = [
        row | {"document_id": "b24"}
        for row in (claim(1, "vehicle_count", "3", "count"), claim(2, "fixed_assets_total", "1000"))
    ]
    now = [
        claim(1, "vehicle_count", "2", "count"),
        claim(2, "fixed_assets_total", "1500"),
        claim(3, "asset_balance_year", "2024", "count"),
    ]
    rows = run_model(
        "mart_state_assets",
        {
            "stg_document_version": VERSIONS,
            "mart_unit_year": [BUDGET_2024, BUDGET_2025 | {"head_count": 10, "head_count_source": "narrative"}],
            "fact_narrative_claim": [*last, *now],
        },
    )
    found = {row["asset_kind"]: row for row in rows if row["document_id"] == "b25"}
    assert (found["vehicle_count"]["quantity"], found["vehicle_count"]["quantity_change"]) == (2, -1)
    assets = found["fixed_assets_total"]
    assert (assets["value_change_yuan"], assets["value_per_head_yuan"], assets["asset_year"]) == (
        Decimal(500),
        150,
        2024,
    )


def leaf(amount: str, measure: str, yuan: str, **changes: Any) -> dict[str, Any]:
    return {
        "document_id": "b25",
        "amount_id": amount,
        "measure": measure,
        "amount_yuan": yuan,
        "printed_unit": "元",
        "is_sure": True,
    } | changes


def test_the_printed_total_of_public_expenses_is_better_than_its_rounded_rows() -> None:
    """普陀区财政局 2024 page 17: 公用经费合计 184.65 万元, as the text says; its rows add up to 184.67."""
    basic = "general_public_basic_expenditure"
    amounts = [
        {
            "document_id": "b25",
            "amount_id": str(row),
            "table_seq": 1,
            "row_seq": row,
            "table_kind": basic,
            "row_kind": kind,
            "is_leaf": kind != "total",
            "is_leaf_column": True,
            "flow": "expenditure",
            "stage": "budget",
            "spending_kind": "basic_public",
            "printed_unit": "元",
            "amount_yuan": yuan,
        }
        for row, kind, yuan in ((1, "economic", "1846700"), (2, "total", "1846500"))
    ]
    (row,) = run_model(
        "mart_operating_expenses",
        {
            "mart_unit_year": [BUDGET_2025],
            "document": [{"document_id": "b25", "document_kind": "department_budget"}],
            "document_table": [{"document_id": "b25", "table_seq": 1, "table_kind": basic, "title": basic}],
            "fact_amount": amounts,
            "fact_narrative_claim": [claim(1, "agency_operating_expenses", "1846500")],
        },
    )
    assert (row["public_yuan"], row["public_source"], row["agrees"]) == (1846500, "spending_kind", True)


def test_public_expenses_of_the_text_stand_in_where_no_table_tells_them() -> None:
    """泉州市公安局 2026: the table prints classes without kinds, the text 公用经费 5,400.80 万元."""
    (row,) = run_model(
        "mart_operating_expenses",
        {
            "stg_document_version": VERSIONS,
            "mart_unit_year": [BUDGET_2025],
            "fact_narrative_claim": [
                claim(1, "agency_operating_expenses", "49335500"),
                claim(2, "general_public_public_funds", "54008000"),
            ],
            "stg_leaf_amount": [leaf("1", "basic_expenditure", "5", department_economic_code="30201")],
        },
    )
    assert (row["public_yuan"], row["public_source"]) == (54008000, "prose")


def test_operating_expenses_are_compared_with_the_public_part_of_basic_spending() -> None:
    """西安市财政局 2026: 机关运行经费 452.54 万元 in the text, 公用经费 4,525,392.94 元 in the table."""
    rows = run_model(
        "mart_operating_expenses",
        {
            "stg_document_version": VERSIONS,
            "mart_unit_year": [BUDGET_2025],
            "fact_narrative_claim": [claim(1, "agency_operating_expenses", "4525400")],
            "stg_leaf_amount": [
                leaf("1", "basic_expenditure", "4525392.94", spending_kind="basic_public"),
                leaf("2", "basic_expenditure", "9.00", spending_kind="basic_personnel"),
                leaf("3", "economic_expenditure", "7.00", spending_kind="project", department_economic_code="30201"),
            ],
        },
    )
    (row,) = rows
    assert (row["operating_source"], row["public_source"], row["difference_yuan"], row["agrees"]) == (
        "prose",
        "spending_kind",
        Decimal("7.06"),
        True,
    )


def test_the_total_of_the_three_public_is_the_column_that_names_them() -> None:
    """西安市统计局 2026 page 39: 合计 913,900 with 会议费 and 培训费, of it “三公” 小计 81,000."""
    cells = {"当年/合计": "913900.00", "当年/一般公共预算拨款安排的“三公”经费预算/小计": "81000.00"}
    rows = run_model(
        "figure_three_public",
        {
            "document": [{"document_id": "b25", "document_kind": "department_budget", "fiscal_year": 2026}],
            "stg_measure_table": [{"document_id": "b25", "table_seq": 1, "measure": "three_public"}],
            "fact_amount": [
                balance(
                    "b25",
                    "expenditure",
                    yuan,
                    amount_id=path,
                    table_seq=1,
                    row_seq=1,
                    table_kind="three_public",
                    three_public_item="total",
                    row_kind="total",
                    stage="budget",
                    column_path=path,
                    # the narrower column may name its fund too (西安市交通运输局 2022 page 78)
                    fund="general_public_budget" if "三公" in path else "all",
                )
                for path, yuan in cells.items()
            ],
        },
    )
    assert [row["amount_yuan"] for row in rows] == [Decimal("81000.00")]


def three_public_mart(printed: str, said: str) -> dict[str, Any]:
    """The total of 三公 where the table prints one amount and the text states another."""
    rows = run_model(
        "mart_three_public",
        {
            "mart_unit_year": [BUDGET_2025],
            "stg_document_version": VERSIONS,
            "figure_three_public": [
                {
                    "document_id": "b25",
                    "three_public_item": "total",
                    "stage": "budget",
                    "fiscal_year": 2025,
                    "amount_yuan": printed,
                    "is_computed": False,
                }
            ],
            "stg_disclosure_claim": [
                {
                    "document_id": "b25",
                    "item": "three_public_total",
                    "value": said,
                    "value_unit": "yuan",
                    "claim_seq": 1,
                }
            ],
        },
    )
    return rows[0]


def test_a_total_of_the_three_public_that_the_text_contradicts_is_not_consistent() -> None:
    assert three_public_mart("389800.00", "389800.00")["is_consistent"] is True
    assert three_public_mart("389800.00", "390000.00")["is_consistent"] is True
    assert three_public_mart("779600.00", "389800.00")["is_consistent"] is False


def printed_total(document: str, yuan: str) -> dict[str, Any]:
    return {"document_id": document, "figure": "revenue_yuan", "basis": "total", "amount_id": "t", "amount_yuan": yuan}


def test_a_row_under_the_departments_own_name_is_one_of_its_units() -> None:
    """泉州市公安局 2026: the 本级 stands in 收入总表 under the department's name, beside seven 分局."""
    figures = {"revenue_yuan": "100.00", "expenditure_yuan": None, "project_yuan": None}
    rows = run_model(
        "mart_department_rollup",
        {
            "mart_unit_year": [BUDGET_2025 | figures],
            "dim_unit": [{"unit_key": key, "unit_id": key} for key in ("u", "branch")],
            "stg_leaf_amount": [
                leaf("1", "revenue", "70.00", unit_key="u", row_kind="unit"),
                leaf("2", "revenue", "30.00", unit_key="branch", row_kind="unit"),
                leaf("3", "revenue", "0.00", unit_key="department", row_kind="total"),
            ],
            "figure_candidate": [printed_total("b25", "100.50")],
        },
    )
    (row,) = rows
    assert (row["units_listed"], row["listed_difference_yuan"]) == (2, Decimal("0.50"))


def test_a_sum_of_units_without_a_printed_total_compares_with_nothing() -> None:
    (row,) = run_model(
        "mart_department_rollup",
        {
            "mart_unit_year": [BUDGET_2025 | {"revenue_yuan": "30.00", "expenditure_yuan": None, "project_yuan": None}],
            "dim_unit": [{"unit_key": "branch", "unit_id": "branch"}],
            "stg_leaf_amount": [leaf("2", "revenue", "30.00", unit_key="branch", row_kind="unit")],
        },
    )
    assert (row["units_listed"], row["is_printed"], row["listed_difference_yuan"]) == (1, False, None)


def test_the_own_document_of_a_listed_unit_is_found_by_its_name() -> None:
    """泉州市公安局 lists itself beside seven 分局; its 单位预算 says 泉州市公安局（本级）."""
    figures = {"expenditure_yuan": None, "project_yuan": None}
    own = (
        BUDGET_2025
        | figures
        | {"document_id": "own", "disclosure_key": "own", "document_kind": "unit_budget", "document_scope": "unit"}
    )
    rows = run_model(
        "mart_department_rollup",
        {
            "mart_unit_year": [
                BUDGET_2025 | figures | {"revenue_yuan": "100.00", "unit_key": "u"},
                own | {"revenue_yuan": "70.00", "unit_key": "own", "unit_id": "own", "unit_name": "某局（本级）"},
            ],
            "dim_unit": [
                {"unit_key": "u", "unit_id": "u", "place": "p", "unit_name": "某局"},
                {"unit_key": "own", "unit_id": "own", "place": "p", "unit_name": "某局（本级）"},
                {"unit_key": "branch", "unit_id": "branch", "place": "p", "unit_name": "某分局"},
            ],
            "stg_leaf_amount": [
                leaf("1", "revenue", "70.00", unit_key="u", row_kind="unit"),
                leaf("2", "revenue", "30.00", unit_key="branch", row_kind="unit"),
            ],
        },
    )
    (row,) = rows
    assert (row["units_with_document"], row["unit_documents_yuan"], row["missing_units"]) == (1, 70, ["某分局"])
    assert (row["unit_document_ids"], row["documents_difference_yuan"]) == (["own"], None)


def test_a_department_without_units_is_compared_with_its_own_unit_edition() -> None:
    """普陀区政府办公室 2025 publishes a 部门预算 and a 单位预算 with the same 91,016,775.35."""
    figures = {"revenue_yuan": "91016775.35", "expenditure_yuan": None, "project_yuan": None, "unit_key": "u"}
    own = (
        BUDGET_2025
        | figures
        | {"document_id": "own", "disclosure_key": "own", "document_kind": "unit_budget", "document_scope": "unit"}
    )
    (row,) = run_model(
        "mart_department_rollup",
        {
            "mart_unit_year": [BUDGET_2025 | figures, own],
            "dim_unit": [{"unit_key": "u", "unit_id": "u", "place": "p", "unit_name": "某局"}],
            "stg_leaf_amount": [leaf("1", "revenue", "91016775.35", unit_key="u", row_kind="function")],
        },
    )
    assert (row["units_listed"], row["units_with_document"], row["documents_difference_yuan"]) == (0, 1, 0)
