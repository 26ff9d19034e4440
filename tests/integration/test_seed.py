"""Every figure and every indicator of the disclosure this project began from, in the published warehouse.

`tests/samples/seed/` holds what is printed there, read off the pages: 104 cells and 35 indicators. Where the sample PDF heads a column in
another way than the reading in the list does (02, and the two zeros of 03), the PDF is right and the column is not compared.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.integration.conftest import Ingested

pytestmark = [pytest.mark.integration, pytest.mark.xdist_group("samples")]

FILE = "S1_jiaoxi_2024.pdf"
SEED = Path(__file__).parents[1] / "samples" / "seed"
CODES = {
    "unit_code": "unit_code",
    "func_code": "function_code",
    "dept_econ": "department_economic_code",
    "gov_econ": "government_economic_code",
    "project_code": "project_code",
}


def expected(name: str) -> list[dict[str, str]]:
    with (SEED / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def plain(text: str | None) -> str:
    return re.sub(r"[\s“”\"'（）()：:]", "", unicodedata.normalize("NFKC", text or ""))


@contextmanager
def warehouse(ingested: Ingested) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(ingested.home.current), read_only=True) as connection:
        yield connection


def rows(ingested: Ingested, sql: str) -> list[dict[str, Any]]:
    with warehouse(ingested) as connection:
        cursor = connection.execute(sql, [FILE])
        names = [column[0] for column in cursor.description or []]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def is_the_cell(cell: dict[str, str], amount: dict[str, Any]) -> bool:
    if amount["table_seq"] != int(cell["table"][1:]) or amount["printed"] != cell["raw"]:
        return False
    if amount["amount_yuan"] != Decimal(cell["value_wan_yuan"]) * 10000 or amount["printed_unit"] != "万元":
        return False
    if any(cell[theirs] and amount[ours] != cell[theirs] for theirs, ours in CODES.items()):
        return False
    label = plain(cell["row_label"].split(" | ")[0])
    if label and label != "nolabel" and label not in plain(amount["row_label"]):
        return False
    return (
        cell["table"] in {"B02", "B14", "B15"}
        or "*" in cell["column_path"]
        or plain(amount["column_path"]) == plain(cell["column_path"])
    )


def test_every_golden_cell_of_the_seed_is_in_the_warehouse_and_nothing_else(ingested: Ingested) -> None:
    amounts = rows(
        ingested,
        "select a.* from fact_amount a join dim_document d using (document_id) where d.file_name = ? order by amount_id",
    )
    cells = expected("golden_cells.csv")
    assert len(cells) == 104
    missing = []
    # the most particular expectations choose first
    for cell in sorted(cells, key=lambda cell: -sum(bool(cell[name]) for name in (*CODES, "row_label"))):
        found = next((amount for amount in amounts if is_the_cell(cell, amount)), None)
        if found is None:
            missing.append(cell)
        else:
            amounts.remove(found)
    assert missing == []
    assert amounts == []


def test_every_indicator_of_the_seed_is_in_the_warehouse_and_nothing_else(ingested: Ingested) -> None:
    found = rows(
        ingested,
        "select i.* from fact_performance_indicator i join dim_document d using (document_id) where d.file_name = ?"
        " order by table_seq, indicator_seq",
    )
    wanted = expected("indicators.csv")
    assert len(wanted) == 35
    names = ("level1", "level2", "level3", "value", "project_code")
    ours = ("level1", "level2", "level3", "target_printed", "project_code")
    assert sorted(tuple(plain(row[name]) for name in ours) for row in found) == sorted(
        tuple(plain(row[name]) for name in names) for row in wanted
    )


def test_blank_zero_and_formatted_zero_are_told_apart(ingested: Ingested) -> None:
    states = rows(
        ingested,
        "select a.table_seq, a.printed, a.cell_state, count(*) as n from fact_amount a join dim_document d using (document_id)"
        " where d.file_name = ? and a.amount_yuan = 0 group by all order by all",
    )
    # 02 prints 0.00 three times in each of its three rows, 03 prints 0 twice in each; everything else without a figure is blank
    assert [tuple(state.values()) for state in states] == [(2, "0.00", "zero", 9), (3, "0", "zero", 6)]
