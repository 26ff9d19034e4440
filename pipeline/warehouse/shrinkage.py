"""What a build would take away from its readers: the guard against a warehouse that lost something unnoticed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb

from schemas.declaration import quote_literal

_MOST_LOST = 0.02
"""Share of all amounts that another version of the reader may read less (a total that was counted twice, a table that is none)."""
_NAMED = 10

_HELD = """
    select d.document_id, d.collection || '/' || d.file_name, d.parser_version, count(a.document_id)
    from {schema}.document as d left join {schema}.fact_amount as a using (document_id) group by all
"""


@dataclass(frozen=True, slots=True)
class Shrinkage:
    """Documents of the last build that the next one lacks, in whole or in part."""

    missing: tuple[str, ...] = ()
    """Collection and name of documents that are not there any more."""
    poorer: tuple[str, ...] = ()
    """Of documents with fewer amounts, with both counts."""

    def __bool__(self) -> bool:
        return bool(self.missing or self.poorer)

    def __str__(self) -> str:
        parts = []
        for found, what in ((self.missing, "documents are missing"), (self.poorer, "documents have fewer amounts")):
            if found:
                more = f" and {len(found) - _NAMED:,} more" if len(found) > _NAMED else ""
                parts.append(f"{len(found):,} {what}: {', '.join(found[:_NAMED])}{more}")
        return "; ".join(parts)


def shrinkage(connection: duckdb.DuckDBPyConnection, published: Path | None) -> Shrinkage:
    """Compare the working database with the build that readers have.

    A document read by the same version has the same amounts. Another version may read fewer, but not none where there were some, unless hardly any
    amount is lost in all.

    Args:
        connection: the working database.
        published: the last build; None before the first.
    """
    if published is None:
        return Shrinkage()
    connection.execute(f"ATTACH {quote_literal(str(published.resolve()))} AS published_before (READ_ONLY)")
    try:
        before = connection.execute(_HELD.format(schema="published_before.main")).fetchall()
    finally:
        connection.execute("DETACH published_before")
    now = {row[0]: row for row in connection.execute(_HELD.format(schema="main")).fetchall()}
    missing = sorted(name for document, name, _, _ in before if document not in now)
    same_reader: list[str] = []
    other_reader: list[str] = []
    for document, name, version, amounts in before:
        if document in now and now[document][3] < amounts:
            lost = f"{name} ({amounts:,} → {now[document][3]:,})"
            (same_reader if now[document][2] == version else other_reader).append(lost)
    total_before, total_now = sum(row[3] for row in before), sum(row[3] for row in now.values())
    if total_now < total_before * (1 - _MOST_LOST):
        same_reader += other_reader
    return Shrinkage(tuple(missing), tuple(sorted(same_reader)))
