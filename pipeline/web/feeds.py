"""Atom feeds of what is new about a place or a body: documents and their contradictions, what the last build changed, what is missing."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from xml.sax.saxutils import escape, quoteattr

from pipeline.answers.build import Published
from pipeline.web import words

_MOST = 100


@dataclass(frozen=True, slots=True)
class Entry:
    """One piece of news."""

    key: str
    """The same for the same news in every build."""
    title: str
    summary: str
    path: str
    """Of the page about it."""
    updated: datetime


def entries(build: Published, *, place: str = "", unit: str = "") -> list[Entry]:
    """News of a place (division code) or a body (`unit_id`), the newest first."""
    register = build.rows(
        """
        select r.*, d.ingested_at, d.failed_error_count from mart_disclosure_register as r left join dim_document as d using (document_id)
        where ($place = '' or r.place = $place) and ($unit = '' or r.unit_id = $unit) order by r.row_key""",
        {"place": place, "unit": unit},
    )
    about = build.one("select build_id, built_at from meta_build order by built_at desc") or {}
    documents = {row["document_id"]: row for row in register if row["document_id"]}
    found = [_document(row) for row in documents.values()]
    found += [_absent(row, about["built_at"]) for row in register if row["status"] == "missing" or row["is_late"]]
    changes = build.rows(
        "select * from meta_build_diff where list_contains(?, document_id) and subject <> 'document' order by surprise desc, diff_no",
        [list(documents)],
    )
    for row in changes:
        title = f"{row['unit_name'] or row['file_name']} {row['fiscal_year'] or ''} {words.CHANGE.get(row['change'], '')} {row['what'] or ''}"
        values = f"{row['before_text'] or row['before_yuan'] or '—'} → {row['after_text'] or row['after_yuan'] or '—'}"
        key = f"{row['build_id']}:{row['diff_no']}"
        found.append(Entry(key, title, values, f"/document/{row['document_id']}", about["built_at"]))
    return sorted(found, key=lambda entry: (entry.updated, entry.key), reverse=True)[:_MOST]


def _document(row: dict[str, object]) -> Entry:
    title = f"{row['unit_name'] or ''} {row['fiscal_year'] or ''} {words.KIND.get(str(row['document_kind']), '')}"
    updated = row["ingested_at"]
    assert isinstance(updated, datetime)  # noqa: S101  a column of dim_document
    return Entry(
        str(row["document_id"]),
        title,
        f"{row['failed_error_count'] or 0} 处不符",
        f"/document/{row['document_id']}",
        updated,
    )


def _absent(row: dict[str, object], built_at: datetime) -> Entry:
    what = "逾期" if row["is_late"] else "未收到"
    title = (
        f"{what}：{row['unit_name'] or ''} {row['fiscal_year'] or ''} {words.KIND.get(str(row['document_kind']), '')}"
    )
    path = f"/unit/{row['unit_id']}" if row["unit_id"] else f"/place/{row['place']}"
    return Entry(f"{row['row_key']}:{what}", title, str(row["expected_because"] or ""), path, built_at)


def atom(title: str, key: str, base: str, news: Sequence[Entry]) -> str:
    """The feed as XML.

    Args:
        title: of the feed.
        key: place or body it is about.
        base: address of the pages, without a slash at its end.
        news: the newest first.
    """
    updated = news[0].updated if news else datetime(1970, 1, 1)  # noqa: DTZ001  DuckDB's timestamps are UTC without saying so
    parts = "".join(_entry(entry, base) for entry in news)
    return (
        '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom">'
        f"<id>urn:mingzhang:{escape(key)}</id><title>明账 {escape(title)}</title><updated>{updated:%Y-%m-%dT%H:%M:%SZ}</updated>"
        f"<author><name>明账</name></author>{parts}</feed>"
    )


def _entry(entry: Entry, base: str) -> str:
    name = hashlib.sha256(entry.key.encode()).hexdigest()[:32]
    return (
        f"<entry><id>urn:mingzhang:{name}</id><title>{escape(entry.title.strip())}</title><updated>{entry.updated:%Y-%m-%dT%H:%M:%SZ}</updated>"
        f"<link href={quoteattr(base + entry.path)}/><summary>{escape(entry.summary)}</summary></entry>"
    )
