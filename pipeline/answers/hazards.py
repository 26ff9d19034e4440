"""Where a statement adds up or ranks what must not be mixed: department and unit, budget and final accounts, totals and their parts, 元 and 万元.

A column like `document_scope` tells apart rows that hold the same money again. A statement that adds over a table must settle each such column:
fix it to one value, group by it, or group by something of which it depends. What depends on what is asked of the build itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import duckdb
import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError
from sqlglot.optimizer.qualify import qualify
from sqlglot.optimizer.scope import Scope, traverse_scope

from pipeline.warehouse.chinese_views import SCHEMA as CHINESE_SCHEMA
from pipeline.warehouse.chinese_views import load_chinese_views
from schemas.declaration import quote_identifier


@dataclass(frozen=True, slots=True)
class Caution:
    """What is wrong with a comparison."""

    code: str
    """The column that was not settled, or a word for the kind."""
    chinese: str
    english: str
    refuses: bool = False
    """The answer would be a wrong number, not only one to read with care."""


@dataclass(frozen=True, slots=True)
class Hazard:
    """A column whose values must not be mixed."""

    column: str
    chinese: str
    english: str
    adds_up_wrong: bool = True
    """A sum over several values counts money twice."""
    only_in: tuple[str, ...] = ("",)
    """Beginnings of the names of the tables it is about."""


_PRINTED_AMOUNTS = ("fact_amount", "stg_amount")
"""Every printed cell, totals beside their parts."""

HAZARDS = (
    Hazard(
        "document_scope",
        "“部门”已含所属单位，部门与单位的数不能相加或混排：请用 document_scope 选定一种口径",
        "department contains its units: fix document_scope to one value or group by it",
    ),
    Hazard(
        "stage",
        "预算与决算是同一笔钱的两个时点，不能相加或混排：请用 stage 选定一个阶段",
        "budget and final accounts are the same money at two moments: fix stage to one value or group by it",
    ),
    Hazard(
        "document_kind",
        "四种文件（部门、单位，预算、决算）含同一笔钱：请用 document_kind 选定一种",
        "department and unit, budget and final accounts hold the same money: fix document_kind to one value or group by it",
        only_in=("fact_",),
    ),
    Hazard(
        "fund",
        "“全部资金”已含各项资金：请用 fund 选定一种",
        "fund `all` contains the other funds: fix fund to one value or group by it",
        only_in=("mart_",),
    ),
    Hazard(
        "basis",
        "全部资金与财政拨款两种口径重叠：请用 basis 选定一种",
        "all funds and appropriation overlap: fix basis to one value or group by it",
        only_in=("mart_function",),
    ),
    Hazard(
        "level",
        "类、款、项逐级包含：请用 level 选定一级",
        "类 contains 款 contains 项: fix level to one value or group by it",
        only_in=("mart_function",),
    ),
    Hazard(
        "three_public_item",
        "“三公”合计已含各项：请用 three_public_item 选定一项",
        "the total of 三公 contains its items: fix three_public_item to one value or group by it",
    ),
    Hazard(
        "is_own_year",
        "文件既列本年数也列上年数：请加 is_own_year",
        "a document prints last year's figures too: add is_own_year",
    ),
    Hazard(
        "measure",
        "不同指标不能相加：请用 measure 选定一个",
        "measures are different things: fix measure to one value or group by it",
    ),
    Hazard(
        "asset_kind",
        "车辆总数已含各类车辆，件数与金额不同：请用 asset_kind 选定一种",
        "kinds of assets contain each other: fix asset_kind to one value or group by it",
    ),
    Hazard(
        "coverage",
        "各经济分类表涵盖的资金不同：请用 coverage 选定一种",
        "tables of economic classes cover different money: fix coverage to one value or group by it",
        only_in=("mart_economic",),
    ),
    Hazard(
        "criterion",
        "“总分”已含各评分项：请用 criterion 选定一项",
        "the criterion `total` contains the others: fix criterion to one value or group by it",
    ),
    Hazard(
        "is_leaf",
        "合计行与明细行是同一笔钱：请加 is_leaf",
        "total rows repeat their parts: add is_leaf, or use the leaf facts",
        only_in=_PRINTED_AMOUNTS,
    ),
    Hazard(
        "is_leaf_column",
        "合计栏与分栏是同一笔钱：请加 is_leaf_column",
        "total columns repeat their parts: add is_leaf_column, or use the leaf facts",
        only_in=_PRINTED_AMOUNTS,
    ),
    Hazard(
        "table_kind",
        "同一笔钱印在几张表里：请用 table_kind 选定一张",
        "the same money stands in several tables: fix table_kind to one value or group by it",
        only_in=_PRINTED_AMOUNTS,
    ),
    Hazard(
        "head_count_source",
        "人员数的来源不同，人均不可比：请用 head_count_source 选定一种",
        "head counts of different sources do not compare: fix head_count_source to one value or group by it",
        adds_up_wrong=False,
    ),
    Hazard(
        "is_current",
        "含已被取代的版本：请加 is_current",
        "superseded editions are counted too: add is_current",
        only_in=("mart_finding",),
    ),
)
_PER_HEAD = "per_head"
_PRINTED = Caution(
    "printed_unit",
    "printed 是印出的文字，元、千元、万元并存，不能直接运算：请用 amount_yuan",
    "printed is text in 元, 千元 or 万元 as each table has it: use amount_yuan for sums and comparisons",
    refuses=True,
)
_EDITIONS = Caution(
    "is_current",
    "fact_amount 含已被取代的版本：请与 dim_document 关联并加 is_current",
    "fact_amount holds superseded editions too: join dim_document and add is_current",
)
_NOT_CHECKED = Caution(
    "not_checked",
    "这条语句未能分析，是否混了口径不知道：请自行核对 document_scope 与 stage",
    "the statement could not be analysed: see for yourself that document_scope and stage are not mixed",
)


Fixed = dict[str, str | None]
"""Column → the literal it is fixed to, as SQL; None for a parameter."""
Columns = dict[tuple[str, str], set[str]]
"""(source of a SELECT, table behind it) → columns of that table."""


class Hazards:
    """Judges statements on one build."""

    def __init__(self, connection: duckdb.DuckDBPyConnection):
        """Args: connection: the published build; it is only read."""
        self._connection = connection
        self._columns: dict[str, dict[str, str]] = {}
        for table, column, type_ in connection.execute(
            "select table_name, column_name, data_type from duckdb_columns() where schema_name = 'main' and not internal order by column_index"
        ).fetchall():
            self._columns.setdefault(table, {})[column] = type_
        self._settled: dict[str, bool] = {}

    def judge(self, statement: str) -> list[Caution]:
        """What a reader of the statement's answer must be told; the grave ones first.

        Args:
            statement: one SELECT; Chinese views are looked through.
        """
        try:
            tree = self._qualified(statement)
            found = [warning for scope in traverse_scope(tree) for warning in self._scope(scope)]
            found += self._two_sides(tree)
        except (SqlglotError, KeyError, ValueError, RecursionError):
            return [_NOT_CHECKED]
        unique = {warning.code: warning for warning in sorted(found, key=lambda w: w.refuses)}
        return sorted(unique.values(), key=lambda w: (not w.refuses, w.code))

    def _qualified(self, statement: str) -> exp.Expr:
        tree = sqlglot.parse_one(statement, dialect="duckdb")
        if not isinstance(tree, exp.Query):
            raise ValueError("no SELECT")  # noqa: TRY004  what `judge` knows as: not analysed
        views = load_chinese_views()

        def see_through(node: exp.Expr) -> exp.Expr:
            while isinstance(node, exp.Table) and node.db == CHINESE_SCHEMA and node.name in views:
                inner = sqlglot.parse_one(views[node.name].sql, dialect="duckdb").transform(see_through)
                return exp.Subquery(
                    this=inner, alias=exp.TableAlias(this=exp.to_identifier(node.alias or node.name, quoted=True))
                )
            return node

        tree = tree.transform(see_through)
        return qualify(
            tree, dialect="duckdb", schema=dict(self._columns), validate_qualify_columns=False, quote_identifiers=False
        )

    # ---- one SELECT ----------------------------------------------------------------------------------------------------

    def _scope(self, scope: Scope) -> list[Caution]:
        select = scope.expression
        if not isinstance(select, exp.Select):
            return []
        uses = self._uses(scope)
        groups = self._grouped(scope)
        calls = [call for call in select.find_all(*_ADDING) if call.find_ancestor(exp.Select) is select]
        found: list[Caution] = []
        for call in calls:
            window = call.find_ancestor(exp.Window, exp.Select)
            is_window = isinstance(window, exp.Window)
            over = self._columns_of(scope, window.args.get("partition_by") or []) if is_window and window else groups
            inside = self._fixed_inside(scope, call)
            for (source, table), columns in self._columns_of(scope, [call]).items():
                fixed = uses.get((source, table), {}) | inside.get((source, table), {})
                found += self._unsettled(
                    table, fixed, over.get((source, table), set()), columns, adds=isinstance(call, exp.Sum | exp.Avg)
                )
        return found if calls else self._beside(scope, uses)

    def _beside(self, scope: Scope, uses: Mapping[tuple[str, str], Fixed]) -> list[Caution]:
        """Rows beside each other, or in an order of size, with what tells them apart neither fixed nor shown."""
        select = scope.expression
        shown = self._columns_of(scope, _selects(select))
        ranked = self._columns_of(scope, [self._ordering(select)])
        found: list[Caution] = []
        for place, fixed in uses.items():
            table = place[1]
            names, order = shown.get(place, set()), ranked.get(place, set())
            is_by_size = any(self._is_money(table, name) for name in order)
            if is_by_size or any(self._is_money(table, name) for name in names):
                told = set() if is_by_size else {name for name in names if not self._is_money(table, name)}
                found += self._unsettled(table, fixed, told, names | order, adds=False)
        return found

    @staticmethod
    def _ordering(select: exp.Expr) -> exp.Expr | None:
        """What a SELECT orders by, with the names of its own columns replaced by what they are."""
        order = select.args.get("order")
        if order is None:
            return None
        named = {one.alias_or_name: one.unalias() for one in _selects(select)}
        by_place = dict(enumerate((one.unalias() for one in _selects(select)), start=1))

        def meant(node: exp.Expr) -> exp.Expr:
            if isinstance(node, exp.Column) and not node.table and node.name in named:
                return named[node.name].copy()
            if isinstance(node, exp.Literal) and node.is_int and isinstance(node.parent, exp.Ordered):
                return by_place.get(int(node.name), node).copy()
            return node

        ordering: exp.Expr = order.copy().transform(meant)
        return ordering

    def _unsettled(self, table: str, fixed: Fixed, told: set[str], columns: set[str], *, adds: bool) -> list[Caution]:
        known = self._columns.get(table, {})
        found = [_PRINTED] if "printed" in columns and table in _PRINTED_AMOUNTS and adds else []
        for hazard in HAZARDS:
            if hazard.column not in known or not table.startswith(hazard.only_in):
                continue
            if hazard.column == "head_count_source" and not any(_PER_HEAD in column for column in columns):
                continue
            if not self._is_settled(table, hazard.column, fixed, told):
                found.append(
                    Caution(hazard.column, hazard.chinese, hazard.english, refuses=adds and hazard.adds_up_wrong)
                )
        if table in _PRINTED_AMOUNTS and not ({*fixed, *told} & {"document_id", "amount_id"}):
            found.append(_EDITIONS)
        return found

    def _is_settled(self, table: str, column: str, fixed: Fixed, told: set[str]) -> bool:
        """Whether, among the rows that are left, no group that agrees in what is told holds two values of the column."""
        known = self._columns[table]
        by = sorted(
            name for name in {*told, *(name for name, value in fixed.items() if value is None)} if name in known
        )
        given = {name: value for name, value in fixed.items() if value is not None and name in known}
        if column in by or column in given:
            return True
        conditions = " and ".join(f"{quote_identifier(name)} = {value}" for name, value in sorted(given.items()))
        sql = (
            f"select 1 from {quote_identifier(table)} {f'where {conditions}' if conditions else ''} "  # noqa: S608  names of the build
            f"{'group by ' + ', '.join(map(quote_identifier, by)) if by else ''} "
            f"having count(distinct {quote_identifier(column)}) > 1 limit 1"
        )
        if sql not in self._settled:
            try:
                self._settled[sql] = self._connection.cursor().execute(sql).fetchone() is None
            except duckdb.Error:  # a literal of another type: the statement itself will say so
                self._settled[sql] = False
        return self._settled[sql]

    def _is_money(self, table: str, column: str) -> bool:
        return column == "printed" or self._columns.get(table, {}).get(column, "").startswith(("DECIMAL", "DOUBLE"))

    # ---- where a column comes from ---------------------------------------------------------------------------------------

    def _uses(self, scope: Scope) -> dict[tuple[str, str], Fixed]:
        """(Source, table behind it) → what is fixed of that table on the way to this SELECT."""
        found: dict[tuple[str, str], Fixed] = {}
        for name, source in _sources(scope).items():
            if isinstance(source, exp.Table):
                if source.name in self._columns and not source.name.startswith(_LOOKUPS):
                    found[name, source.name] = {}
            elif isinstance(source, Scope):
                for table, fixed in self._behind(source).items():
                    found[name, table] = dict(fixed)
        if isinstance(scope.expression, exp.Select):
            for place, fixed in self._fixed_by(scope, self._conditions(scope)).items():
                if place in found:
                    found[place].update(fixed)
        return found

    def _behind(self, scope: Scope) -> dict[str, Fixed]:
        """Tables behind a SELECT that stands in a FROM, with what is fixed of them; of a UNION what all its parts fix alike."""
        found: dict[str, Fixed] = {}
        for part in scope.set_operation_scopes or ():
            for table, fixed in self._behind(part).items():
                same = found.get(table, fixed)
                found[table] = {name: value for name, value in fixed.items() if same.get(name, "") == value}
        if not scope.set_operation_scopes:
            for (_, table), fixed in self._uses(scope).items():
                found.setdefault(table, dict(fixed))
        return found

    @staticmethod
    def _conditions(scope: Scope) -> list[exp.Expr]:
        """What every row of a SELECT fulfils: its WHERE, and what joins say that drop rows. How a list is looked up fixes nothing."""
        select = scope.expression
        where = select.args.get("where")
        found: list[exp.Expr] = [where.this] if where is not None else []
        for join in select.args.get("joins") or []:
            source = _sources(scope).get(join.alias_or_name)
            is_lookup = isinstance(source, exp.Table) and source.name.startswith(_LOOKUPS)
            if join.args.get("on") is not None and not join.side and not is_lookup:
                found.append(join.args["on"])
        return found

    def _fixed_by(self, scope: Scope, conditions: Iterable[exp.Expr]) -> dict[tuple[str, str], Fixed]:
        found: dict[tuple[str, str], Fixed] = {}
        for whole in conditions:
            for condition in _conjuncts(whole):
                for column, value in _fixing(condition):
                    for place, names in self._columns_of(scope, [column]).items():
                        is_renamed = column.name not in names  # a Chinese value is not the stored one
                        found.setdefault(place, {}).update(dict.fromkeys(names, None if is_renamed else value))
        return found

    def _fixed_inside(self, scope: Scope, call: exp.Expr) -> dict[tuple[str, str], Fixed]:
        """What a FILTER of an aggregate, or a CASE inside it, fixes."""
        conditions = [case.this for case in call.find_all(exp.If)]
        if isinstance(call.parent, exp.Filter):
            conditions.append(call.parent.expression.this)
        return self._fixed_by(scope, conditions)

    def _grouped(self, scope: Scope) -> Columns:
        group = scope.expression.args.get("group")
        if group is None:
            return {}
        selects = _selects(scope.expression)
        by = [
            selects[int(one.name) - 1] if isinstance(one, exp.Literal) and one.is_int else one
            for one in group.expressions
        ]
        if group.args.get("all"):
            by += [select for select in selects if not select.find(exp.AggFunc)]
        return self._columns_of(scope, by)

    def _columns_of(self, scope: Scope, expressions: Iterable[exp.Expr | None]) -> Columns:
        """What expressions read, by source and table; a label of a looked-up list stands for the column it was looked up by."""
        found: Columns = {}
        for column in (c for e in expressions if e is not None for c in e.find_all(exp.Column)):
            source = _sources(scope).get(column.table)
            if isinstance(source, exp.Table):
                if source.name.startswith(_LOOKUPS):
                    for key, table in self._looked_up_by(scope, column.table):
                        found.setdefault((key.table, table), set()).add(key.name)
                else:
                    found.setdefault((column.table, source.name), set()).add(column.name)
            elif isinstance(source, Scope):
                for part in source.set_operation_scopes or [source]:
                    names = [one.alias_or_name for one in _selects(source.expression)]
                    if column.name not in names:
                        continue
                    inner = _selects(part.expression)[names.index(column.name)]
                    for (_, table), columns in self._columns_of(part, [inner]).items():
                        found.setdefault((column.table, table), set()).update(columns)
        return found

    @staticmethod
    def _looked_up_by(scope: Scope, name: str) -> list[tuple[exp.Column, str]]:
        """Columns of other tables, with the table, that the list `name` is joined by."""
        join = next((j for j in scope.expression.args.get("joins") or [] if j.alias_or_name == name), None)
        on = join.args.get("on") if join else None
        found = []
        for column in on.find_all(exp.Column) if on is not None else ():
            source = _sources(scope).get(column.table)
            if column.table != name and isinstance(source, exp.Table):
                found.append((column, source.name))
        return found

    # ---- two sides of one answer --------------------------------------------------------------------------------------------

    def _two_sides(self, tree: exp.Expr) -> list[Caution]:
        """One part of the statement takes departments (budgets), another units (final accounts)."""
        values: dict[str, set[str]] = {column: set() for column in _SIDES}
        for scope in traverse_scope(tree):
            if not isinstance(scope.expression, exp.Select):
                continue
            inside = [self._fixed_inside(scope, call) for call in scope.expression.find_all(*_ADDING)]
            for uses in (self._uses(scope), *inside):
                for fixed in uses.values():
                    for column in _SIDES:
                        values[column] |= {fixed[column] or ""} if column in fixed else set()
        texts = {hazard.column: hazard for hazard in HAZARDS}
        return [
            Caution(
                f"two_{column}",
                texts[column].chinese,
                f"two sides are compared ({', '.join(sorted(found))}): {texts[column].english}",
            )
            for column, found in values.items()
            if len(found) > 1
        ]


def _selects(query: exp.Expr) -> list[exp.Expr]:
    """What a SELECT gives."""
    return list(query.selects) if isinstance(query, exp.Query) else []


def _sources(scope: Scope) -> dict[str, exp.Expr | Scope]:
    """What stands in FROM and JOIN, by the name it has there."""
    return {name: source for name, (_, source) in scope.selected_sources.items()}


def _conjuncts(condition: exp.Expr) -> list[exp.Expr]:
    condition = condition.unnest()
    return (
        [one for part in condition.flatten() for one in _conjuncts(part)]
        if isinstance(condition, exp.And)
        else [condition]
    )


def _fixing(condition: exp.Expr) -> list[tuple[exp.Column, str | None]]:
    """The column that a condition fixes to one value, and the value."""
    if isinstance(condition, exp.Column):
        return [(condition, "true")]
    if isinstance(condition, exp.Not) and isinstance(condition.this.unnest(), exp.Column):
        return [(condition.this.unnest(), "false")]
    left: exp.Expr | None = None
    right: exp.Expr | None = None
    if isinstance(condition, exp.EQ | exp.Is):
        left, right = condition.this, condition.expression
    elif isinstance(condition, exp.In) and len(condition.expressions) == 1:
        left, right = condition.this, condition.expressions[0]
    if isinstance(left, exp.Literal):
        left, right = right, left
    if not isinstance(left, exp.Column):
        return []
    if isinstance(right, exp.Literal | exp.Boolean):
        return [(left, right.sql(dialect="duckdb"))]
    return [(left, None)] if isinstance(right, exp.Parameter | exp.Placeholder) else []


_ADDING = (
    exp.Sum, exp.Avg, exp.Median, exp.Max, exp.Min, exp.Quantile, exp.PercentileCont, exp.PercentileDisc, exp.Stddev, exp.StddevSamp,
    exp.Variance, exp.ArgMax, exp.ArgMin,
)  # fmt: skip
"""Aggregates that make one number of many; counting and listing do not."""
_LOOKUPS = ("ref_", "dim_")
"""Lists of names and codes: joined by a code, they add nothing to what is summed."""
_SIDES = ("document_scope", "stage", "document_kind")
