"""When a field of an amount agrees with the truth of an invented disclosure."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

FACETS = (
    "flow",
    "fund",
    "spending_kind",
    "three_public_item",
    "stage",
    "fiscal_year",
    "function_code",
    "department_economic_code",
    "government_economic_code",
    "unit_code",
    "unit_name",
    "project_name",
    "project_code",
    "row_label",
    "is_leaf_column",
)
"""Fields that every invented disclosure tells."""

FIELDS = (*FACETS, "is_leaf", "row_kind")
"""And those that only some tell for every row."""

_ORDINAL = re.compile(r"^(其中[:：])?([一二三四五六七八九十]+、|\([一二三四五六七八九十\d]+\)|\d+[.、])?")


def squeezed(text: str | None) -> str:
    """In NFKC without blanks."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text or ""))


def agrees(name: str, wanted: Any, got: Any) -> bool:
    """Labels agree without their ordinals, all else exactly."""
    if name in {"row_label", "unit_name"}:
        return _ORDINAL.sub("", squeezed(wanted)) == _ORDINAL.sub("", squeezed(got))
    return bool(wanted == got)
