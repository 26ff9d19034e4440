"""Which statements of the prose are about the body that publishes."""

from __future__ import annotations

from typing import Any

from pipeline.warehouse.model_testing import run_model

DEPARTMENT = {
    "document_id": "d",
    "document_kind": "department_budget",
    "unit_name": "某市建筑工务署",
    "fiscal_year": 2026,
}
LISTED = {"document_id": "d", "unit_name": "某市工程管理中心", "is_publisher": False}


def claim(number: int, section: str | None) -> dict[str, Any]:
    return {"document_id": "d", "claim_seq": number, "item": "project_expenditure", "value": 1, "section": section}


def kept(*sections: str | None, document: dict[str, Any] = DEPARTMENT) -> list[str | None]:
    given = {
        "document": [document],
        "stg_unit_mention": [LISTED],
        "fact_narrative_claim": [claim(number, section) for number, section in enumerate(sections, start=1)],
    }
    return [row["section"] for row in run_model("stg_body_claim", given)]


def test_a_statement_under_the_heading_of_a_unit_is_about_that_unit() -> None:
    """深圳市建筑工务署 2026 p6: 一、市建筑工务署本级 … 项目支出9,866.11万元; the department has 13,210.64."""
    assert kept("一、市建筑工务署本级", "二、工程管理中心", "二、某市工程管理中心") == []


def test_other_headings_and_the_bodys_own_name_keep_their_statements() -> None:
    sections = ("三、支出预算情况", "某市建筑工务署", None, "（二）项目支出")
    assert kept(*sections) == list(sections)


def test_a_unit_budget_speaks_of_itself_under_its_own_heading() -> None:
    own = DEPARTMENT | {"document_kind": "unit_budget", "unit_name": "某市建筑工务署（本级）"}
    assert kept("一、市建筑工务署本级", document=own) == ["一、市建筑工务署本级"]
