"""Facts join to exactly one row of each dimension."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest

from pipeline.warehouse.model_testing import project_models, run_checks, run_model

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
    "model",
    [
        "dim_function",
        "dim_economic_department",
        "dim_economic_government",
        "dim_division",
        "bridge_division",
        "dim_fund",
    ],
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


def division_names(code: str, *documents: dict[str, Any]) -> dict[tuple[int, int], tuple[str | None, bool]]:
    rows = run_model("dim_division", given={"document": list(documents)})
    return {
        (row["valid_from_year"], row["valid_to_year"]): (row["name"], row["is_official"])
        for row in rows
        if row["division_code"] == code
    }


def test_a_renamed_division_has_one_name_per_year() -> None:
    assert division_names("371324") == {(1900, 2013): ("苍山县", True), (2014, 9999): ("兰陵县", True)}


def test_a_merged_division_is_official_until_the_year_of_the_merger_and_flagged_afterwards() -> None:
    assert division_names("310108") == {(1900, 2015): ("闸北区", True), (2016, 9999): ("闸北区", False)}


def test_a_new_code_is_flagged_in_the_years_before_it() -> None:
    assert division_names("371503") == {(1900, 2018): ("茌平区", False), (2019, 9999): ("茌平区", True)}


def test_a_division_that_never_changed_has_one_row() -> None:
    assert division_names("410802") == {(1900, 9999): ("解放区", True)}


def test_a_code_that_the_list_lacks_has_one_row_for_all_years() -> None:
    document = {"document_id": DOC, "division_code": "419881", "fiscal_year": 2024}
    assert division_names("419881", document) == {(1900, 9999): (None, False)}


def test_the_levels_above_a_division_have_the_names_of_its_time() -> None:
    full_names = {
        (row["division_code"], row["valid_to_year"]): row["full_name"]
        for row in run_model("dim_division", given={})
        if row["is_official"]
    }
    assert full_names["420607", 2009] == "湖北省襄樊市襄阳区"
    assert full_names["420607", 9999] == "湖北省襄阳市襄州区"
    assert full_names["522423", 2011] == "贵州省毕节地区黔西县"


def test_every_division_code_and_year_finds_exactly_one_row_of_its_place() -> None:
    """A property of the whole list: 2010 to 2027, in force or not."""
    rows = run_model("dim_division", given={"document": [{"document_id": DOC, "division_code": "419881"}]})
    matches = Counter(
        (row["division_code"], year)
        for row in rows
        for year in range(max(row["valid_from_year"], 2010), min(row["valid_to_year"], 2027) + 1)
    )
    codes = {row["division_code"] for row in rows}
    assert len(codes) > 3500
    assert matches == Counter((code, year) for code in codes for year in range(2010, 2028))
    provinces = {row["division_code"]: row["name"] for row in rows if row["level"] == 1}
    assert [
        row
        for row in rows
        if row["level"] and not row["full_name"].startswith(provinces[row["division_code"][:2] + "0000"])
    ] == []


def test_the_bridge_follows_a_division_through_moves_mergers_and_splits() -> None:
    rows = run_model("bridge_division", given={})
    steps = {(row["from_code"], row["to_code"]): (row["year"], row["kind"], row["to_name"]) for row in rows}
    assert steps["371324", "371324"] == (2014, "rename", "兰陵县")
    assert steps["522423", "520522"] == (2011, "move", "黔西县")
    assert steps["520522", "520581"] == (2021, "move", "黔西市")
    assert steps["310108", "310106"] == (2015, "merge", "静安区")
    assert {code for code in steps if code[0] == "330110"} == {("330110", "330110"), ("330110", "330113")}
    assert steps[None, "440311"] == (2018, "new", "光明区")


def test_a_successor_is_the_one_code_that_followed() -> None:
    rows = run_model("dim_division", given={})
    followed = {
        row["division_code"]: (row["successor_code"], row["ended_by"])
        for row in rows
        if row["is_official"] and row["ended_by"]
    }
    assert (followed["310108"], followed["330110"]) == (("310106", "merge"), (None, "split"))


def test_money_of_a_division_with_several_periods_is_not_multiplied_and_bears_the_name_of_its_year() -> None:
    leaf = {"document_id": DOC, "basis": "all_funds", "fund": "all", "stage": "budget", "function_code": "201"}
    years = {2012: "371324", 2024: "371324", 2018: "419881", 2021: "371523"}
    rows = run_model(
        "mart_function_year",
        given={
            "document": [{"document_id": DOC, "division_code": "419881"}],
            "figure_function_document": [
                leaf | {"fiscal_year": year, "division_code": code, "amount_yuan": "100.00"}
                for year, code in years.items()
            ],
            "stg_document_version": [{"document_id": DOC, "is_current": True, "document_scope": "department"}],
        },
    )
    assert {row["fiscal_year"]: (row["division_name"], row["amount_yuan"]) for row in rows} == {
        2012: ("山东省临沂市苍山县", 100),
        2018: (None, 100),
        2021: ("山东省聊城市茌平县", 100),
        2024: ("山东省临沂市兰陵县", 100),
    }
    assert len(rows) == len(years)


def test_every_model_that_reads_divisions_joins_them_by_year() -> None:
    readers = {
        name: model.sql
        for name, model in project_models().items()
        if "dim_division" in model.reads and name != "dim_division"
    }
    assert {"mart_function_year", "bridge_division", "finding_divisions"} <= readers.keys()
    assert [
        name for name, sql in readers.items() if not re.search(r"year\s+between \w+\.valid_from_year and", sql)
    ] == []


@pytest.mark.parametrize(
    ("code", "year", "outcome"),
    [
        ("410802", 2024, "pass"),
        ("371523", 2019, "pass"),
        ("371523", 2021, "fail"),
        ("419881", 2024, "fail"),
        (None, 2024, "not_applicable"),
        ("410802", None, "insufficient_data"),
    ],
)
def test_a_division_code_outside_its_years_or_the_list_is_reported(
    code: str | None, year: int | None, outcome: str
) -> None:
    document = {"document_id": DOC, "division_code": code, "fiscal_year": year, "rejected_reason": None}
    assert [row["outcome"] for row in run_model("finding_divisions", given={"document": [document]})] == [outcome]


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
