"""Runs one SELECT on a published build in a process of its own, which can be killed and can do nothing but read the build.

A script, started by `locked_sql` with an empty environment: JSON on standard input, JSON on standard output. It imports nothing of this project,
so that the process starts in a tenth of a second.
"""

from __future__ import annotations

import contextlib
import json
import resource
import sys
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import duckdb

_MEMORY = "1GB"
_ADDRESS_SPACE = 6 * 2**30
"""Bytes of address space: DuckDB reserves far more than it uses."""
_TABLE_FUNCTIONS = {"range", "generate_series", "unnest"}
_FORBIDDEN_FUNCTIONS = {
    "getenv", "current_setting", "getvariable", "json_execute_serialized_sql", "json_serialize_plan", "nextval", "currval",
    "write_log", "parse_duckdb_log_message", "add_parquet_key", "which_secret", "query", "query_table",
}  # fmt: skip
_CATALOGUE = {("information_schema", "tables"), ("information_schema", "columns")}
_LONGEST = 2000
"""Characters of a text that are passed on."""
_LARGEST = 4 * 2**20
"""Bytes of an answer."""


class Refused(Exception):  # noqa: N818  the other side knows it as `refused`
    """The statement is no plain SELECT on tables of the build; the message says why."""


def nodes(tree: object) -> Iterator[dict[str, Any]]:
    """Every object of a parsed statement."""
    waiting = [tree]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            yield part
            waiting.extend(part.values())
        elif isinstance(part, list):
            waiting.extend(part)


def check(connection: duckdb.DuckDBPyConnection, statement: str) -> None:
    """Let only one SELECT through that reads published tables and calls functions without reach, as DuckDB itself parses it.

    Raises:
        Refused: it does something else.
    """
    (text,) = connection.execute("select json_serialize_sql($statement)", {"statement": statement}).fetchone() or (
        "{}",
    )
    parsed = json.loads(text)
    if parsed.get("error"):
        raise Refused(f"Only one SELECT can be run: {parsed.get('error_message', 'it cannot be parsed')}")
    if len(parsed["statements"]) != 1:
        raise Refused("Only one SELECT can be run at a time.")
    published = {
        (schema, name)
        for schema, name in connection.execute(
            "select schema_name, table_name from duckdb_tables() where not internal"
            " union all select schema_name, view_name from duckdb_views() where not internal"
        ).fetchall()
    }
    local = {
        str(entry["key"]).lower() for node in nodes(parsed) for entry in (node.get("cte_map") or {}).get("map", [])
    }
    for node in nodes(parsed):
        kind = node.get("type")
        if kind == "BASE_TABLE":
            _check_table(node, published, local)
        elif kind == "TABLE_FUNCTION" and node["function"]["function_name"].lower() not in _TABLE_FUNCTIONS:
            raise Refused(f"The table function {node['function']['function_name']} cannot be used here.")
        elif kind == "SHOW_REF":
            raise Refused("Ask for the tables and columns with the tool that describes them.")
        elif kind == "FUNCTION" and str(node.get("function_name", "")).lower() in _FORBIDDEN_FUNCTIONS:
            raise Refused(f"The function {node['function_name']} cannot be used here.")


def _check_table(node: dict[str, Any], published: set[tuple[str, str]], local: set[str]) -> None:
    schema, name = str(node["schema_name"]).lower(), str(node["table_name"])
    if node["catalog_name"] == "" and schema == "" and name.lower() in local:
        return
    known = {(s.lower(), n.lower()) for s, n in published} | _CATALOGUE
    if node["catalog_name"] == "" and ((schema or "main"), name.lower()) in known:
        return
    raise Refused(f"There is no published table {'.'.join(part for part in (schema, name) if part)}.")


def plain(value: object) -> object:
    """A value as JSON has it; money keeps its digits as text."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        return value if value == value and abs(value) != float("inf") else str(value)  # noqa: PLR0124  nan
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [plain(item) for item in value[:_LONGEST]]
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, bytes | bytearray | memoryview):
        return f"({len(value)} bytes)"
    return str(value)[:_LONGEST]


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """Run the statement of a request.

    Args:
        request: `database`, `statement`, `rows` (most rows to give), `seconds` (of processor time).

    Returns:
        `columns`, `rows` and `is_cut`, or `refused` with the reason.
    """
    connection = duckdb.connect(
        request["database"],
        read_only=True,
        config={
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "enable_external_access": False,
            "python_enable_replacements": False,
            "python_scan_all_frames": False,
            "memory_limit": _MEMORY,
            "threads": 2,
            "temp_directory": "",
            "lock_configuration": True,
        },
    )
    try:
        check(connection, request["statement"])
        cursor = connection.execute(request["statement"])
        columns = [column[0] for column in cursor.description or []]
        found = cursor.fetchmany(request["rows"] + 1)
    except Refused as error:
        return {"refused": str(error)}
    except (duckdb.Error, MemoryError) as error:
        return {"refused": (str(error).splitlines() or [type(error).__name__])[0]}
    rows: list[list[object]] = []
    size = 0
    for row in found[: request["rows"]]:
        rows.append([plain(value) for value in row])
        size += len(json.dumps(rows[-1], ensure_ascii=False))
        if size > _LARGEST:
            rows.pop()
            break
    return {"columns": columns, "rows": rows, "is_cut": len(rows) < len(found)}


def main() -> None:
    """Read one request, write one answer."""
    request = json.loads(sys.stdin.buffer.read())
    seconds = int(request["seconds"]) + 1
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # no file can be written, wherever
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (2 * seconds, 2 * seconds))
    with contextlib.suppress(ValueError, OSError):  # a machine may have set less
        resource.setrlimit(resource.RLIMIT_AS, (_ADDRESS_SPACE, _ADDRESS_SPACE))
    sys.stdout.buffer.write(json.dumps(answer(request), ensure_ascii=False).encode("utf-8", "replace"))


if __name__ == "__main__":
    main()
