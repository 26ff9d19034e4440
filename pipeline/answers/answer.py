"""What every door gives: rows with their unit, scope, build, warnings and the addresses of their cells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from urllib.parse import quote

from pipeline.answers.build import Published
from pipeline.answers.hazards import HAZARDS, Caution
from pipeline.answers.marts import marts

Row = dict[str, Any]
UNIT = "yuan 元 (columns …_yuan; exact decimals as text); `printed` is text in the unit of its table"
_TOLD_APART = ("document_scope", "stage", "fund", "head_count_source", "coverage")
_KEYS_SHOWN = 20
"""Rows behind a row of which the address is given."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer, or a refusal with its reasons."""

    what: str
    """The question that was answered."""
    build: str
    """Id of the build that answered."""
    rows: Sequence[Row] = ()
    warnings: Sequence[Caution] = ()
    is_cut: bool = False
    """There are more rows than were asked for."""
    refused: str = ""
    """Why there is no answer."""
    about: Mapping[str, Any] = field(default_factory=dict)
    """What holds for the whole answer: counts, medians, the document."""
    unit: str = UNIT

    def as_json(self) -> dict[str, Any]:
        """The answer for JSON: money as text with all its digits, every row with the addresses of its cells."""
        return {
            "what": self.what,
            "build": self.build,
            "unit": self.unit,
            "scope": scope_of(self.rows),
            "refused": self.refused or None,
            "warnings": [
                {"code": w.code, "zh": w.chinese, "en": w.english, "refuses": w.refuses} for w in self.warnings
            ],
            "about": plain(self.about),
            "row_count": len(self.rows),
            "is_cut": self.is_cut,
            "rows": [{**plain(row), "cells": cells_of(row)} for row in self.rows],
        }


def plain(value: Any) -> Any:  # noqa: ANN401  whatever a table holds
    """A value as JSON has it."""
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value


def scope_of(rows: Iterable[Row]) -> dict[str, list[Any]]:
    """What the rows are about: their years, stages and scopes."""
    names = ("fiscal_year", "stage", "document_scope", "document_kind")
    found = {name: sorted({row[name] for row in rows if row.get(name) is not None}, key=str) for name in names}
    return {name: values for name, values in found.items() if values}


def cells_of(row: Row) -> dict[str, Any]:
    """Addresses, on the pages and for the tool that traces, of what is behind a row: by column, or the rows it was made of."""
    if row.get("row_key"):
        mart = marts().get(str(row["row_key"]).partition(":")[0])
        columns = [name for name in (mart.evidence if mart else ()) if row.get(name) is not None]
        links = {name: f"/evidence/{quote(str(row['row_key']), safe=':')}/{name}" for name in columns}
        return {"row": row["row_key"], **links}
    if row.get("amount_id"):
        return {"amount_id": f"/amount/{row['amount_id']}"}
    if row.get("row_keys"):
        return {"row_keys": list(row["row_keys"])[:_KEYS_SHOWN], "more": max(0, len(row["row_keys"]) - _KEYS_SHOWN)}
    ids = [*(row.get("left_amount_ids") or []), *(row.get("right_amount_ids") or [])]
    return {"amounts": [f"/amount/{one}" for one in ids[:_KEYS_SHOWN]]} if ids else {}


def warnings_of(build: Published, rows: Sequence[Row]) -> list[Caution]:
    """What a reader of rows beside each other must be told: mixed scopes and stages, figures in doubt, text that was recognised from pictures."""
    texts = {hazard.column: hazard for hazard in HAZARDS}
    found = []
    for column in _TOLD_APART:
        values = {row[column] for row in rows if row.get(column) is not None}
        if len(values) > 1:
            found.append(Caution(column, texts[column].chinese, f"rows differ in {column}: {texts[column].english}"))
    return found + _doubts(build, rows)


def _doubts(build: Published, rows: Sequence[Row]) -> list[Caution]:
    keys = {str(key) for row in rows for key in ([row["row_key"]] if row.get("row_key") else row.get("row_keys") or [])}
    documents = {str(row["document_id"]) for row in rows if row.get("document_id")}
    for mart in {key.partition(":")[0] for key in keys}:
        columns = {
            c["column_name"]
            for c in build.rows("select column_name from duckdb_columns() where table_name = ?", [mart])
        }
        if "document_id" in columns:
            documents |= {
                row["document_id"]
                for row in build.rows(
                    f"select distinct document_id from {mart} where list_contains(?, row_key)",  # noqa: S608  a mart of ours, known by its columns
                    [sorted(keys)],
                )
                if row["document_id"]
            }
    if not documents:
        return []
    counts = (
        build.one(
            """
        select count(distinct document_id) filter (where revenue_is_consistent is false or expenditure_is_consistent is false) as doubtful,
               count(distinct document_id) filter (where text_source <> 'text') as recognised,
               count(distinct document_id) filter (where failed_error_count > 0) as failing,
               count(distinct document_id) filter (where not is_current) as superseded
        from dim_document left join mart_unit_year using (document_id) where list_contains(?, document_id)""",
            [sorted(documents)],
        )
        or {}
    )
    sentences = {
        "doubtful": (
            "{} 份文件的分项与印出的合计对不上，数字存疑",
            "{} documents: parts do not add up to the printed total; doubtful",
        ),
        "recognised": (
            "{} 份文件是扫描件，数字由图像识别",
            "{} documents are scans: figures were recognised from pictures",
        ),
        "failing": (
            "{} 份文件有不符之处，引用前请看问题",
            "{} documents contradict themselves: see their cases before use",
        ),
        "superseded": ("{} 份文件已被新版取代", "{} documents are superseded by a newer edition"),
    }
    return [
        Caution(code, chinese.format(counts[code]), english.format(counts[code]))
        for code, (chinese, english) in sentences.items()
        if counts.get(code)
    ]
