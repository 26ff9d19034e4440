from __future__ import annotations

from typing import Any

from pipeline.warehouse.model_testing import run_model


def year(fiscal_year: int, code: str, yuan: str) -> dict[str, Any]:
    return {
        "place": "410802",
        "fiscal_year": fiscal_year,
        "stage": "budget",
        "document_scope": "department",
        "basis": "all_funds",
        "fund": "all",
        "level": "款",
        "function_code": code,
        "amount_yuan": yuan,
        "body_count": 1,
    }


def series(*rows: dict[str, Any]) -> dict[tuple[int, str], tuple[int, list[str]]]:
    found = run_model("mart_function_series", given={"mart_function_year": list(rows)})
    return {(row["fiscal_year"], row["series_code"]): (int(row["amount_yuan"]), row["printed_codes"]) for row in found}


def test_merged_codes_make_one_series_under_the_new_code() -> None:
    """工商 20115, 质监 20117 and 食药监 21010 became 市场监督管理事务 20138 in 2019."""
    found = series(
        year(2018, "20115", "1"), year(2018, "20117", "2"), year(2018, "21010", "4"), year(2019, "20138", "8")
    )
    assert found == {(2018, "20138"): (7, ["20115", "20117", "21010"]), (2019, "20138"): (8, ["20138"])}


def test_an_old_code_printed_after_the_change_stays_what_it_is() -> None:
    assert series(year(2020, "20115", "1")) == {(2020, "20115"): (1, ["20115"])}


def test_a_split_code_is_not_followed_because_no_shares_are_known() -> None:
    """新闻出版广播影视 20704 became 20706 and 20708 in 2019."""
    assert series(year(2018, "20704", "1")) == {(2018, "20704"): (1, ["20704"])}


def test_a_rename_keeps_its_code_and_shows_the_newest_name() -> None:
    (row,) = run_model("mart_function_series", given={"mart_function_year": [year(2018, "20805", "1")]})
    assert (row["series_code"], row["series_name"]) == ("20805", "行政事业单位养老支出")
