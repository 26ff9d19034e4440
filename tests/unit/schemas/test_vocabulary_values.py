"""The vocabulary can only say what the schemas allow; another value would send its rows to quarantine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml

import schemas
from pipeline.language import units
from pipeline.warehouse.database import code_list_files
from schemas import allowed

VOCABULARY = Path(schemas.__file__).parent / "vocabulary"
ALLOWED = {
    "role": allowed.COLUMN_ROLES,
    "flow": allowed.FLOWS,
    "fund": allowed.FUNDS,
    "spending_kind": allowed.SPENDING_KINDS,
    "three_public_item": allowed.THREE_PUBLIC_ITEMS,
    "stage": allowed.STAGES,
    "origin_year": allowed.ORIGIN_YEARS,
}


def values(node: Any) -> Iterator[tuple[str, str]]:
    if isinstance(node, dict):
        for key, value in node.items():
            if key in ALLOWED and isinstance(value, str):
                yield key, value
            elif key != "when":
                yield from values(value)
    elif isinstance(node, list):
        for value in node:
            yield from values(value)


@pytest.mark.parametrize("file", ["columns.yaml", "rows.yaml"])
def test_a_vocabulary_file_names_only_allowed_values(file: str) -> None:
    found = set(values(yaml.safe_load((VOCABULARY / file).read_text(encoding="utf-8"))))
    assert found
    assert not {(key, value) for key, value in found if value not in ALLOWED[key]}


def test_every_kind_of_table_in_the_vocabulary_is_allowed() -> None:
    titles = yaml.safe_load((VOCABULARY / "kinds.yaml").read_text(encoding="utf-8"))["titles"]
    assert {line["kind"] for line in titles} <= set(allowed.TABLE_KINDS)


def test_every_part_names_a_whole_that_exists() -> None:
    assert set(allowed.FUND_PARENTS.values()) <= set(allowed.FUNDS)
    assert set(allowed.FUND_PARENTS) == set(allowed.FUNDS) - {"all"}
    assert set(allowed.SPENDING_KIND_PARENTS.values()) <= set(allowed.SPENDING_KINDS)
    assert set(allowed.SPENDING_KIND_PARENTS) == set(allowed.SPENDING_KINDS) - {"all"}


def test_a_unit_that_reading_understands_can_be_loaded_and_converted() -> None:
    assert set(units.FACTORS) == set(allowed.AMOUNT_UNITS)
    with duckdb.connect() as connection:
        rows = connection.execute(
            "select unit, factor::decimal(20, 2) from read_csv(?, all_varchar = true)",
            [str(code_list_files()["ref_unit"])],
        ).fetchall()
    assert dict(rows) == units.FACTORS
    for unit in units.FACTORS:
        assert units.stated_unit([f"单位：{unit}"]) == unit
        assert units.unit_in_brackets(f"预算数（{unit}）") == unit
        assert units.unit_behind(f"1,234.50{unit}") == unit
