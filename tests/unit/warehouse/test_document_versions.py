"""Which document counts: newest edition, duplicates, complementary files, statuses."""

from __future__ import annotations

from typing import Any

from pipeline.warehouse.model_testing import project_models, run_model

OLD, NEW, OTHER = "a" * 16, "b" * 16, "c" * 16


def document(document_id: str, **changes: Any) -> dict[str, Any]:
    return {
        "document_id": document_id,
        "file_name": f"{document_id[0]}.pdf",
        "document_kind": "department_budget",
        "fiscal_year": 2024,
        "unit_identity": "|312|云台市教育局",
        "content_digest": document_id,
        "ingested_at": "2026-01-01",
        **changes,
    }


def tables(document_id: str, *kinds: str) -> list[dict[str, Any]]:
    return [
        {"document_id": document_id, "table_seq": seq, "table_kind": kind} for seq, kind in enumerate(kinds, start=1)
    ]


def versions(
    documents: list[dict[str, Any]], found: list[dict[str, Any]]
) -> dict[str, tuple[bool, str | None, str | None]]:
    rows = run_model("stg_document_version", given={"document": documents, "document_table": found})
    return {row["document_id"]: (row["is_current"], row["superseded_by"], row["duplicate_of"]) for row in rows}


def test_the_later_published_edition_replaces_the_earlier_one_whatever_order_they_came_in() -> None:
    documents = [
        document(OLD, published_on="2024-02-01", ingested_at="2026-05-01"),
        document(NEW, published_on="2024-03-01", ingested_at="2026-01-01"),
    ]
    found = tables(OLD, "revenue", "expenditure") + tables(NEW, "revenue", "expenditure")
    assert versions(documents, found) == {OLD: (False, NEW, None), NEW: (True, None, None)}


def test_without_a_date_of_publication_the_later_arrival_is_the_newer() -> None:
    documents = [document(OLD), document(NEW, ingested_at="2026-01-02")]
    found = tables(OLD, "revenue") + tables(NEW, "revenue")
    assert versions(documents, found) == {OLD: (False, NEW, None), NEW: (True, None, None)}


def test_of_three_editions_the_newest_replaces_both_others() -> None:
    documents = [document(OLD), document(OTHER, ingested_at="2026-01-02"), document(NEW, ingested_at="2026-01-03")]
    found = tables(OLD, "revenue") + tables(NEW, "revenue") + tables(OTHER, "revenue")
    assert versions(documents, found) == {OLD: (False, NEW, None), OTHER: (False, NEW, None), NEW: (True, None, None)}


def test_a_file_that_repeats_all_figures_is_a_duplicate_and_replaces_nothing() -> None:
    documents = [document(OLD, content_digest="same"), document(NEW, content_digest="same", ingested_at="2026-01-02")]
    found = tables(OLD, "revenue") + tables(NEW, "revenue")
    assert versions(documents, found) == {OLD: (True, None, None), NEW: (False, None, OLD)}


def test_two_files_with_different_tables_complete_each_other() -> None:
    documents = [document(OLD), document(NEW, ingested_at="2026-01-02")]
    found = tables(OLD, "revenue", "expenditure", "three_public") + tables(NEW, "project_performance", "revenue")
    assert versions(documents, found) == {OLD: (True, None, None), NEW: (True, None, None)}


def test_a_department_edition_and_a_unit_edition_do_not_replace_each_other() -> None:
    documents = [document(OLD), document(NEW, document_kind="unit_budget", ingested_at="2026-01-02")]
    found = tables(OLD, "revenue") + tables(NEW, "revenue")
    assert versions(documents, found) == {OLD: (True, None, None), NEW: (True, None, None)}


def test_documents_of_unknown_bodies_or_years_are_never_grouped() -> None:
    for unknown in ({"unit_identity": None}, {"fiscal_year": None}, {"document_kind": "unknown"}):
        documents = [document(OLD, **unknown), document(NEW, ingested_at="2026-01-02", **unknown)]
        found = tables(OLD, "revenue") + tables(NEW, "revenue")
        assert versions(documents, found) == {OLD: (True, None, None), NEW: (True, None, None)}


def finding(document_id: str, outcome: str, severity: str, rule: str = "R01") -> dict[str, Any]:
    return {"document_id": document_id, "rule_id": rule, "severity": severity, "outcome": outcome}


def test_the_status_of_a_document_says_what_happened_to_it_and_why() -> None:
    bad, clean, info = "d" * 16, "e" * 16, "f" * 16
    rows = run_model(
        "dim_document",
        given={
            "document": [
                document(OLD),
                document(NEW, ingested_at="2026-01-02"),
                document(OTHER, unit_identity="x", rejected_reason="password-protected"),
                document(bad, unit_identity="y"),
                document(clean, unit_identity="z"),
                document(info, unit_identity="i"),
            ],
            "document_table": tables(OLD, "revenue") + tables(NEW, "revenue"),
            "finding": [
                finding(bad, "fail", "error", "R05"),
                finding(bad, "fail", "warn", "R66"),
                finding(bad, "fail", "info", "R89"),
                finding(clean, "pass", "error"),
                finding(clean, "insufficient_data", "error"),
                finding(info, "fail", "info"),
                finding(info, "fail", "compliance"),
                finding(OLD, "fail", "error"),
            ],
        },
        models=without_rules(),
    )
    status = {row["document_id"]: (row["status"], row["status_reason"]) for row in rows}
    assert status == {
        OLD: ("superseded", f"Replaced by the newer version b.pdf ({NEW})."),
        NEW: ("loaded", None),
        OTHER: ("rejected", "password-protected"),
        bad: ("loaded_with_findings", "Failed rules: R05, R66."),
        clean: ("loaded", None),
        info: ("loaded", None),
    }


def without_rules() -> dict[str, Any]:
    return {name: model for name, model in project_models().items() if not model.is_rule}
