"""The rules on the sample disclosures: what is wrong there is reported, and nothing else of severity error."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from pipeline.extracting.document import extract_document
from tests.unit.rules.documents import Rows, computed_rows, extracted

ROOT = Path(__file__).parent.parent.parent
SAMPLES = ROOT / "tests" / "samples"
NAMES = ("S1_jiaoxi_2024", "S2_jiaoxi_2025", "S3_edu_bureau_2024", "S4_health_2024", "S6_justice_2024_inconsistent")
pytestmark = pytest.mark.integration


@pytest.fixture(scope="module")
def findings() -> dict[tuple[str, str], list[dict[str, Any]]]:
    rows: Rows = {}
    for name in NAMES:
        for table, more in extracted(extract_document(SAMPLES / f"{name}.pdf", name), name).items():
            rows.setdefault(table, []).extend(more)
    found: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in computed_rows(rows):
        found.setdefault((row["document_id"], row["rule_id"]), []).append(row)
    return found


@pytest.fixture(scope="module")
def severity() -> dict[str, str]:
    with (ROOT / "schemas" / "rules" / "rule_catalogue.csv").open(encoding="utf-8") as file:
        return {row["rule_id"]: row["severity"] for row in csv.DictReader(file)}


def _failed(findings: dict[tuple[str, str], list[dict[str, Any]]], document: str) -> dict[str, list[dict[str, Any]]]:
    return {
        rule: [r for r in rows if r["outcome"] == "fail"]
        for (name, rule), rows in findings.items()
        if name == document and any(r["outcome"] == "fail" for r in rows)
    }


@pytest.mark.parametrize("document", NAMES[:4])
def test_no_rule_of_severity_error_fails_on_a_consistent_document(document, findings, severity):
    errors = {rule: rows for rule, rows in _failed(findings, document).items() if severity[rule] == "error"}
    assert errors == {}


@pytest.mark.parametrize(("rule", "left", "right"), [("R66", 5500000, 0), ("R75", 27200, 0), ("R89", None, None)])
def test_the_real_findings_of_the_seed_are_reported(rule, left, right, findings):
    (row,) = _failed(findings, "S1_jiaoxi_2024")[rule]
    assert row["left_value"] == left
    assert row["right_value"] == right


def test_the_old_name_in_the_slot_of_209_is_named_with_its_page(findings):
    (row,) = _failed(findings, "S1_jiaoxi_2024")["R89"]
    assert "（九）医疗卫生与计划生育支出" in row["message"]
    assert "第12页" in row["message"]


@pytest.mark.parametrize(
    ("rule", "left", "right"),
    [
        ("R32", 22350500, 22250500),  # 05表 合计 against its rows
        ("R50", 22604500, 22250500),  # 01表 against 03表
        ("R63", 22250500, 22604500),  # 08表 against 03表
        ("R92", 23250500, 22250500),  # prose against 01表
        ("R98", 22050500, 22350500),  # prose against 05表
        ("R39", 78800, 63800),  # “三公” against its parts
    ],
)
def test_every_planted_inconsistency_is_reported_with_both_figures(rule, left, right, findings):
    rows = _failed(findings, "S6_justice_2024_inconsistent")[rule]
    assert (left, right) in {(row["left_value"], row["right_value"]) for row in rows}


def test_a_finding_says_the_printed_figures_and_their_pages(findings):
    (row,) = _failed(findings, "S6_justice_2024_inconsistent")["R50"]
    assert "“2225.05”" in row["message"]
    assert "“2260.45”" in row["message"]
    assert "第6页" in row["message"]
    assert "第8页" in row["message"]
    assert len(row["left_amount_ids"]) == len(row["right_amount_ids"]) == 1


def test_a_document_in_yuan_agrees_with_its_prose_in_ten_thousand_yuan(findings):
    assert {r["outcome"] for r in findings["S4_health_2024", "R92"]} == {"pass_rounding"}
