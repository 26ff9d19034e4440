"""Last year's figure according to the document: which statements of the prose may give it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from pipeline.warehouse.model_testing import run_model

BODY: dict[str, Any] = {
    "document_id": "b",
    "disclosure_key": "b",
    "document_kind": "department_budget",
    "document_scope": "department",
    "stage": "budget",
    "unit_id": "u",
    "fiscal_year": 2026,
    "revenue_yuan": "1000000",
    "expenditure_yuan": "1200000",
    "opening_balance_yuan": "200000",
}


def said(stem: str, yuan: str, facet: str = "", step: str = "100") -> dict[str, Any]:
    return {
        "document_id": "b",
        "item": f"{stem}_{facet}" if facet else stem,
        "stem": stem,
        "facet": facet,
        "value": yuan,
        "value_unit": "yuan",
        "step": step,
    }


def bases(*claims: dict[str, Any], operating: str | None = None) -> dict[str, tuple[Any, ...]]:
    rows = run_model(
        "mart_year_on_year",
        {
            "mart_unit_year": [BODY],
            "stg_document_version": [{"document_id": "b", "disclosure_id": "b", "is_current": True}],
            "mart_three_public": [],
            "mart_operating_expenses": [
                {"document_id": "b", "disclosure_key": "b", "operating_expenses_yuan": operating}
            ]
            if operating
            else [],
            "stg_rule_claim": list(claims),
        },
    )
    return {
        row["measure"]: (row["stated_base_yuan"], row["stated_base_source"], row["stated_base_item"])
        for row in rows
        if row["stated_base_yuan"] is not None
    }


def test_the_change_of_a_budget_counts_where_its_own_figure_is_the_measure() -> None:
    """收入预算120万元，比上年增加20万元: the total with the money carried over."""
    found = bases(said("revenue_budget", "1200000"), said("revenue_budget", "200000", "change"))

    assert found == {"total_revenue": (Decimal("1000000.00"), "prose_change", "revenue_budget_change")}


def test_the_change_of_a_budget_without_the_money_carried_over_is_no_change_of_the_total() -> None:
    assert bases(said("revenue_budget", "1000000"), said("revenue_budget", "200000", "change")) == {}


def test_a_change_without_a_figure_of_unsure_scope_is_left_out() -> None:
    assert bases(said("expenditure_budget", "200000", "change")) == {}


def test_a_base_that_the_text_names_goes_before_one_that_follows_from_a_change() -> None:
    found = bases(
        said("expenditure_budget", "1200000"),
        said("expenditure_budget", "200000", "change"),
        said("expenditure_budget", "1000100", "prior"),
    )

    assert found == {"expenditure": (Decimal("1000100.00"), "prose", "expenditure_budget_prior")}


def test_a_figure_in_whole_wan_yuan_vouches_within_its_last_place() -> None:
    """上海 prints 17,192万元 for 171,915,169."""
    found = bases(
        said("total_revenue", "1204000", step="10000"),
        said("total_revenue_expenditure", "200000", "change", step="10000"),
    )

    assert found["total_revenue"][0] == Decimal("1000000.00")


def test_operating_expenses_of_the_prose_have_a_base_too() -> None:
    found = bases(
        said("agency_operating_expenses", "50000"),
        said("agency_operating_expenses", "-10000", "change"),
        operating="50000",
    )

    assert found == {
        "agency_operating_expenses": (Decimal("60000.00"), "prose_change", "agency_operating_expenses_change")
    }


def test_a_head_count_from_a_form_is_no_head_count_of_the_prose() -> None:
    """S1 p22: 实有人员数 =69人 stands in the table of targets."""
    claim = {"document_id": "d", "item": "staff_actual", "value": "69", "value_unit": "count", "claim_seq": 1}

    sources = [
        run_model("figure_head_count_source", {"fact_narrative_claim": [claim | {"source": source}]})[0]["source"]
        for source in ("text", "form")
    ]

    assert sources == ["narrative", "indicator"]
