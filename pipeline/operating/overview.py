"""The whole home on one page: documents by status over all collections, what is rejected, what is new, what is not read, what it takes."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import duckdb

from pipeline.home import Home
from schemas.declaration import quote_literal

Row = tuple[object, ...]

_STATUSES = "SELECT status, count(*) FROM dim_document GROUP BY 1 ORDER BY 1"
_BY_COLLECTION = """
    SELECT collection, count(*), count(*) FILTER (WHERE status = 'loaded'), count(*) FILTER (WHERE status = 'loaded_with_findings'),
        count(*) FILTER (WHERE status = 'rejected'), count(*) FILTER (WHERE status IN ('duplicate', 'superseded'))
    FROM dim_document GROUP BY 1 ORDER BY 1
"""
_REJECTED = """
    SELECT collection || '/' || file_name, status_reason, ingested_at::DATE::VARCHAR FROM dim_document
    WHERE status = 'rejected' ORDER BY ingested_at DESC, 1
"""
_NOT_READ = """
    SELECT d.collection || '/' || d.file_name, q.target_table, q.reason_code, count(*), any_value(q.reason)
    FROM quarantine AS q INNER JOIN dim_document AS d ON q.document_id = d.document_id GROUP BY ALL ORDER BY 4 DESC, 1
"""
_RULES = """
    SELECT f.rule_id, r.severity, r.statement_zh,
        count(DISTINCT f.document_id) FILTER (WHERE f.outcome = 'fail') AS failing,
        count(DISTINCT f.document_id) FILTER (WHERE f.outcome IN ('pass', 'pass_rounding', 'fail')) AS judged
    FROM finding AS f INNER JOIN dim_rule AS r ON f.rule_id = r.rule_id GROUP BY f.rule_id, r.severity, r.statement_zh HAVING failing > 0
    ORDER BY array_position(['error', 'warn', 'compliance', 'info'], r.severity), failing DESC, 1
"""
_NEW = """
    SELECT d.collection || '/' || d.file_name, f.rule_id, f.severity, f.message
    FROM finding AS f INNER JOIN dim_document AS d ON f.document_id = d.document_id
    WHERE f.outcome = 'fail' AND (f.document_id, f.rule_id) NOT IN (
        SELECT (b.document_id, b.rule_id) FROM before.main.finding AS b WHERE b.outcome = 'fail'
    ) ORDER BY array_position(['error', 'warn', 'compliance', 'info'], f.severity), 1, 2
"""


@dataclass(frozen=True, slots=True)
class Overview:
    """What an operator looks at; every list is complete, whoever shows it cuts it."""

    statuses: dict[str, int]
    collections: list[Row]
    """Collection, documents, loaded, with findings, rejected, duplicate or superseded."""
    rejected: list[Row]
    """File, reason, day; the newest first."""
    not_read: list[Row]
    """File, table, code, count, an example of the reason."""
    rules: list[Row]
    """Rule, severity, what it says, failing documents, judged documents; by severity."""
    new_findings: list[Row] | None
    """File, rule, severity, message of what the build before did not have; None when there was none before."""
    free_bytes: int
    used_bytes: dict[str, int]
    """Folder of the home → bytes."""


def overview(home: Home, build: Path, before: Path | None) -> Overview:
    """Look at a build and its home.

    Args:
        home: the home folder.
        build: a published build.
        before: the build before it.
    """
    with duckdb.connect(str(build), read_only=True) as connection:
        new = None
        if before is not None:
            connection.execute(f"ATTACH {quote_literal(str(before))} AS before (READ_ONLY)")
            new = connection.execute(_NEW).fetchall()
        return Overview(
            dict(connection.execute(_STATUSES).fetchall()),
            connection.execute(_BY_COLLECTION).fetchall(),
            connection.execute(_REJECTED).fetchall(),
            connection.execute(_NOT_READ).fetchall(),
            connection.execute(_RULES).fetchall(),
            new,
            shutil.disk_usage(home.root).free,
            {
                path.name: _size(path)
                for path in (home.store, home.extractions, home.build, home.published, home.dagster)
            },
        )


def _size(folder: Path) -> int:
    return sum(path.lstat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
