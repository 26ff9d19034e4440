"""Small documents for rule tests: a compact YAML document becomes raw rows, an edit changes one printed thing in it.

In YAML a table gives its columns by number with their meaning and its rows with the figures they print by column number.
"""

from __future__ import annotations

import copy
import dataclasses
import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import yaml

from pipeline.records import Extraction
from pipeline.warehouse.database import SETTINGS, create_reference
from pipeline.warehouse.model_testing import project_models
from pipeline.warehouse.sql_models import SqlModel, upstream_models
from schemas.declaration import create_statement, describe, polars_schema
from schemas.registry import EXTRACTION_TABLES, TABLES

CASES = Path(__file__).parent / "cases"
Rows = dict[str, list[dict[str, Any]]]
_NEUTRAL: dict[str, Any] = {
    "VARCHAR": "",
    "BOOLEAN": False,
    "DOUBLE": 0.0,
    "DECIMAL": Decimal(0),
    "TIMESTAMP": dt.datetime(2024, 1, 1, tzinfo=None),  # noqa: DTZ001
    "DATE": dt.date(2024, 1, 1),
    "VARCHAR[]": [],
}
_FACETS = ("flow", "fund", "spending_kind", "three_public_item", "stage", "origin_year", "fiscal_year")
_ROW_KEYS = (
    "unit_code",
    "unit_name",
    "function_code",
    "department_economic_code",
    "government_economic_code",
    "project_code",
    "project_name",
)


def read(name: str) -> Any:
    """A YAML file of the cases folder."""
    return yaml.safe_load((CASES / name).read_text(encoding="utf-8"))


def edited(document: dict[str, Any], edit: dict[str, Any]) -> dict[str, Any]:
    """A copy of the document with one change.

    `{table, row, column, to}` prints another figure (`to: null` blanks the cell), `{table, row, set: {…}}` changes a row,
    `{table, drop_row}` removes one, `{drop_table}` a table, `{table, set_table: {…}}` its heading,
    `{claim, to|set}` a statement of the prose, `{add_claim}` adds one, `{indicator, set}` changes an indicator.
    """
    out = copy.deepcopy(document)
    if "drop_table" in edit:
        out["tables"] = [t for t in out["tables"] if t["title"] != edit["drop_table"]]
        assert len(out["tables"]) < len(document["tables"]), f"no table {edit['drop_table']}"
    if "add_claim" in edit:
        out["claims"].append(edit["add_claim"])
    if "claim" in edit:
        claim = [c for c in out["claims"] if c["item"] == edit["claim"]][edit.get("nth", 0)]
        claim.update(edit.get("set", {}))
        if "to" in edit:
            claim.update(value=edit["to"], printed=f"{Decimal(str(edit['to'])) / 10000:.2f}万元")
    if "table" in edit:
        table = next(t for t in out["tables"] if t["title"] == edit["table"])
        table.update(edit.get("set_table", {}))
        if "drop_row" in edit:
            table["rows"] = [r for r in table["rows"] if r["label"] != edit["drop_row"]]
        if "add_row" in edit:
            table["rows"].append(edit["add_row"])
        if "row" in edit:
            row = [r for r in table["rows"] if r["label"] == edit["row"]][edit.get("nth", 0)]
            row.update(edit.get("set", {}))
            if "column" in edit:
                row["v"] = {k: v for k, v in row["v"].items() if k != edit["column"]}
                if edit["to"] is not None:
                    row["v"][edit["column"]] = edit["to"]
        if "indicator" in edit:
            next(i for i in table["indicators"] if i["level3"] == edit["indicator"]).update(edit["set"])
    return out


def raw_rows(document: dict[str, Any], document_id: str) -> Rows:
    """Rows of the raw tables for one document."""
    rows: Rows = {
        name: []
        for name in (
            "document",
            "document_table",
            "table_column",
            "table_row",
            "fact_amount",
            "fact_performance_indicator",
            "fact_narrative_claim",
        )
    }
    head = {"document_id": document_id, "sha256": document_id, **document["document"]}
    rows["document"].append(head)
    for seq, table in enumerate(document.get("tables", []), start=1):
        _table(table, seq, document_id, head, rows)
    for seq, claim in enumerate(document.get("claims", []), start=1):
        rows["fact_narrative_claim"].append(
            {
                "document_id": document_id,
                "claim_seq": seq,
                "page": claim.get("page", 3),
                "item": claim["item"],
                "value": Decimal(str(claim["value"])),
                "value_unit": claim.get("unit", "yuan"),
                "printed": claim["printed"],
                "sentence": claim["sentence"],
            }
        )
    return rows


def _table(table: dict[str, Any], seq: int, document_id: str, head: dict[str, Any], rows: Rows) -> None:
    key = {"document_id": document_id, "table_seq": seq}
    page = 5 + seq
    printed = [v for r in table["rows"] for v in r["v"].values()]
    rows["document_table"].append(
        {
            **key,
            "table_kind": table["kind"],
            "title": table["title"],
            "label": table.get("label"),
            "page_first": page,
            "page_last": page,
            "amount_unit": table.get("unit", "万元"),
            "row_count": len(table["rows"]),
            "column_count": len(table["columns"]),
            "status": table.get("status", "bound" if printed else "empty"),
            "unit_name": table.get("unit_name", head.get("unit_name")),
            "fiscal_year": table.get("fiscal_year", head.get("fiscal_year")),
            "by": table["by"],
        }
    )
    for number, column in table["columns"].items():
        meaning = {facet: column.get(facet, table.get(facet)) for facet in _FACETS}
        rows["table_column"].append(
            {
                **key,
                "column_seq": number,
                "column_path": column["path"],
                "role": column.get("role", "amount"),
                "is_leaf_column": column.get("leaf", True),
                "is_of_which": column.get("of_which", False),
                **meaning,
            }
        )
    for row_seq, row in enumerate(table["rows"], start=1):
        _row(table, row, row_seq, {**key, "page": page, "row_seq": row_seq}, rows)
    for number, indicator in enumerate(table.get("indicators", []), start=1):
        rows["fact_performance_indicator"].append({**key, "indicator_seq": number, "page": page, **indicator})


def _row(table: dict[str, Any], row: dict[str, Any], row_seq: int, key: dict[str, Any], rows: Rows) -> None:
    leaf = row.get("leaf", row["kind"] not in {"total", "of_which"})
    codes = {name: row[name] for name in _ROW_KEYS if name in row}
    shared = {
        "row_kind": row["kind"],
        "is_leaf": leaf,
        "row_label": row["label"],
        "row_ordinal": row.get("ordinal"),
        "row_section": row.get("section"),
        **codes,
    }
    rows["table_row"].append({**key, "amount_count": len(row["v"]), "flow": row.get("flow"), **shared})
    for number, printed in row["v"].items():
        column = table["columns"][number]
        meaning = {facet: row.get(facet, column.get(facet, table.get(facet))) for facet in _FACETS}
        factor = 10000 if table.get("unit", "万元") == "万元" else 1
        value = Decimal(printed.replace(",", "")) * factor
        rows["fact_amount"].append(
            {
                **key,
                **shared,
                **meaning,
                "amount_id": f"{key['document_id']}-{key['table_seq']}-{row_seq}-{number}",
                "table_kind": table["kind"],
                "column_seq": number,
                "printed": printed,
                "printed_unit": table.get("unit", "万元"),
                "cell_state": "zero" if value == 0 else "value",
                "confidence": row.get("confidence", 1),
                "amount_yuan": value,
                "is_leaf_column": column.get("leaf", True),
                "is_of_which": column.get("of_which", False) or row["kind"] == "of_which",
                "column_path": column["path"],
            }
        )


def results(documents: dict[str, dict[str, Any]], model: str = "finding_in_document") -> list[dict[str, Any]]:
    """Compute a model over several documents at once.

    Args:
        documents: document id → compact document.
        model: name of the model.

    Returns:
        its rows.
    """
    rows: Rows = {}
    for name, content in documents.items():
        for table, more in raw_rows(content, name).items():
            rows.setdefault(table, []).extend(more)
    return computed_rows(rows, model)


def extracted(extraction: Extraction, document_id: str) -> Rows:
    """Rows of the raw tables for what was read from a file."""
    rows: Rows = {
        table: [dataclasses.asdict(record) for record in getattr(extraction, attribute)]
        for table, (attribute, _) in EXTRACTION_TABLES.items()
    }
    head = {"document_id": document_id, "sha256": document_id, "rejected_reason": extraction.rejected_reason}
    rows["document"] = [head | dataclasses.asdict(extraction.identity)]
    return rows


def computed_rows(rows: Rows, model: str = "finding_in_document") -> list[dict[str, Any]]:
    """Load raw rows in bulk, compute a model and all it reads, return its rows."""
    models = project_models()
    wanted = _with_upstream(models[model], models)
    with duckdb.connect(config=SETTINGS) as connection:
        for table, declared in TABLES.items():
            connection.execute(create_statement(declared))
            if rows.get(table):
                _load(connection, table, rows[table])
        create_reference(connection)
        for name in (n for n in models if n in wanted):
            connection.execute(f"CREATE TABLE {name} AS {models[name].sql}")
        result = connection.execute(f"FROM {model}")
        names = [column[0] for column in result.description]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def _load(connection: duckdb.DuckDBPyConnection, table: str, rows: list[dict[str, Any]]) -> None:
    columns = describe(TABLES[table]).columns
    neutral = {c.name: None if c.nullable else _NEUTRAL.get(c.duckdb_type.split("(")[0], 0) for c in columns}
    schema = polars_schema(TABLES[table])
    frame = pl.DataFrame(
        {
            name: [row.get(name, neutral[name]) if row.get(name) is not None else neutral[name] for row in rows]
            for name in schema
        },
        schema=schema,
    )
    connection.register("incoming", frame.to_arrow())
    connection.execute(f"INSERT INTO {table} BY NAME FROM incoming")
    connection.unregister("incoming")


def _with_upstream(model: SqlModel, models: Mapping[str, SqlModel]) -> set[str]:
    wanted = {model.name}
    for name in upstream_models(model, models):
        wanted |= _with_upstream(models[name], models)
    return wanted
