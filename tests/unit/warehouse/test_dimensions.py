"""Facts join to exactly one row of each dimension."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.warehouse.model_testing import run_checks, run_model

DOC = "a" * 16


def function(code: str, year: int, label: str = "") -> dict[str, Any]:
    return {
        "amount_id": f"{code}-{year}",
        "document_id": DOC,
        "function_code": code,
        "fiscal_year": year,
        "row_kind": "function",
        "row_label": label,
    }


def names(amounts: list[dict[str, Any]], code: str) -> dict[tuple[int, int], tuple[str | None, bool]]:
    rows = run_model("dim_function", given={"fact_amount": amounts})
    return {
        (row["valid_from_year"], row["valid_to_year"]): (row["official_name"], row["is_official"])
        for row in rows
        if row["code"] == code
    }


def test_a_renamed_class_has_one_name_per_year() -> None:
    found = names([], "210")
    assert found == {
        (2007, 2013): ("医疗卫生支出", True),
        (2014, 2018): ("医疗卫生与计划生育支出", True),
        (2019, 9999): ("卫生健康支出", True),
    }


def test_years_that_overlap_in_the_list_go_to_the_later_name() -> None:
    """21305: 扶贫 until 2021, 巩固脱贫攻坚成果衔接乡村振兴 from 2021."""
    assert names([], "21305") == {(1900, 2020): ("扶贫", True), (2021, 9999): ("巩固脱贫攻坚成果衔接乡村振兴", True)}


def test_a_code_that_the_list_lacks_is_kept_with_its_printed_name_and_flagged() -> None:
    assert names([function("2999999", 2024, "地方自设科目")], "2999999") == {(2024, 2024): ("地方自设科目", False)}


def test_a_code_printed_outside_its_years_gets_a_flagged_row_for_that_year() -> None:
    found = names([function("21006", 2026, "中医药")], "21006")
    assert found[2026, 2026] == ("中医药", False)
    assert found[1900, 2023] == ("中医药", True)


@pytest.mark.parametrize(
    "model", ["dim_function", "dim_economic_department", "dim_economic_government", "dim_division", "dim_fund"]
)
def test_the_checks_of_a_dimension_pass_for_known_and_unknown_codes(model: str) -> None:
    amounts = [
        function("2010301", 2024),
        function("21006", 2026),
        function("299", 2019),
        {
            "amount_id": "e",
            "document_id": DOC,
            "department_economic_code": "30199",
            "government_economic_code": "59906",
            "fiscal_year": 2024,
        },
        {
            "amount_id": "f",
            "document_id": DOC,
            "department_economic_code": "3019901",
            "government_economic_code": "999",
            "fiscal_year": 2024,
        },
    ]
    documents = [{"document_id": DOC, "division_code": "410802"}, {"document_id": "b" * 16, "division_code": "419881"}]
    results = run_checks(model, given={"fact_amount": amounts, "document": documents})
    assert results
    assert {name: result.sample for name, result in results.items() if not result.passed} == {}


def test_a_division_has_its_full_name_and_an_unlisted_code_is_flagged() -> None:
    rows = {
        row["division_code"]: row
        for row in run_model("dim_division", given={"document": [{"document_id": DOC, "division_code": "419881"}]})
    }
    assert (rows["410802"]["full_name"], rows["410802"]["parent_code"], rows["410802"]["level"]) == (
        "河南省焦作市解放区",
        "410800",
        3,
    )
    assert rows["419881"]["is_official"] is False


def unit_rows(*documents: dict[str, Any]) -> list[dict[str, Any]]:
    common = {"document_kind": "unit_budget", "collection": "c", "division_code": "410802"}
    given = [{"document_id": str(index) * 16, **common, **document} for index, document in enumerate(documents)]
    return run_model("dim_unit", given={"document": given})


def test_a_unit_keeps_its_identity_when_its_name_changes() -> None:
    rows = unit_rows(
        {"unit_code": "312001", "unit_name": "教育局", "fiscal_year": 2024},
        {"unit_code": "312001", "unit_name": "教育和体育局", "fiscal_year": 2025},
    )
    assert len(rows) == 2
    assert len({row["unit_id"] for row in rows}) == 1
    assert {row["department_code"] for row in rows} == {"312"}


def test_a_document_without_a_code_finds_its_unit_by_name() -> None:
    rows = unit_rows(
        {"unit_code": "312001", "unit_name": "教育局", "fiscal_year": 2024},
        {"unit_code": None, "unit_name": "教育 局", "fiscal_year": 2025},
    )
    assert len({row["unit_id"] for row in rows}) == 1
    assert {row["unit_code"] for row in rows} == {"312001"}


def test_one_code_in_two_divisions_is_two_units() -> None:
    rows = unit_rows(
        {"unit_code": "312001", "unit_name": "教育局", "fiscal_year": 2024},
        {"unit_code": "312001", "unit_name": "水利局", "fiscal_year": 2024, "division_code": "410803"},
    )
    assert len({row["unit_id"] for row in rows}) == 2


def test_all_names_of_a_unit_in_a_year_are_kept() -> None:
    document = {
        "document_id": DOC,
        "unit_code": "312",
        "unit_name": "教育局",
        "fiscal_year": 2024,
        "division_code": "410802",
    }
    amounts = [
        {"amount_id": "1", "document_id": DOC, "unit_code": "312001", "unit_name": "第一中学", "fiscal_year": 2024},
        {"amount_id": "2", "document_id": DOC, "unit_code": "312001", "unit_name": "第一中学", "fiscal_year": 2024},
        {"amount_id": "3", "document_id": DOC, "unit_code": "312001", "unit_name": "市第一中学", "fiscal_year": 2024},
    ]
    rows = {
        row["unit_code"]: row for row in run_model("dim_unit", given={"document": [document], "fact_amount": amounts})
    }
    assert (rows["312001"]["unit_name"], rows["312001"]["aliases"]) == ("第一中学", ["市第一中学", "第一中学"])
    assert (rows["312001"]["publishes_document"], rows["312"]["publishes_document"]) == (False, True)
    assert rows["312001"]["department_unit_id"] == rows["312"]["unit_id"]
