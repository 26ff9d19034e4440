"""What stands behind a figure of a mart, a figure computed from others followed to theirs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.answers.build import Published
from pipeline.tracing.row_trace import Figure, RowTrace, trace_row
from pipeline.warehouse.sql_models import load_marts


@dataclass(frozen=True, slots=True)
class Evidence:
    """A row of a mart and the figures asked for."""

    row: RowTrace
    figures: Sequence[Figure]
    """Those asked for first, then those they are computed from."""


def evidence_of(build: Published, key: str, column: str = "") -> Evidence:
    """Find what is behind a row.

    Args:
        build: what is asked.
        key: `row_key` of the row.
        column: one figure; all when empty.

    Raises:
        TraceError: no such mart, row or column in this build.
    """
    cursor, marts = build.connection().cursor(), load_marts()
    found = trace_row(cursor, marts, key, column or None)
    figures = list(found.figures)
    seen = {figure.column for figure in figures}
    waiting = [figure for figure in figures if not figure.sources]
    declared = marts[found.mart].evidence
    while waiting:
        for name in waiting.pop().inputs:
            if name in seen or name not in declared or found.row.get(name) is None:
                continue
            seen.add(name)
            further = trace_row(cursor, marts, key, name).figures[0]
            figures.append(further)
            waiting += [] if further.sources else [further]
    return Evidence(found, figures)
