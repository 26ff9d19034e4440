"""What stands behind a figure of a mart, a figure computed from others followed to theirs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.answers.build import Published
from pipeline.answers.marts import marts
from pipeline.tracing.row_trace import Figure, RowTrace, trace_row


@dataclass(frozen=True, slots=True)
class Evidence:
    """A row of a mart and the figures asked for."""

    row: RowTrace
    figures: Sequence[Figure]
    """Those asked for first, then those they are computed from."""


def evidence_of(build: Published, key: str, *columns: str) -> Evidence:
    """Find what is behind a row.

    Args:
        build: what is asked.
        key: `row_key` of the row.
        columns: figures wanted; all when there is none.

    Raises:
        TraceError: no such mart, row or column in this build.
    """
    cursor, known = build.connection().cursor(), marts()
    traced = [trace_row(cursor, known, key, column) for column in columns] or [trace_row(cursor, known, key)]
    found = traced[0]
    figures = [figure for one in traced for figure in one.figures]
    seen = {figure.column for figure in figures}
    waiting = [figure for figure in figures if not figure.sources]
    declared = known[found.mart].evidence
    while waiting:
        for name in waiting.pop().inputs:
            if name in seen or name not in declared or found.row.get(name) is None:
                continue
            seen.add(name)
            further = trace_row(cursor, known, key, name).figures[0]
            figures.append(further)
            waiting += [] if further.sources else [further]
    return Evidence(found, figures)
