"""The vocabulary can only say what the schemas allow; another value would send its rows to quarantine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

import schemas
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
