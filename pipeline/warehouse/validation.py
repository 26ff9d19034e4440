"""Pandera at the border: rows that break their declaration go to quarantine, the rest loads.

Pandera costs about a millisecond per column whatever the number of rows, so a whole batch of documents is validated at once.
"""

from __future__ import annotations

from collections import defaultdict

import pandera.errors
import polars as pl

from pipeline.records import QuarantineRecord
from pipeline.warehouse.frames import quarantined
from schemas.declaration import WarehouseTable, describe


def validate(frame: pl.DataFrame, model: type[WarehouseTable]) -> tuple[pl.DataFrame, list[QuarantineRecord]]:
    """Check a frame against its declaration.

    Args:
        frame: rows of one table, of any number of documents.
        model: the declared table.

    Returns:
        the rows that pass, and one quarantine record per row that does not (all its reasons together).

    Raises:
        pandera.errors.SchemaErrors: the frame as a whole is wrong (a missing column, another type); that is a fault of this
            program and not of a document.
    """
    if frame.is_empty():
        return frame, []
    try:
        model.to_schema().validate(frame, lazy=True)
    except pandera.errors.SchemaErrors as errors:
        reasons = _reasons_by_row(errors)
    else:
        return frame, []
    table = describe(model).name
    refused = [
        quarantined(row, table, row["document_id"], "; ".join(reasons[index]))
        for index, row in zip(sorted(reasons), frame[sorted(reasons)].iter_rows(named=True), strict=True)
    ]
    kept = frame.with_row_index("__row").filter(~pl.col("__row").is_in(list(reasons))).drop("__row")
    return kept, refused


def _reasons_by_row(errors: pandera.errors.SchemaErrors) -> dict[int, list[str]]:
    """Row index → reasons. One failing check can give several failure cases for a row; each reason stands once."""
    reasons: dict[int, list[str]] = defaultdict(list)
    for case in errors.failure_cases.iter_rows(named=True):
        if case["index"] is None:
            raise errors
        reason = f"{case['column']} = {case['failure_case']} breaks {case['check']}"
        if reason not in reasons[case["index"]]:
            reasons[case["index"]].append(reason)
    return reasons
