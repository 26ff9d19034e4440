"""What is the convention of a place, said in the next sentence, or in a file that nobody delivered, is not the office's fault."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.warehouse.model_testing import run_model

BASE: dict[str, Any] = {"document_id": "d"}
BUDGET = {
    **BASE,
    "document_kind": "department_budget",
    "unit_identity": "u",
    "fiscal_year": 2024,
    "text_source": "text",
    "file_id": "d",
    "disclosure_seq": 1,
    "disclosure_count": 1,
    "family": "budget",
}


def _outcomes(model: str, rule: str, given: dict[str, list[dict[str, Any]]]) -> list[str]:
    rows = run_model(model, {"stg_disclosure": [BUDGET], **given})
    return sorted(row["outcome"] for row in rows if row["rule_id"] == rule)


def _pairs(*pairs: tuple[str, str]) -> dict[str, list[dict[str, Any]]]:
    row = {**BASE, "table_seq": 1, "page": 1, "row_kind": "economic", "row_label": "x"}
    tables = [{**BASE, "table_seq": seq, "table_kind": "economic_summary", "title": "表"} for seq in (1, 2)]
    return {
        "stg_table": tables,
        "stg_amount": [],
        "stg_row": [
            {
                **row,
                "table_seq": 1 + seq % 2,
                "row_seq": seq,
                "department_economic_code": a,
                "government_economic_code": b,
            }
            for seq, (a, b) in enumerate(pairs)
        ],
    }


@pytest.mark.parametrize(
    ("pair", "outcome"),
    [(("30101", "50101"), "pass"), (("30101", "50199"), "insufficient_data"), (("30101", "50905"), "fail")],
)
def test_another_item_of_the_right_class_is_a_convention_and_another_class_is_not(
    pair: tuple[str, str], outcome: str
) -> None:
    assert _outcomes("check_code", "R86", _pairs(pair)) == [outcome]


@pytest.mark.parametrize(
    ("code", "outcome"), [("2320301", "insufficient_data"), ("2230101", "fail"), ("2010101", "pass")]
)
def test_debt_may_be_budgeted_by_a_finance_office_and_state_capital_by_no_general_table(
    code: str, outcome: str
) -> None:
    given = {
        "stg_table": [{**BASE, "table_seq": 1, "table_kind": "general_public_expenditure", "title": "表"}],
        "stg_amount": [],
        "stg_row": [
            {
                **BASE,
                "table_seq": 1,
                "row_seq": 1,
                "page": 1,
                "row_kind": "function",
                "row_label": "x",
                "function_code": code,
            }
        ],
    }
    assert _outcomes("check_code", "R90", given) == [outcome]


@pytest.mark.parametrize(("year", "outcome"), [(2017, "pass"), (2018, "pass"), (2016, "fail")])
def test_a_code_is_valid_in_every_year_in_which_its_source_read_it(year: int, outcome: str) -> None:
    listed = {"code": "29901", "name": "某事务", "level": "款", "valid_from": "2019", "confidence": "high"}
    given = {
        "stg_disclosure": [BUDGET | {"fiscal_year": year}],
        "stg_table": [{**BASE, "table_seq": 1, "table_kind": "expenditure", "title": "表"}],
        "stg_amount": [],
        "stg_row": [
            {
                **BASE,
                "table_seq": 1,
                "row_seq": 1,
                "page": 1,
                "row_kind": "function",
                "row_label": "某事务",
                "function_code": "29901",
            }
        ],
        "ref_func_lei_kuan_2024": [listed | {"source": "seen in published disclosures; years 2017,2024"}],
        "ref_func_items_observed": [],
    }
    assert _outcomes("check_code_name", "R84", given) == [outcome]


def test_years_that_are_guesses_bind_nobody() -> None:
    listed = {
        "code": "29901",
        "name": "某事务",
        "level": "款",
        "valid_to": "2019",
        "confidence": "low",
        "source": "general knowledge",
    }
    given = {
        "stg_table": [{**BASE, "table_seq": 1, "table_kind": "expenditure", "title": "表"}],
        "stg_amount": [],
        "stg_row": [
            {
                **BASE,
                "table_seq": 1,
                "row_seq": 1,
                "page": 1,
                "row_kind": "function",
                "row_label": "某事务",
                "function_code": "29901",
            }
        ],
        "ref_func_lei_kuan_2024": [listed],
    }
    assert _outcomes("check_code_name", "R84", given) == ["pass"]


def _claims(*claims: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    head = {
        **BASE,
        "page": 3,
        "facet": "",
        "value_unit": "yuan",
        "family": "budget",
        "document_year": 2024,
        "step": "100",
        "printed": "1",
        "sentence": "s",
        "section": "一",
    }
    return {
        "stg_rule_claim": [
            {**head, "claim_seq": seq, "stem": claim["item"], **claim} for seq, claim in enumerate(claims, start=1)
        ],
        "stg_row": [],
        "stg_table": [],
        "figure_measure": [],
    }


CHANGE = {"item": "reception_change", "stem": "reception", "facet": "change", "value": "100"}
REASON = {"facet": "change_reason", "value": "1"}


@pytest.mark.parametrize(
    ("claims", "outcome"),
    [
        ([CHANGE], "insufficient_data"),
        ([CHANGE, REASON | {"item": "vehicles_change_reason", "section": "一"}], "pass"),
        ([REASON | {"item": "vehicles_change_reason", "section": "二"}, CHANGE], "fail"),
        ([CHANGE | {"sentence": "减少1万元，主要是压减开支"}], "pass"),
    ],
)
def test_a_reason_may_stand_in_a_sentence_that_was_not_stored(claims: list[dict[str, Any]], outcome: str) -> None:
    assert _outcomes("check_change", "R115", _claims(*claims)) == [outcome]


@pytest.mark.parametrize(("holding", "outcome"), [(None, "insufficient_data"), ("2", "fail")])
def test_running_costs_without_vehicles_accuse_only_where_the_text_counts_vehicles(
    holding: str | None, outcome: str
) -> None:
    claims = [{"item": "vehicle_count", "value": "0", "value_unit": "count"}]
    if holding:
        claims.append({"item": "vehicle_holding_count", "value": holding, "value_unit": "count"})
    figure = {**BASE, "measure": "three_public_item", "key": "vehicle_operation", "value": "28000.00"}
    assert _outcomes("check_count", "R108", _claims(*claims) | {"figure_measure": [figure]}) == [outcome]


@pytest.mark.parametrize(
    ("name", "target", "outcome"),
    [
        ("性", None, "insufficient_data"),
        ("生态效益", None, "fail"),
        ("办公设备一批", None, "fail"),
        ("性", "≥1", "pass"),
    ],
)
def test_an_indicator_of_which_only_a_rest_was_read_lacks_nothing(name: str, target: str | None, outcome: str) -> None:
    given = {
        "stg_table": [{**BASE, "table_seq": 1, "table_kind": "project_performance", "title": "表"}],
        "stg_indicator": [
            {**BASE, "table_seq": 1, "indicator_seq": 1, "page": 1, "level3": name, "target_printed": target}
        ],
        "stg_claim": [],
    }
    assert _outcomes("check_performance", "R116", given) == [outcome]


def _duty(tables: list[str], rule: str, **more: Any) -> str:
    given = {
        "stg_disclosure": [BUDGET],
        "stg_table": [
            {**BASE, "table_seq": seq, "table_kind": kind, "status": "bound", "amount_like_count": 5} | more
            for seq, kind in enumerate(tables, start=1)
        ],
        "stg_column": [],
        "stg_claim": [],
        "stg_rule_amount": [],
    }
    (row,) = [r for r in run_model("rule_duty", given) if r["rule_id"] == rule]
    return str(row["duty"])


@pytest.mark.parametrize(
    ("tables", "rule", "duty"),
    [
        (["revenue", "expenditure", "three_public"], "R43", "not_applicable"),  # no form of 机关运行经费
        (["revenue", "expenditure", "three_public"], "R01", "insufficient_data"),  # every disclosure has 收支总表
        (["revenue"], "R01", "not_applicable"),  # a volume, not a disclosure
        (["revenue", "expenditure", "three_public"], "R13", "due"),
    ],
)
def test_a_form_without_a_table_owes_nothing_and_a_disclosure_without_a_required_one_does(
    tables: list[str], rule: str, duty: str
) -> None:
    assert _duty(tables, rule) == duty


def test_a_table_that_was_not_understood_may_be_the_one_that_is_missing() -> None:
    assert _duty(["revenue"], "R01", status="unbound") == "insufficient_data"
