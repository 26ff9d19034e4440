"""The binding room's door: tables in, records out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from pipeline.binding import units
from pipeline.binding.bound import BoundDocument, BoundTable
from pipeline.binding.columns.defaults import defaults_of
from pipeline.binding.columns.moments import settle_whole_year
from pipeline.binding.columns.other_funds import name_columns
from pipeline.binding.columns.realign import realigned, without_overflow
from pipeline.binding.columns.roles import BoundColumn, bind_columns, key_classes
from pipeline.binding.columns.sources import name_sources
from pipeline.binding.confirmation import doubtful_total, unconfirmed
from pipeline.binding.emit import emit_table
from pipeline.binding.forms.leaves import mark_leaves
from pipeline.binding.forms.reading import AMOUNT, is_label_left, read_form
from pipeline.binding.kind import classify, keyed_by
from pipeline.binding.lists import bind_lists
from pipeline.binding.sums import leaf_verdict, mark_restated
from pipeline.binding.words import words
from pipeline.language.kinds import OTHER, table_kind
from pipeline.language.meaning import Moment
from pipeline.language.spelling import plain, year_in
from pipeline.language.units import FACTORS
from pipeline.records import DocumentIdentity
from pipeline.tables.model import Table


def bind_tables(tables: Sequence[Table], identity: DocumentIdentity, document_id: str) -> BoundDocument:
    """Give every table, column, row and figure of a document its meaning.

    Args:
        tables: the tables of one document, in page order.
        identity: who published what for when; its year and edition turn 上年 and 2025年 into stages.
        document_id: goes into every record.

    Returns:
        the records; a table whose unit nobody can tell is `unbound` and its figures are in the quarantine.
    """
    moment = _moment(tables, identity)
    bound = [_bind_table(table, identity, moment) for table in tables]
    units_listed = _units_listed(bound)
    bound = [
        _bind_table(one.table, identity, moment, units_listed) if _names_one(one, units_listed) else one
        for one in bound
    ]
    _decide_units(bound)
    _complete_units(bound)
    out = BoundDocument()
    for one in bound:
        emit_table(one, identity, document_id, out)
    return out


def _moment(tables: Sequence[Table], identity: DocumentIdentity) -> Moment:
    years = Counter(y for t in tables if (y := year_in(plain(t.title))) is not None)
    final = identity.document_kind.endswith("final_accounts")
    if identity.document_kind == "unknown":
        final = sum(bool(words().titles.final_accounts.search(t.title)) for t in tables) * 2 > len(tables) > 0
    year = identity.fiscal_year or (years.most_common(1)[0][0] if years else None)
    return Moment(year, final)


# ---- first pass: meaning -------------------------------------------------------------------------------------------


def _bind_table(
    table: Table, identity: DocumentIdentity, moment: Moment, units_listed: Collection[str] = frozenset()
) -> BoundTable:
    table = realigned(table)
    columns = bind_columns(table, OTHER)
    roles = {c.role for c in columns}
    by = keyed_by(key_classes(columns), roles)
    header = "|".join(plain("/".join(c.path)) for c in columns)
    decision = classify(table, by, header)
    kind = decision.kind
    if table_kind(kind).names_items:
        columns = bind_columns(table, kind)
    name_columns(columns, kind)
    settle_whole_year(columns, is_final=moment.is_final)
    spends = name_sources(columns, kind)
    is_form = table_kind(kind).is_performance and (is_label_left(table) or _is_form(columns))
    if not is_form:
        table = without_overflow(table, columns)
    defaults = defaults_of(kind, plain(table.title))
    column_units = [c.unit for c in columns if c.unit and c.holds_amounts]
    out = BoundTable(
        table=table,
        decision=decision,
        by=by,
        columns=columns,
        moment=moment,
        defaults=defaults,
        only_spends=spends,
    )
    if is_form:
        out.by = "form"
        for column in columns:
            column.role = "text"
        out.form = list(read_form(table))
        column_units = [f.unit for f in out.form if f.unit] or column_units
        out.values = [f.figure.value for f in out.form if f.holds == AMOUNT]
        out.leaf_status, out.leaf_reason = mark_leaves(out.form)
    else:
        bind_lists(out, identity.unit_name, units_listed)
        mark_restated(out)
        verdict = leaf_verdict(out)
        out.leaf_status, out.leaf_reason = verdict.status, verdict.reason
        out.refusal = unconfirmed(out) or doubtful_total(out)
        out.values = [f.value for lst in out.lists for r in lst.rows for f in r.figures.values()]
    out.unit = units.read_unit(table, column_units, is_form=table_kind(kind).is_performance)
    return out


def _units_listed(bound: Sequence[BoundTable]) -> set[str]:
    """Names of the units whose money the document lists (收入总表, 支出总表), without blanks."""
    return {
        plain(row.unit_name)
        for one in bound
        if table_kind(one.decision.kind).lists_bodies
        for each in one.lists
        for row in each.rows
        if row.kind in {"unit", "total"} and row.unit_name and row.figures
    }


def _names_one(one: BoundTable, units_listed: Collection[str]) -> bool:
    """Whether a list of projects has rows that bear the names of units (深圳 表5)."""
    if one.decision.kind != "project_expenditure":
        return False
    return any(row.kind == "project" and plain(row.label) in units_listed for each in one.lists for row in each.rows)


def _is_form(columns: Sequence[BoundColumn]) -> bool:
    """A form has no column of money with rows keyed beside it."""
    amounts = [c for c in columns if c.role == "amount" and c.content.numbers and c.meaning.unbound is None and c.path]
    keys = [c for c in columns if c.role in {"project", "project_code", "unit_code", "unit_name", "name"}]
    return not amounts or not keys


# ---- units -----------------------------------------------------------------------------------------------------------


def _decide_units(bound: list[BoundTable]) -> None:
    if for_all := units.unit_of_all(b.table for b in bound):
        for one in bound:
            if one.unit.unit is None:
                one.unit = units.UnitDecision(for_all, "document")
    figures = [
        units.TableFigures(b.table.seq, FACTORS[b.unit.unit] if b.unit.unit else None, units.telling(b.values))
        for b in bound
    ]
    known = [f for f in figures if f.scale is not None]
    for one, figure in zip(bound, figures, strict=True):
        if one.unit.unit is None and any(one.values):
            unit, reason = units.by_arithmetic(figure, known)
            one.unit = units.UnitDecision(unit, "arithmetic" if unit else None, None if unit else reason)
        elif one.unit.unit is not None and (reason_against := units.contradiction(figure, known)):
            one.unit = units.UnitDecision(None, None, reason_against)


def _complete_units(bound: list[BoundTable]) -> None:
    """Tables that print unit names only borrow the code from a table of the same document that prints both (河南 07, 12)."""
    rows = [r for b in bound for lst in b.lists for r in lst.rows]
    codes: dict[str, set[str]] = {}
    unit_names: dict[str, set[str]] = {}
    for row in rows:
        if row.unit_code and row.unit_name:
            codes.setdefault(row.unit_name, set()).add(row.unit_code)
            unit_names.setdefault(row.unit_code, set()).add(row.unit_name)
    for row in rows:
        if row.unit_name and not row.unit_code and len(found := codes.get(row.unit_name, set())) == 1:
            row.unit_code = next(iter(found))
        elif row.unit_code and not row.unit_name and len(named := unit_names.get(row.unit_code, set())) == 1:
            row.unit_name = next(iter(named))
