"""Who published what, and how well: disclosures in several files, operators' lists, days of approval."""

from __future__ import annotations

from typing import Any

from pipeline.warehouse.model_testing import run_model

TEXT, TABLES = "a" * 16, "b" * 16
REQUIRED = (
    "revenue_expenditure_summary",
    "revenue",
    "expenditure",
    "fiscal_appropriation_summary",
    "general_public_expenditure",
    "general_public_basic_expenditure",
    "three_public",
    "government_fund",
)


def document(document_id: str, **changes: Any) -> dict[str, Any]:
    return {
        "document_id": document_id,
        "file_name": f"{document_id[0]}.pdf",
        "collection": "c",
        "document_kind": "department_budget",
        "division_code": "110000",
        "fiscal_year": 2026,
        "unit_name": "某委员会",
        "unit_identity": "110000||某委员会",
        "content_digest": document_id,
        "ingested_at": "2026-01-01",
        "text_source": "text",
    } | changes


def tables(document_id: str, *kinds: str) -> list[dict[str, Any]]:
    return [
        {
            "document_id": document_id,
            "table_seq": seq,
            "table_kind": kind,
            "status": "bound",
            "title": kind,
            "amount_unit": "万元",
        }
        for seq, kind in enumerate(kinds, start=1)
    ]


def claim(document_id: str, number: int, item: str) -> dict[str, Any]:
    return {"document_id": document_id, "claim_seq": number, "item": item, "value": 1, "value_unit": "yuan", "page": 1}


TWO_FILES = {
    "document": [document(TEXT), document(TABLES, published_on="2026-02-25")],
    "document_table": tables(TABLES, *REQUIRED),
    "fact_narrative_claim": [
        claim(TEXT, 1, "procurement_total"),
        claim(TEXT, 2, "vehicle_count"),
        claim(TEXT, 3, "three_public_total_change"),
    ],
}
"""北京 publishes the text and the tables of one disclosure as two files."""


def test_text_and_tables_in_two_files_are_one_disclosure_whose_main_document_has_the_tables() -> None:
    rows = run_model("stg_document_version", TWO_FILES)
    assert {row["document_id"]: (row["disclosure_id"], row["is_main"]) for row in rows} == {
        TEXT: (TABLES, False),
        TABLES: (TABLES, True),
    }


def test_what_one_file_says_counts_for_the_disclosure() -> None:
    rows = run_model("stg_disclosure_claim", TWO_FILES)
    assert {(row["document_id"], row["source_document_id"]) for row in rows} == {(TABLES, TEXT)}


def test_the_register_misses_no_table_that_stands_in_another_part() -> None:
    (row,) = run_model("mart_disclosure_register", TWO_FILES)
    assert (row["status"], row["document_id"], row["part_ids"]) == ("found", TABLES, [TABLES, TEXT])
    assert row["missing_required_kinds"] is None


def test_the_score_takes_text_and_tables_together() -> None:
    rows = {row["criterion"]: row for row in run_model("mart_transparency", TWO_FILES)}
    assert rows["required_tables"]["points"] == 20
    assert rows["explanations"]["basis"] == "4 of 6 topics explained in the prose"  # 采购, 资产, 三公, a change
    assert (rows["total"]["part_count"], rows["total"]["is_provisional"]) == (2, False)


def test_a_lone_part_is_scored_provisionally() -> None:
    rows = run_model("mart_transparency", TWO_FILES | {"document": [document(TEXT)], "document_table": []})
    assert {row["is_provisional"] for row in rows} == {True}


def expected(name: str, **changes: Any) -> dict[str, Any]:
    return {
        "collection": "c",
        "line_no": 2,
        "division_code": "110000",
        "unit_name": name,
        "fiscal_year": 2026,
        "document_kind": "department_budget",
    } | changes


def test_a_listed_body_without_a_document_is_missing_and_a_late_one_is_late() -> None:
    given = TWO_FILES | {
        "expected_disclosure": [
            expected("某委员会", approved_on="2026-02-01"),
            expected("另一局", line_no=3, approved_on="2026-02-01"),
        ]
    }
    rows = {row["unit_name"]: row for row in run_model("mart_disclosure_register", given)}
    late, missing = rows["某委员会"], rows["另一局"]
    assert (late["expected_because"], late["days_after_approval"], late["is_late"]) == ("list", 24, True)
    assert (missing["status"], missing["expected_because"], missing["is_late"]) == ("missing", "list", None)


def test_timeliness_loses_half_a_point_a_day_after_the_twenty_days_of_the_law() -> None:
    given = TWO_FILES | {"expected_disclosure": [expected("某委员会", approved_on="2026-02-01")]}
    rows = {row["criterion"]: row for row in run_model("mart_transparency", given)}
    assert (rows["timeliness"]["points"], rows["timeliness"]["max_points"]) == (13, 15)
    unknown = {row["criterion"]: row for row in run_model("mart_transparency", TWO_FILES)}
    assert (unknown["timeliness"]["points"], unknown["timeliness"]["max_points"]) == (None, None)


def test_a_body_is_expected_in_the_year_beside_its_own_and_not_further_away() -> None:
    other = {"unit_name": "乙局", "unit_identity": "110000||乙局"}
    documents = [
        document(TEXT, fiscal_year=2023),
        document(TABLES, fiscal_year=2024, **other),
        document("c" * 16, fiscal_year=2026, **other),
    ]
    rows = run_model("mart_disclosure_register", {"document": documents})
    assert {row["fiscal_year"] for row in rows if row["unit_name"] == "某委员会" and row["status"] == "missing"} == {
        2024
    }


def test_units_that_a_department_lists_by_name_only_are_expected_where_units_publish() -> None:
    """泉州市公安局 p5 lists seven units without a code; its 本级 publishes a 单位预算."""
    documents = [
        document(TABLES),
        document(TEXT, document_kind="unit_budget", unit_name="某中心", unit_identity="110000||某中心"),
    ]
    listed = {
        "amount_id": "1",
        "document_id": TABLES,
        "unit_name": "某看守所",
        "table_kind": "expenditure",
        "amount_yuan": "1.00",
        "fiscal_year": 2026,
    }
    rows = run_model("mart_disclosure_register", {"document": documents, "fact_amount": [listed]})
    assert {(r["unit_name"], r["document_kind"], r["expected_because"]) for r in rows if r["status"] == "missing"} == {
        ("某看守所", "unit_budget", "listed")
    }
