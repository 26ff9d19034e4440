"""The rules on invented disclosures of 20 provinces' forms and of forms that stress scope: their figures agree, so no rule may fail.

A rule that compares money of different scope (with and without what was carried over, the appropriation and all funds) fails here.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from datetime import UTC, datetime
from typing import Any

import pytest

from pipeline.extracting.document import PARSER_VERSION, extract_document
from pipeline.home import Home
from pipeline.intake.model import IntakeRecord
from pipeline.warehouse.database import working_connection
from pipeline.warehouse.extracts import write_extraction
from pipeline.warehouse.loading import load_batch
from pipeline.warehouse.model_runner import run_all
from pipeline.warehouse.sql_models import load_models
from tests.samples.layouts.make import DISCLOSURES as ALL
from tests.samples.layouts.make import HERE

pytestmark = pytest.mark.integration

DISCLOSURES = [make for make in ALL if not make().name.startswith("unseen_")]
"""The tables of the others were drawn each by itself and do not agree with one another."""

TRUE_OF_THE_PAGES = {"R83": "the invented disclosures leave out tables that their forms number"}
"""Rules of severity error or warn that may fail here, and why."""

SCOPE_UNKNOWN = {
    ("guangdong_qingkuang", "R48"): "其他资金 of the 收支总表 is of no known source",
    ("jiangxi_four_lists", "R29"): "二、上年结转 is not split by fund",
    ("neimenggu_joined", "R65"): "上年结转结余 is not split by fund",
    ("sichuan_biao1_1", "R63"): "表2-1 holds the appropriation, 表1-2 all funds",
    ("sichuan_biao1_1", "R65"): "上年结转 of 表1-1 is not split by fund",
    ("yunnan_01_1", "R68"): "表01-3 splits 一般公共预算 only into 基本 and 项目",
    ("yunnan_01_1", "R70"): "上年结转 of 表05-1 is not split by fund",
    ("zhejiang_code_name", "R70"): "上年结转 of 公开10表 is not split by fund",
    ("scope_appropriation_only", "R63"): "表六 holds the general budget and does not say so",
    ("scope_appropriation_only", "R68"): "表五 holds the appropriation and does not say so",
}
"""What cannot be decided from the page: neither a pass nor a failure."""

PASSES = {
    "F21": 3, "F22": 3, "F23": 3, "F24": 3, "F25": 3, "F26": 3, "F27": 3, "F28": 2, "F29": 4, "F30": 4, "F31": 4,
    "R47": 9, "R48": 8, "R49": 7, "R50": 15, "R51": 14, "R53": 1, "R54": 5, "R55": 3, "R56": 4, "R57": 3, "R60": 3,
    "R61": 13, "R64": 1, "R67": 1, "R68": 4, "R70": 4, "R73": 1, "R74": 14, "F32": 4, "G04": 1,
}  # fmt: skip
"""In how many documents a rule that could have raised a false alarm passes, at least."""

GROUPS = {"within_table": 390, "between_tables": 150, "identity_and_codes": 100}
"""Passes by group of rules, at least."""


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    home = Home(tmp_path_factory.mktemp("layouts"))
    records = []
    for name in (make().name for make in DISCLOSURES):
        path = HERE / f"{name}.pdf"
        content = path.read_bytes()
        sha256 = hashlib.sha256(content).hexdigest()
        document_id = sha256[:16]
        write_extraction(home, extract_document(path, document_id), document_id, PARSER_VERSION)
        seen = datetime(2026, 1, 1, tzinfo=UTC)
        records.append(IntakeRecord(document_id, sha256, "layouts", name, len(content), None, "new", None, seen))
    with working_connection(home) as connection:
        load_batch(connection, home, records, PARSER_VERSION)
        run_all(connection, load_models())
        result = connection.execute(
            "select file_name, rule_id, rule_group, f.severity, outcome, message from finding as f"
            " join dim_rule using (rule_id) join dim_document using (document_id)"
        )
        columns = [column[0] for column in result.description]
        return [dict(zip(columns, row, strict=True)) for row in result.fetchall()]


def test_no_rule_fails_on_a_disclosure_that_agrees_with_itself(findings: list[dict[str, Any]]) -> None:
    failed = [
        f"{f['file_name']} {f['rule_id']}: {f['message']}"
        for f in findings
        if f["outcome"] == "fail" and f["severity"] in {"error", "warn"} and f["rule_id"] not in TRUE_OF_THE_PAGES
    ]
    assert not failed, "\n".join(failed)


def test_every_document_was_judged(findings: list[dict[str, Any]]) -> None:
    assert {f["file_name"] for f in findings} == {make().name for make in DISCLOSURES}


def test_the_rules_really_ran(findings: list[dict[str, Any]]) -> None:
    documents: dict[str, set[str]] = defaultdict(set)
    groups: dict[str, int] = defaultdict(int)
    for f in findings:
        if f["outcome"] in {"pass", "pass_rounding"}:
            documents[f["rule_id"]].add(f["file_name"])
            groups[f["rule_group"]] += 1
    assert {rule: len(documents[rule]) for rule in PASSES if len(documents[rule]) < PASSES[rule]} == {}
    assert {group: groups[group] for group in GROUPS if groups[group] < GROUPS[group]} == {}


def test_only_what_the_page_leaves_open_is_left_open(findings: list[dict[str, Any]]) -> None:
    left_open = {
        (f["file_name"], f["rule_id"])
        for f in findings
        if f["outcome"] == "insufficient_data" and "范围不能确定" in f["message"]
    }
    assert left_open == set(SCOPE_UNKNOWN)
