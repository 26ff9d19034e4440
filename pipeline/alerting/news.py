"""What a published build has that somebody should know: rejected documents, contradictions of severity error, its age."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

import duckdb

from pipeline.alerting.alert import Alert
from pipeline.home import Home

_REJECTED = """
    select document_id, collection || '/' || file_name, coalesce(status_reason, '') from dim_document where status = 'rejected' order by 2
"""
_CASES = """
    select f.document_id, f.case_id, d.collection || '/' || d.file_name, min_by(f.rule_id || ' ' || coalesce(f.message, ''), f.rule_id)
    from finding as f inner join dim_document as d on f.document_id = d.document_id
    where f.severity = 'error' and f.outcome = 'fail' and d.status <> 'superseded'
    group by all order by 3, 2
"""


def alerts_of_build(home: Home, stale_after_hours: float, now: datetime | None = None) -> list[Alert]:
    """What the current build says; empty before the first.

    Args:
        home: the home folder.
        stale_after_hours: age from which a build is stale; 0 for never.
        now: with a zone; the clock when None.
    """
    if not home.current.exists():
        return []
    build = home.current.resolve()
    with duckdb.connect(str(build), read_only=True) as connection:
        rejected = connection.execute(_REJECTED).fetchall()
        cases = connection.execute(_CASES).fetchall()
        row = connection.execute("SELECT built_at FROM meta_build WHERE build_id = ?", [build.stem]).fetchone()
    found = [
        Alert(f"rejected:{document}:{_short(reason)}", "rejected", f"{name} is rejected: {reason}")
        for document, name, reason in rejected
    ]
    found += [
        Alert(f"case:{document}:{case}", "error_case", f"{name}: {message}") for document, case, name, message in cases
    ]
    age = ((now or datetime.now(UTC)) - row[0].replace(tzinfo=UTC)).total_seconds() / 3600 if row else 0
    if stale_after_hours and age > stale_after_hours:
        text = f"The published build {build.stem} is {age:,.0f} hours old: is the daemon running, and do files arrive?"
        found.append(Alert(f"stale:{build.stem}", "stale_build", text))
    return found


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:12]
