"""The page of an operator: metadata of `published_warehouse`, numbers as plots over all builds and tables of what is there now."""

from __future__ import annotations

import resource
from collections.abc import Sequence

from pipeline.operating.overview import Overview, Row
from pipeline.orchestration.metadata import RawMetadataValue, markdown_table

_LISTED = 100
_STATUSES = ("loaded", "loaded_with_findings", "rejected", "duplicate", "superseded")


def overview_metadata(found: Overview) -> dict[str, RawMetadataValue]:
    """Everything of an overview as the UI shows it."""
    new = found.new_findings
    return {
        **{f"documents_{status}": found.statuses.get(status, 0) for status in _STATUSES},
        "findings_new": len(new or []),
        "findings_new_since_last_build": _table(("file", "rule", "severity", "message"), new or []),
        "collections": _table(
            ("collection", "documents", "loaded", "with findings", "rejected", "duplicate or superseded"),
            found.collections,
        ),
        "rejected": _table(("file", "reason", "day"), found.rejected),
        "not_read": _table(("file", "table", "code", "count", "for example"), found.not_read),
        "failing_rules": _table(("rule", "severity", "failing documents"), [_rule(row) for row in found.rules]),
        "free_gigabytes": round(found.free_bytes / 2**30, 1),
        **{f"megabytes_{name}": round(size / 2**20, 1) for name, size in found.used_bytes.items()},
        "largest_memory_of_the_build_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def _rule(row: Row) -> Row:
    rule, severity, statement, failing, judged = row
    return f"{rule} {statement}", severity, f"{failing} of {judged}"


def _table(columns: Sequence[str], rows: Sequence[Row]) -> RawMetadataValue:
    return markdown_table(columns, rows[:_LISTED], total=len(rows))
