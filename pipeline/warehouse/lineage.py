"""Column lineage of a model, from its SQL alone (sqlglot)."""

from __future__ import annotations

import logging
from collections.abc import Mapping

from sqlglot import exp, parse_one
from sqlglot.errors import SqlglotError
from sqlglot.lineage import Node, lineage

logger = logging.getLogger(__name__)

_UNRESOLVED = (SqlglotError, ValueError, KeyError, RecursionError)

Lineage = dict[str, list[tuple[str, str]]]


def column_lineage(name: str, sql: str, tables: Mapping[str, Mapping[str, str]]) -> Lineage:
    """Find which table columns each output column is computed from.

    Lineage is a help for readers: what sqlglot cannot resolve is logged and left out, it never fails a run.

    Args:
        name: the model, for the log.
        sql: its body.
        tables: columns with their types of every table that the body reads.

    Returns:
        output column → (table, column) pairs.
    """
    schema = {table: dict(columns) for table, columns in tables.items()}
    try:
        roots = lineage(None, sql, schema, dialect="duckdb", trim_selects=False)
    except (
        _UNRESOLVED
    ) as problem:  # one column is enough to fail all, for example a UNION ALL BY NAME with a column on one side only
        logger.debug("Column lineage of %s one by one: %s", name, problem)
        roots = {}
        for column in _output_columns(sql):
            try:
                roots[column] = lineage(column, sql, schema, dialect="duckdb", trim_selects=False)
            except _UNRESOLVED as reason:
                logger.warning("No lineage for column %s of %s: %s", column, name, str(reason)[:200])
    return {column: sorted(set(_leaves(root))) for column, root in roots.items()}


def _output_columns(sql: str) -> list[str]:
    try:
        expression = parse_one(sql, dialect="duckdb")
    except SqlglotError:
        return []
    return [name for name in expression.named_selects if name != "*"] if isinstance(expression, exp.Query) else []


def _leaves(root: Node) -> list[tuple[str, str]]:
    pairs = []
    for node in root.walk():
        if isinstance(node.expression, exp.Table) and not node.downstream:
            column = node.name.rpartition(".")[2].strip('"')
            if column != "*":
                pairs.append((node.expression.name, column))
    return pairs
