"""Column lineage of a model, from its SQL alone (sqlglot)."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from sqlglot import exp, parse_one
from sqlglot.errors import SqlglotError
from sqlglot.lineage import Node, lineage
from sqlglot.optimizer.qualify import qualify

logger = logging.getLogger(__name__)

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
    schema: dict[str, Any] = {table: dict(columns) for table, columns in tables.items()}
    try:
        qualified = qualify(
            parse_one(sql, dialect="duckdb"),
            dialect="duckdb",
            schema=schema,
            validate_qualify_columns=False,
            identify=False,
        )
        _match_by_position(qualified)
        roots = lineage(None, qualified, schema, dialect="duckdb", trim_selects=False)
    except (SqlglotError, ValueError, KeyError, RecursionError) as problem:
        logger.warning("No column lineage for %s: %s", name, str(problem)[:200])
        return {}
    return {column: sorted(set(_leaves(root))) for column, root in roots.items()}


def _match_by_position(expression: exp.Expr) -> None:
    """Rewrite `UNION … BY NAME`: sqlglot follows columns of a union by position only."""
    unions = [union for union in expression.find_all(exp.SetOperation) if union.args.get("by_name")]
    for union in reversed(unions):  # inner ones first
        branches = _branches(union)
        names = list(dict.fromkeys(name for branch in branches for name in branch.named_selects))
        for branch in branches:
            by_name = {select.alias_or_name: select for select in branch.selects}
            branch.set("expressions", [by_name.get(column) or exp.alias_(exp.null(), column) for column in names])
        union.set("by_name", False)  # noqa: FBT003  sqlglot's API


def _branches(query: exp.Expr) -> list[exp.Select]:
    if isinstance(query, exp.SetOperation):
        return [*_branches(query.this), *_branches(query.expression)]
    if isinstance(query, exp.Subquery):
        return _branches(query.this)
    return [query] if isinstance(query, exp.Select) else []


def _leaves(root: Node) -> list[tuple[str, str]]:
    pairs = []
    for node in root.walk():
        if isinstance(node.expression, exp.Table) and not node.downstream:
            column = node.name.rpartition(".")[2].strip('"')
            if column != "*":
                pairs.append((node.expression.name, column))
    return pairs
