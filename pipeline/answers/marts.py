"""The marts with what is declared behind their columns, read once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from pipeline.warehouse.sql_models import SqlModel, load_marts


@cache
def marts() -> Mapping[str, SqlModel]:
    """All marts by name."""
    return load_marts()
