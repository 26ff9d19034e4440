"""Messages that an auditor can send on: Chinese words, both sides with their place and printed text, 多 or 少, one full stop."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from tests.unit.rules.documents import edited, read, results

FORMS = ("budget", "final")
PAGE = Path(__file__).parents[3] / "docs" / "analysts" / "messages.md"


@pytest.fixture(scope="module")
def failed() -> list[dict[str, Any]]:
    documents = {
        f"{form}-{number}": edited(read(f"{form}.yml"), edit)
        for form in FORMS
        for number, edit in enumerate(read(f"{form}_edits.yml"))
    }
    return [row for row in results(documents) if row["outcome"] == "fail"]


def test_no_message_holds_a_name_of_our_own(failed: list[dict[str, Any]]) -> None:
    ours = {
        row["rule_id"]: row["message"]
        for row in failed
        if re.search(r"[a-z]{2,}_|_[a-z]{2,}|\b(total|reception)\b", row["message"])
    }
    assert ours == {}


def test_quotation_marks_inside_others_are_single_ones(failed: list[dict[str, Any]]) -> None:
    nested = {row["rule_id"]: row["message"] for row in failed if re.search("“[^”]*“[^“”]*”[^“]*”", row["message"])}
    assert nested == {}


def test_a_message_ends_in_one_full_stop(failed: list[dict[str, Any]]) -> None:
    assert [row["message"] for row in failed if not re.search(r"[^。]。$", row["message"])] == []


def test_a_difference_has_no_sign_and_nothing_blank_is_a_zero(failed: list[dict[str, Any]]) -> None:
    assert [row["message"] for row in failed if re.search(r"相差 -|[多少] -|（为空）|应等于零", row["message"])] == []


def test_a_sum_names_table_page_row_column_and_what_is_printed(failed: list[dict[str, Any]]) -> None:
    sums = [row["message"] for row in failed if row["rule_id"] in {"R13", "R19", "R32"}]
    assert sums
    shape = r"《[^》]+》第\d+页“[^”]+”行“[^”]+”栏印“[\d,.]+”(万元|元)，应等于其下\d+行之和 [\d.]+(万元|元)（.+），[多少] [\d.]+(万元|元)。"
    assert [message for message in sums if not re.fullmatch(shape, message)] == []


def test_two_tables_are_both_named_with_page_row_and_column(failed: list[dict[str, Any]]) -> None:
    between = [
        row["message"] for row in failed if row["rule_id"] in {"R51", "R56"} and "没有印出数" not in row["message"]
    ]
    assert between
    assert [m for m in between if len(re.findall(r"《[^》]+》第\d+", m)) < 2] == []


def test_a_code_has_its_name(failed: list[dict[str, Any]]) -> None:
    codes = [row["message"] for row in failed if row["rule_id"] == "R51"]
    assert any(re.search(r"支出总表 2\d\d [一-鿿]+", message) for message in codes)


def test_counts_have_no_decimals(failed: list[dict[str, Any]]) -> None:
    counts = [row["message"] for row in failed if "车辆数" in row["message"]]
    assert counts
    assert [message for message in counts if re.search(r"\d\.\d", message)] == []


def test_a_figure_ten_thousand_times_too_large_is_called_a_slip_of_the_unit() -> None:
    document = read("budget.yml")
    claim = next(c for c in document["claims"] if c["item"] == "total_revenue")
    slip = edited(document, {"claim": "total_revenue", "set": {"value": claim["value"] / 10000, "printed": "1元"}})
    messages = [row["message"] for row in results({"slip": slip}) if row["outcome"] == "fail"]
    assert any("数字相同，单位相差一万倍" in message for message in messages), messages


def test_the_page_of_messages_says_what_the_product_says(failed: list[dict[str, Any]]) -> None:
    said = {(row["rule_id"], row["message"]) for row in failed}
    page = re.findall(r"^\| ([FRG]\d+) \| (.+) \|$", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert len(page) >= 40
    assert [line for line in page if line not in said] == []
