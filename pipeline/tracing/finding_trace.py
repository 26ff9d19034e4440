"""What stands behind a finding: its message, the cells of both sides, and the sentences it speaks of."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from pipeline.tracing.trace import Trace, TraceError, rows_of, trace_amount


@dataclass(frozen=True, slots=True)
class Statement:
    """A figure in the prose."""

    sha256: str
    document_id: str
    page: int
    """From 1."""
    sentence: str
    printed: str
    """The words that carry the number."""


@dataclass(frozen=True, slots=True)
class FindingTrace:
    """One place where a rule failed, or the rule's answer where it did not."""

    message: str
    severity: str
    outcome: str
    left: tuple[Trace, ...]
    right: tuple[Trace, ...]
    statements: tuple[Statement, ...]
    """Figures of the prose that the message names."""


_FINDING = """
select message, severity, outcome, left_amount_ids, right_amount_ids
from finding
where document_id = ? and rule_id = ?
order by outcome <> 'fail', abs(difference) desc nulls last, message
"""

_STATEMENT = """
select distinct on (claim.page, claim.printed) document.sha256, claim.document_id, claim.page, claim.sentence, claim.printed
from fact_narrative_claim as claim
join dim_document as document using (document_id)
where claim.document_id = $document
    and contains($message, '第' || claim.page || '页') and contains($message, '“' || claim.printed || '”')
order by claim.page, claim.printed, claim.claim_seq
"""


def trace_finding(con: duckdb.DuckDBPyConnection, document_id: str, rule_id: str) -> list[FindingTrace]:
    """Find what a rule says about a document and every cell and sentence that it compared.

    Args:
        con: the published build; it is only read.
        document_id: the document.
        rule_id: the rule.

    Returns:
        what failed, the largest difference first; the rule's one answer when nothing failed.

    Raises:
        TraceError: the rule has no finding for this document.
    """
    rows = rows_of(con, _FINDING, [document_id, rule_id])
    if not rows:
        raise TraceError(
            "unknown_id",
            f"Rule {rule_id!r} has no finding for document {document_id!r}. See: mingzhang findings {document_id}",
        )
    return [
        FindingTrace(
            row["message"],
            row["severity"],
            row["outcome"],
            tuple(trace_amount(con, amount_id) for amount_id in row["left_amount_ids"] or ()),
            tuple(trace_amount(con, amount_id) for amount_id in row["right_amount_ids"] or ()),
            tuple(
                Statement(**statement)
                for statement in rows_of(con, _STATEMENT, {"document": document_id, "message": row["message"]})
            ),
        )
        for row in rows
    ]
