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


def cells(document_id: str, count: int) -> list[dict[str, Any]]:
    return [
        {"amount_id": f"{document_id}{number}", "document_id": document_id, "table_seq": 1, "table_kind": "revenue"}
        for number in range(count)
    ]


def part(document_id: str, seq: int = 1, **changes: Any) -> dict[str, Any]:
    return {"document_id": document_id, "disclosure_seq": seq, "document_kind": "department_budget", **changes}


def editions(
    first: int, second: int, *, refused: int = 0, parts: list[dict[str, Any]] | None = None, **changes: Any
) -> dict[str, str | None]:
    """Which of two editions gives way to which, by the figures read of each; the second came a day later."""
    rows = run_model(
        "stg_document_version",
        given={
            "document": [document(OLD), document(NEW, ingested_at="2026-01-02", **changes)],
            "document_table": tables(OLD, "revenue") + tables(NEW, "revenue"),
            "document_disclosure": parts or [],
            "fact_amount": cells(OLD, first) + cells(NEW, second),
            "quarantine": [{"document_id": NEW, "table_seq": 1, "row_seq": number} for number in range(refused)],
        },
    )
    return {row["document_id"]: row["superseded_by"] for row in rows}


def test_a_copy_that_was_read_less_fully_gives_way_to_the_fuller_one_whenever_it_came() -> None:
    assert editions(20, 10) == {OLD: None, NEW: OLD}
    assert editions(20, 19, refused=1) == {OLD: None, NEW: OLD}


def test_a_later_copy_of_which_nothing_was_understood_replaces_nothing_and_keeps_its_own_status() -> None:
    assert editions(20, 0, refused=20) == {OLD: None, NEW: None}


def test_a_correction_that_drops_a_few_figures_is_still_the_newer() -> None:
    assert editions(20, 19) == {OLD: NEW, NEW: None}
    assert editions(20, 25, refused=1) == {OLD: NEW, NEW: None}


def test_a_printed_date_or_a_mark_of_correction_goes_before_the_order_of_arrival() -> None:
    dated = [part(OLD, printed_on="2024-04-01"), part(NEW, printed_on="2024-02-01")]
    assert editions(20, 20, parts=dated) == {OLD: None, NEW: OLD}
    corrected = [part(OLD, is_revision=True), part(NEW, is_revision=False)]
    assert editions(20, 20, parts=corrected) == {OLD: None, NEW: OLD}


def test_the_disclosures_of_one_file_are_versions_of_their_own() -> None:
    parts = [
        part(OLD, 1, unit_name="青石市信访局", fiscal_year=2024),
        part(OLD, 2, unit_name="青石市科技馆", fiscal_year=2024),
        part(NEW, 1, unit_name="青石市科技馆", fiscal_year=2024),
    ]
    rows = run_model(
        "stg_document_version",
        given={
            "document": [
                document(OLD, unit_identity=None, document_kind="department_budget"),
                document(NEW, ingested_at="2026-01-02", unit_identity="||青石市科技馆"),
            ],
            "document_disclosure": parts,
            "document_table": [
                {"document_id": OLD, "table_seq": 1, "table_kind": "revenue", "disclosure_seq": 1},
                {"document_id": OLD, "table_seq": 2, "table_kind": "revenue", "disclosure_seq": 2},
                *tables(NEW, "revenue"),
            ],
        },
    )

    found = {(row["file_id"], row["disclosure_seq"]): (row["is_current"], row["superseded_by"]) for row in rows}
    assert found == {(OLD, 1): (True, None), (OLD, 2): (False, NEW), (NEW, 1): (True, None)}


def test_a_file_from_which_figures_were_refused_or_a_table_not_understood_is_not_plainly_loaded() -> None:
    rows = run_model(
        "dim_document",
        given={
            "document": [
                document(OLD, unit_identity="x"),
                document(NEW, unit_identity="y"),
                document(OTHER, unit_identity="z"),
            ],
            "document_table": [
                {
                    "document_id": OLD,
                    "table_seq": 1,
                    "table_kind": "revenue",
                    "status": "unbound",
                    "amount_like_count": 5,
                },
                {
                    "document_id": OTHER,
                    "table_seq": 1,
                    "table_kind": "revenue",
                    "status": "unbound",
                    "amount_like_count": 0,
                },
            ],
            "quarantine": [{"document_id": NEW, "table_seq": 1, "row_seq": 1}],
        },
        models=without_rules(),
    )
    assert {row["document_id"]: (row["status"], row["status_reason"]) for row in rows} == {
        OLD: ("loaded_with_findings", "1 tables with figures were not understood."),
        NEW: ("loaded_with_findings", "1 printed texts are in the quarantine."),
        OTHER: ("loaded", None),
    }


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
