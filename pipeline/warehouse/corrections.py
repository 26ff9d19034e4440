"""`corrections.yml` of a collection: corrections by hand, as data.

    corrections:
      - document: 4a07dc8854fcdec6        # document_id, a longer beginning of the SHA-256, or the file's name in this collection
        page: 9                           # the cell: amount_id, or any of page, table, row, column that leave exactly one
        table: 3                          # table_seq
        row: 二、公共安全支出              # row_seq (a number) or the row's name as printed
        column: 支出/金额                  # column_seq (a number) or the column's path
        printed: "1,234.50"               # what stands there now; the correction applies only while it does
        corrected: "1,243.50"             # in the same unit
        concerns: reading                 # `reading` (we read the page wrongly) or `document` (the page is wrong)
        reason: the scan shows 1,243.50
        source: page picture, checked by two people

Nothing printed is ever overwritten: `fact_amount` stays as it was read, the corrections are a table of their own (`correction`), and the models
`stg_amount_correction` and `fact_amount_correction` find their cells anew in every build. A correction that does not fit, any more or from the start,
keeps its row with a status that says why, and fails rule G05. That a sum then adds up is no reason to correct a figure.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

import duckdb
import polars as pl
import yaml

from pipeline.home import CORRECTIONS_NAME, Home
from pipeline.intake.inbox import collection_folder
from schemas.declaration import describe, polars_schema
from schemas.registry import TABLES

TABLE = "correction"

_TEXTS = ("document", "printed", "corrected", "concerns", "reason", "source")
_LOCATORS = ("amount_id", "page", "table", "row", "column")
_CONCERNS = ("reading", "document")


@dataclass(frozen=True, slots=True)
class CorrectionEntry:
    """One entry of a corrections file; a row of raw table `correction`."""

    correction_id: str
    collection: str
    entry_no: int
    """From 1; 0 for a file that cannot be read at all."""
    document_reference: str | None = None
    amount_id: str | None = None
    page: int | None = None
    table_seq: int | None = None
    row_locator: str | None = None
    column_locator: str | None = None
    printed_expected: str | None = None
    corrected_printed: str | None = None
    corrected_value: Decimal | None = None
    """In the unit of the cell."""
    concerns: str | None = None
    reason: str | None = None
    source: str | None = None
    problem: str | None = None
    """What is wrong with the entry and what to do; such an entry is never applied."""


def read_corrections(folder: Path) -> list[CorrectionEntry]:
    """Read the corrections of a collection.

    Args:
        folder: the collection's folder below the inbox; its name is the collection.

    Returns:
        every entry, faulty ones included, with what is wrong with them; nothing when there is no file.

    Raises:
        OSError: the file exists but cannot be read.
    """
    path = folder / CORRECTIONS_NAME
    if not path.exists():
        return []
    try:
        return parse_corrections(path.read_text(encoding="utf-8-sig"), folder.name)
    except UnicodeDecodeError:
        return [_unreadable(folder.name, "is no UTF-8 text: save it as UTF-8")]


def parse_corrections(text: str, collection: str) -> list[CorrectionEntry]:
    """Parse the text of a corrections file.

    Args:
        text: YAML, a mapping with the key `corrections` and a list of entries.
        collection: name of the collection.

    Returns:
        as `read_corrections`.
    """
    try:
        content = yaml.load(text, Loader=_PlainTexts)  # noqa: S506 (a SafeLoader that leaves numbers as they are written)
    except yaml.YAMLError as problem:
        where = getattr(problem, "problem_mark", None)
        line = f" in line {where.line + 1}" if where else ""
        return [_unreadable(collection, f"is no valid YAML{line}: {getattr(problem, 'problem', None) or 'check it'}")]
    if content in (None, ""):
        return []
    entries = content.get("corrections") if isinstance(content, Mapping) else None
    if entries in (None, "") and isinstance(content, Mapping) and list(content) == ["corrections"]:
        return []
    if not isinstance(entries, list):
        return [
            _unreadable(
                collection, "must hold the key `corrections:` and below it a list of entries that begin with `- `"
            )
        ]
    return [_entry(raw, number, collection) for number, raw in enumerate(entries, start=1)]


class _PlainTexts(yaml.SafeLoader):
    """Reads every value as text, so that 1234.50 stays 1234.50 and 012 stays 012."""


_PlainTexts.yaml_implicit_resolvers = {}


def _unreadable(collection: str, problem: str) -> CorrectionEntry:
    return CorrectionEntry(_key(collection, 0, ""), collection, 0, problem=f"{CORRECTIONS_NAME} {problem}.")


def _key(collection: str, number: int, content: str) -> str:
    """Stable while the entry itself does not change; the number only tells equal entries apart in an unreadable file."""
    return hashlib.sha256(f"{collection}\n{content or number}".encode()).hexdigest()[:16]


def _entry(raw: object, number: int, collection: str) -> CorrectionEntry:
    if not isinstance(raw, Mapping):
        text = f"entry {number} must be a mapping of {', '.join((*_TEXTS[:1], *_LOCATORS, *_TEXTS[1:]))}"
        return CorrectionEntry(
            _key(collection, number, str(raw)), collection, number, problem=f"{CORRECTIONS_NAME} {text}."
        )
    values = {
        str(key): str(value).strip() for key, value in raw.items() if not isinstance(value, Mapping | list) and value
    }
    problems = _problems(raw, values)
    corrected = _number(values.get("corrected", ""))
    content = "\n".join(f"{name}={values.get(name, '')}" for name in (*_TEXTS, *_LOCATORS))
    return CorrectionEntry(
        correction_id=_key(collection, number, content),
        collection=collection,
        entry_no=number,
        document_reference=values.get("document"),
        amount_id=values.get("amount_id"),
        page=_whole(values.get("page")),
        table_seq=_whole(values.get("table")),
        row_locator=values.get("row"),
        column_locator=values.get("column"),
        printed_expected=values.get("printed"),
        corrected_printed=values.get("corrected"),
        corrected_value=corrected,
        concerns=values.get("concerns") if values.get("concerns") in _CONCERNS else None,
        reason=values.get("reason"),
        source=values.get("source"),
        problem=f"{CORRECTIONS_NAME} entry {number}: {'; '.join(problems)}." if problems else None,
    )


def _problems(raw: Mapping[object, object], values: Mapping[str, str]) -> list[str]:
    found = []
    unknown = [str(key) for key in raw if str(key) not in (*_TEXTS, *_LOCATORS)]
    if unknown:
        found.append(f"unknown key {', '.join(unknown)}; known are {', '.join((*_TEXTS, *_LOCATORS))}")
    missing = [name for name in _TEXTS if not values.get(name)]
    if missing:
        found.append(f"{', '.join(missing)} missing")
    if not any(values.get(name) for name in _LOCATORS):
        found.append("no cell named: give amount_id, or page, table, row and column")
    found += [
        f"{name} `{values[name]}` is no whole number from 1"
        for name in ("page", "table")
        if values.get(name) and _whole(values[name]) is None
    ]
    if values.get("corrected") and _number(values["corrected"]) is None:
        found.append(f"corrected `{values['corrected']}` is no number such as 1,234.50 in the unit of the cell")
    if values.get("concerns") and values["concerns"] not in _CONCERNS:
        found.append(
            f"concerns `{values['concerns']}` must be reading (we misread the page) or document (the page is wrong)"
        )
    return found


def _whole(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and 0 < int(text) < 2**31 else None


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text.replace(",", "").replace("，", ""))
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number) < 10**15 and number.as_tuple().exponent >= -6 else None  # type: ignore[operator]


def write_corrections(connection: duckdb.DuckDBPyConnection, home: Home, collections: Iterable[str]) -> set[str] | None:
    """Bring raw table `correction` up to date, inside the caller's transaction.

    Args:
        connection: the working database.
        home: where the inbox is.
        collections: collections whose corrections files are read.

    Returns:
        documents whose amounts have to be computed again; None when no file changed.

    Raises:
        OSError: a corrections file exists but cannot be read.
    """
    wanted = sorted(set(collections))
    rows = [asdict(entry) for name in wanted for entry in read_corrections(collection_folder(home, name))]
    columns = ", ".join(describe(TABLES[TABLE]).column_names)
    connection.register("incoming_correction", pl.DataFrame(rows, schema=polars_schema(TABLES[TABLE])))
    try:
        known = f"SELECT {columns} FROM main.{TABLE} WHERE collection IN (SELECT unnest($1::VARCHAR[]))"  # noqa: S608
        changed = connection.execute(
            f"SELECT document_reference, collection FROM (({known}) EXCEPT FROM incoming_correction) "  # noqa: S608
            f"UNION SELECT document_reference, collection FROM ((FROM incoming_correction) EXCEPT ({known}))",
            [wanted],
        ).fetchall()
        if not changed:
            return None
        connection.execute(f"DELETE FROM main.{TABLE} WHERE collection IN (SELECT unnest($1::VARCHAR[]))", [wanted])  # noqa: S608
        connection.execute(f"INSERT INTO main.{TABLE} BY NAME FROM incoming_correction")
    finally:
        connection.unregister("incoming_correction")
    references = [reference for reference, _ in changed if reference]
    found = connection.execute(
        "SELECT DISTINCT document_id FROM main.document, (SELECT unnest(?::VARCHAR[]) AS reference) "
        "WHERE starts_with(sha256, lower(reference)) OR file_name = reference",
        [references],
    ).fetchall()
    return {row[0] for row in found}
