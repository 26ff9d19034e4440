"""Mutation test of the reconciliation rules: change one printed figure at a time in a good disclosure and see which rules notice.

    uv run python benchmarks/mutation.py [PDF] [--seed N] [--limit N]

Each amount of the chosen tables is changed once (a digit is replaced, so that the figure stays plausible). All mutants are loaded as
documents of their own and every rule runs once over all of them. A mutant is caught when a rule fails that does not fail on the original.
"""

from __future__ import annotations

import argparse
import dataclasses
import datetime as dt
import hashlib
import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from pipeline.extracting.document import extract_document
from pipeline.records import AmountRecord, Extraction
from pipeline.warehouse.database import SETTINGS, code_list_files
from pipeline.warehouse.sql_models import SqlModel, load_models, upstream_models
from schemas.declaration import create_statement, describe, polars_schema
from schemas.registry import EXTRACTION_TABLES, TABLES

SAMPLE = Path(__file__).parent.parent / "tests" / "samples" / "S3_edu_bureau_2024.pdf"
KINDS = (
    "revenue_expenditure_summary",
    "revenue",
    "expenditure",
    "fiscal_appropriation_summary",
    "general_public_expenditure",
    "economic_summary",
    "three_public",
    "project_expenditure",
)
"""Tables 01–05, 08, 09 and 12 of the Henan form."""
BATCH = 60


def mutated(amount: AmountRecord, chance: random.Random) -> AmountRecord:
    """The same cell with one digit replaced, never the last one behind the point (that could be rounding)."""
    places = [i for i, c in enumerate(amount.printed) if c.isdigit()]
    whole = [i for i in places if "." not in amount.printed[: i + 1]] or places[:1]
    at = chance.choice(whole)
    digit = chance.choice(
        [d for d in "0123456789" if d != amount.printed[at] and not (at == places[0] and d == "0" and len(whole) > 1)]
    )
    printed = amount.printed[:at] + digit + amount.printed[at + 1 :]
    factor = 10000 if amount.printed_unit == "万元" else 1
    value = Decimal(printed.replace(",", "").replace("，", "")) * factor
    return dataclasses.replace(amount, printed=printed, amount_yuan=value, cell_state="value" if value else "zero")


def with_id(extraction: Extraction, document_id: str, change: tuple[int, AmountRecord] | None) -> Extraction:
    """A copy of all records under another document id, one amount replaced."""

    def renamed(record: Any) -> Any:  # noqa: ANN401 - any record class
        fields: dict[str, Any] = {"document_id": document_id}
        if isinstance(record, AmountRecord):
            fields["amount_id"] = f"{document_id}-{record.amount_id}"
        return dataclasses.replace(record, **fields)

    copy = dataclasses.replace(extraction)
    for attribute, _ in EXTRACTION_TABLES.values():
        setattr(copy, attribute, [renamed(r) for r in getattr(extraction, attribute)])
    if change is not None:
        copy.amounts[change[0]] = renamed(change[1])
    return copy


def outcomes(documents: dict[str, Extraction], models: dict[str, SqlModel]) -> dict[str, set[str]]:
    """Failed rules by document."""
    wanted = upstream("check_result", models)
    with duckdb.connect(config=SETTINGS) as connection:
        for table in TABLES.values():
            connection.execute(create_statement(table))
        frames: dict[str, list[pl.DataFrame]] = defaultdict(list)
        for document_id, extraction in documents.items():
            frames["document"].append(document_frame(document_id, extraction))
            for table, (attribute, _) in EXTRACTION_TABLES.items():
                schema = polars_schema(TABLES[table])
                records = getattr(extraction, attribute)
                frames[table].append(
                    pl.DataFrame([[getattr(r, name) for name in schema] for r in records], schema=schema, orient="row")
                )
        for table, parts in frames.items():
            connection.register("incoming", pl.concat(parts).to_arrow())
            connection.execute(f"INSERT INTO {table} BY NAME FROM incoming")
            connection.unregister("incoming")
        for table, path in code_list_files().items():
            connection.execute(
                f"CREATE TABLE {table} AS FROM read_csv(?, all_varchar = true, header = true)", [str(path)]
            )
        for name in (n for n in models if n in wanted):
            connection.execute(f"CREATE TABLE {name} AS {models[name].sql}")
        found: dict[str, set[str]] = {document_id: set() for document_id in documents}
        for document_id, rule in connection.execute(
            "SELECT DISTINCT document_id, rule_id FROM check_result WHERE outcome = 'fail'"
        ).fetchall():
            found[document_id].add(rule)
        return found


def document_frame(document_id: str, extraction: Extraction) -> pl.DataFrame:
    """One row of raw `document` with what the rules read of it."""
    known: dict[str, Any] = {
        "document_id": document_id,
        "sha256": hashlib.sha256(document_id.encode()).hexdigest(),
        "page_count": extraction.page_count,
        **dataclasses.asdict(extraction.identity),
    }
    neutral = {
        "VARCHAR": "",
        "INTEGER": 0,
        "BIGINT": 0,
        "BOOLEAN": False,
        "TIMESTAMP": dt.datetime(2024, 1, 1, tzinfo=None),  # noqa: DTZ001
    }
    values = {
        column.name: [known.get(column.name, None if column.nullable else neutral.get(column.duckdb_type))]
        for column in describe(TABLES["document"]).columns
    }
    return pl.DataFrame(values, schema=polars_schema(TABLES["document"]))


def upstream(name: str, models: dict[str, SqlModel]) -> set[str]:
    """A model and all models it reads, directly or not."""
    wanted = {name}
    for other in upstream_models(models[name], models):
        wanted |= upstream(other, models)
    return wanted


def batches(items: list[int]) -> Iterator[list[int]]:
    """Slices of `BATCH` items."""
    for start in range(0, len(items), BATCH):
        yield items[start : start + BATCH]


def main() -> None:
    """Run the mutation test and print the share caught, by table and by rule."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pdf", nargs="?", type=Path, default=SAMPLE)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit", type=int, help="number of figures to change (all when not given)")
    options = parser.parse_args()
    chance = random.Random(options.seed)
    models = load_models()
    original = extract_document(options.pdf, "original")
    targets = [i for i, a in enumerate(original.amounts) if a.table_kind in KINDS and a.cell_state == "value"]
    if options.limit and options.limit < len(targets):
        targets = sorted(chance.sample(targets, options.limit))
    base = outcomes({"original": original}, models)["original"]
    print(f"{options.pdf.name}: {len(targets)} figures; the original fails {', '.join(sorted(base)) or 'no rule'}")
    caught: Counter[str] = Counter()
    total: Counter[str] = Counter()
    by_rule: Counter[str] = Counter()
    missed: list[str] = []
    for batch in batches(targets):
        changes = {f"m{i}": (i, mutated(original.amounts[i], chance)) for i in batch}
        found = outcomes({name: with_id(original, name, change) for name, change in changes.items()}, models)
        for name, (index, after) in changes.items():
            before = original.amounts[index]
            total[before.table_kind] += 1
            noticed = found[name] - base
            if noticed:
                caught[before.table_kind] += 1
                by_rule.update(noticed)
            else:
                missed.append(
                    f"  {before.table_kind} p{before.page} {before.row_label} | {before.column_path}: {before.printed} -> {after.printed}"
                )
    for kind in KINDS:
        if total[kind]:
            print(f"{kind:32} {caught[kind]:5} of {total[kind]:5}  {100 * caught[kind] / total[kind]:6.2f} %")
    print(f"{'all':32} {caught.total():5} of {total.total():5}  {100 * caught.total() / total.total():6.2f} %")
    print("by rule: " + ", ".join(f"{rule} {count}" for rule, count in by_rule.most_common()))
    print("not caught:\n" + "\n".join(missed) if missed else "every change was caught")


if __name__ == "__main__":
    main()
