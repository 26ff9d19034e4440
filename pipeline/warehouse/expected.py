"""Operators' lists of expected disclosures → raw table `expected_disclosure`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

import duckdb
import polars as pl

from pipeline.home import Home
from pipeline.intake.expected import read_expected
from pipeline.intake.inbox import collection_folder
from schemas.declaration import polars_schema
from schemas.registry import TABLES

TABLE = "expected_disclosure"


def write_expected(connection: duckdb.DuckDBPyConnection, home: Home, collections: Iterable[str]) -> bool:
    """Bring raw table `expected_disclosure` up to date, inside the caller's transaction.

    Args:
        connection: the working database.
        home: where the inbox is.
        collections: collections whose `expected.csv` is read.

    Returns:
        whether anything changed.

    Raises:
        OSError: a list exists but cannot be read.
    """
    wanted = sorted(set(collections))
    rows = [asdict(entry) for name in wanted for entry in read_expected(collection_folder(home, name)).entries]
    frame = pl.DataFrame(rows, schema=polars_schema(TABLES[TABLE]))
    known = f"SELECT * FROM main.{TABLE} WHERE collection IN (SELECT unnest($1::VARCHAR[]))"  # noqa: S608
    connection.register("incoming_expected", frame)
    try:
        (changed,) = connection.execute(
            f"SELECT count(*) FROM ((({known}) EXCEPT FROM incoming_expected) "  # noqa: S608
            f"UNION ALL (FROM incoming_expected EXCEPT ({known})))",
            [wanted],
        ).fetchone() or (0,)
        if changed:
            connection.execute(f"DELETE FROM main.{TABLE} WHERE collection IN (SELECT unnest($1::VARCHAR[]))", [wanted])  # noqa: S608
            connection.execute(f"INSERT INTO main.{TABLE} BY NAME FROM incoming_expected")
        return bool(changed)
    finally:
        connection.unregister("incoming_expected")
