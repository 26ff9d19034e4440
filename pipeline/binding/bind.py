"""The binding room's door: tables in, records out."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from pipeline.binding import column_leaves, row_tree, units, vocabulary
from pipeline.binding.amounts import Printed, looks_like_amount, parse_printed, to_yuan
from pipeline.binding.codes import DEPARTMENT, FUNCTION, GOVERNMENT
from pipeline.binding.columns import Block, BoundColumn, bind_columns, key_classes, split_blocks
from pipeline.binding.defaults import defaults_of
from pipeline.binding.forms import FormAmount, read_form
from pipeline.binding.keys import fill_down
from pipeline.binding.kind import KindDecision, classify, keyed_by
from pipeline.binding.lattice import is_part, narrower
from pipeline.binding.meaning import Facets, Moment, path_meaning
from pipeline.binding.realign import realigned
from pipeline.binding.rows import BlockReader, RowMeaning, row_facets
from pipeline.binding.text import plain, split_ordinal
from pipeline.records import (
    AmountRecord,
    ColumnRecord,
    DocumentIdentity,
    QuantityRecord,
    QuarantineRecord,
    RowRecord,
    TableRecord,
)
from pipeline.tables.model import Table, TableCell, TableRow

_YEAR = re.compile(r"(20[0-4]\d)年?")
_KIND_WORDS = frozenset({"three_public", "operating_expenses", "department_performance", "project_performance"})
_INDICATOR_ROW = re.compile(r"^(投入|成本|产出|效益|效果|过程|满意度|数量|质量|时效|[一二三]级)\S{0,4}指标")
_PERFORMANCE = frozenset({"department_performance", "project_performance"})


@dataclass(slots=True)
class BoundDocument:
    """All records that binding makes of one document."""

    tables: list[TableRecord] = field(default_factory=list)
    columns: list[ColumnRecord] = field(default_factory=list)
    amounts: list[AmountRecord] = field(default_factory=list)
    rows: list[RowRecord] = field(default_factory=list)
    quantities: list[QuantityRecord] = field(default_factory=list)
    quarantine: list[QuarantineRecord] = field(default_factory=list)


@dataclass(slots=True)
class _List:
    """One list of a table with its rows."""

    block: Block
    rows: list[RowMeaning]
    leaves: row_tree.Leaves


@dataclass(slots=True)
class _Bound:
    """A table between the two passes."""

    table: Table
    decision: KindDecision
    by: str
    columns: list[BoundColumn]
    lists: list[_List]
    form: list[FormAmount]
    moment: Moment
    defaults: Facets
    unit: units.UnitDecision
    values: list[Decimal]


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
    _decide_units(bound)
    _complete_units(bound)
    out = BoundDocument()
    for one in bound:
        _emit(one, identity, document_id, out)
    return out


def _moment(tables: Sequence[Table], identity: DocumentIdentity) -> Moment:
    years = Counter(int(y) for t in tables for y in _YEAR.findall(plain(t.title))[:1])
    final = identity.document_kind.endswith("final_accounts")
    if identity.document_kind == "unknown":
        final = sum("决算" in t.title for t in tables) * 2 > len(tables) > 0
    year = identity.fiscal_year or (years.most_common(1)[0][0] if years else None)
    return Moment(year, final)


# ---- first pass: meaning -------------------------------------------------------------------------------------------


def _bind_table(table: Table, identity: DocumentIdentity, moment: Moment) -> _Bound:
    table = realigned(table)
    columns = bind_columns(table, "")
    roles = {c.role for c in columns}
    by = keyed_by(key_classes(columns), roles)
    header = "|".join(plain("/".join(c.path)) for c in columns)
    decision = classify(table, by, header)
    kind = decision.kind
    if kind in _KIND_WORDS:
        columns = bind_columns(table, kind)
    defaults = defaults_of(kind, plain(table.title))
    column_units = [c.unit for c in columns if c.unit and c.holds_amounts]
    out = _Bound(
        table=table,
        decision=decision,
        by=by,
        columns=columns,
        lists=[],
        form=[],
        moment=moment,
        defaults=defaults,
        unit=units.UnitDecision(None, None),
        values=[],
    )
    if kind in _PERFORMANCE and _is_form(columns):
        out.by = "form"
        for column in columns:
            column.role = "text"
        out.form = list(read_form(table))
        column_units = [f.unit for f in out.form if f.unit] or column_units
        out.values = [f.figure.value for f in out.form]
    else:
        _bind_lists(out, identity)
        out.values = [f.value for lst in out.lists for r in lst.rows for f in r.figures.values()]
    out.unit = units.read_unit(table, column_units, is_form=kind in _PERFORMANCE)
    return out


def _is_form(columns: Sequence[BoundColumn]) -> bool:
    """A form has no column of money with rows keyed beside it."""
    amounts = [c for c in columns if c.role == "amount" and c.content.numbers and c.meaning.unbound is None and c.path]
    keys = [c for c in columns if c.role in {"project", "project_code", "unit_code", "unit_name", "name"}]
    return not amounts or not keys


def _bind_lists(out: _Bound, identity: DocumentIdentity) -> None:
    blocks = split_blocks(out.columns)
    filled = fill_down(out.table, out.columns)
    for block in blocks:
        reader = BlockReader(block, out.decision.kind, out.by, identity.unit_name)
        rows = [
            meaning
            for i, row in enumerate(out.table.rows)
            if (meaning := reader.read(i, row, filled.get(i, {}))) is not None
        ]
        _label_totals(rows)
        _mark_repeats(rows)
        alone = sum(1 for b in blocks if b.flow == block.flow and b.amounts) == 1
        leaves = row_tree.build(rows, [c.seq for c in block.amounts], alone=alone)
        _row_meanings(rows, block, out)
        _plain_sections(rows)
        column_leaves.mark(block.amounts, rows, out.defaults, out.moment)
        out.lists.append(_List(block, rows, leaves))
    _widen_fund(out)


def _label_totals(rows: list[RowMeaning]) -> None:
    """A row without any label among labelled rows is the total (河南 12表) when it stands first or last; alone in its table it is the total too."""
    for i, row in enumerate(rows):
        if row.kind == "total" and not row.label and 0 < i < len(rows) - 1:
            row.kind = "item"


def _mark_repeats(rows: list[RowMeaning]) -> None:
    """Merged cells of a block that runs over a page break are printed again at the top of the next page (长沙 项目绩效)."""
    previous: RowMeaning | None = None
    for row in rows:
        if (
            previous is not None
            and row.row.page != previous.row.page
            and row.figures
            and row.label == previous.label
            and row.kind == previous.kind
            and row.codes == previous.codes
            and {c: f.value for c, f in row.figures.items()} == {c: f.value for c, f in previous.figures.items()}
            and any(c.row_span > 1 for c in previous.row.cells.values() if c.text)
        ):
            row.repeats = True
        if row.figures:
            previous = row


def _plain_sections(rows: list[RowMeaning]) -> None:
    """A section without rows under it (河南 01: 上年结转结余) is an item."""
    parents = {r.parent for r in rows}
    for i, row in enumerate(rows):
        if row.kind == "section" and i not in parents:
            row.kind = "item"


def _widen_fund(out: _Bound) -> None:
    """河南 04 carries 财政专户 and 单位资金 under the title 财政拨款: then the totals are of all money."""
    if out.defaults.fund != "fiscal_appropriation":
        return
    funds = {c.facets.fund for c in out.columns}
    for lst in out.lists:
        funds |= {dict(r.meaning.values).get("fund") for r in lst.rows if r.meaning is not None}
    if any(f is not None and f != "fiscal_appropriation" and not is_part("fund", f, "fiscal_appropriation") for f in funds):
        out.defaults.fund = "all"


def _row_meanings(rows: list[RowMeaning], block: Block, out: _Bound) -> None:
    """Meaning that row labels add, the sections above them included."""
    words = vocabulary.rows()
    for i, row in enumerate(rows):
        if row.kind in {"function", "unit", "project"} or (row.kind == "economic" and not row.by_name):
            continue
        chain = [split_ordinal(a.label)[2] for a in row_tree.ancestors(rows, i) if a.kind in {"item", "section", "economic"}]
        row.meaning = row_facets(row, chain, out.decision.kind)
        row.section = row_tree.ancestors(rows, i)[-1].label if chain else None
        name = split_ordinal(row.label)[2]
        base = block.flow or out.defaults.flow
        if words.closing.search(name):
            row.flow = "closing_balance"
        elif base == "revenue" and any(words.opening.search(n) for n in (*chain, name)):
            row.flow = "opening_balance"


# ---- units -----------------------------------------------------------------------------------------------------------


def _decide_units(bound: list[_Bound]) -> None:
    places = vocabulary.units().places
    figures = [
        units.TableFigures(b.table.seq, places[b.unit.unit] if b.unit.unit else None, units.telling(b.values)) for b in bound
    ]
    known = [f for f in figures if f.scale is not None]
    for one, figure in zip(bound, figures, strict=True):
        if one.unit.unit is None and any(one.values):
            unit, reason = units.by_arithmetic(figure, known)
            one.unit = units.UnitDecision(unit, "arithmetic" if unit else None, None if unit else reason)
        elif one.unit.unit is not None and (reason_against := units.contradiction(figure, known)):
            one.unit = units.UnitDecision(None, None, reason_against)


def _complete_units(bound: list[_Bound]) -> None:
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


# ---- second pass: records --------------------------------------------------------------------------------------------


def _emit(one: _Bound, identity: DocumentIdentity, document_id: str, out: BoundDocument) -> None:
    table = one.table
    before = len(out.amounts)
    any_value = any(v != 0 for v in one.values)
    emitter = _Emitter(one, identity, document_id, out)
    emitter.run()
    status, reason = "bound", None
    if not any_value:
        status = "empty"
        reason = "prints no amount" if not one.values else "prints only zeros"
    elif one.unit.unit is None:
        status, reason = "unbound", one.unit.reason or "no amount unit is printed"
    elif len(out.amounts) == before:
        status, reason = "unbound", "no column could be understood as amounts"
    year = _YEAR.search(plain(table.title))
    out.tables.append(
        TableRecord(
            document_id=document_id,
            table_seq=table.seq,
            table_kind=one.decision.kind,
            title=table.title,
            label=table.label,
            page_first=table.page_first,
            page_last=table.page_last,
            amount_unit=one.unit.unit,
            amount_unit_source=one.unit.source,
            row_count=len(table.rows),
            column_count=len(table.columns),
            amount_like_count=sum(
                1 for row in table.rows for c in row.cells.values() if c.text and looks_like_amount(c.text)
            ),
            status=status,
            status_reason=reason,
            unit_name=identity.unit_name,
            fiscal_year=int(year.group(1)) if year else one.moment.fiscal_year,
            by=one.by,
        )
    )


class _Emitter:
    """Writes the records of one table."""

    def __init__(self, one: _Bound, identity: DocumentIdentity, document_id: str, out: BoundDocument):
        self.one = one
        self.identity = identity
        self.document_id = document_id
        self.out = out
        self.kind = one.decision.kind
        self.several_units = len(
            {(r.unit_code, r.unit_name) for lst in one.lists for r in lst.rows if r.unit_code or r.unit_name}
        )
        self.has_carried = any(c.facets.origin_year == "carried_in" for c in one.columns)

    def run(self) -> None:
        """Columns, then figures."""
        for column in self.one.columns:
            self._column(column)
        for figure in self.one.form:
            self._form_amount(figure)
        for lst in self.one.lists:
            for row, leaf_in in zip(lst.rows, lst.leaves, strict=True):
                if self.kind in _PERFORMANCE and _INDICATOR_ROW.match(plain(row.label)):
                    continue  # a page cut other columns: targets of indicators, no money
                before = len(self.out.amounts)
                for column in lst.block.amounts:
                    cell = row.row.cells.get(column.seq)
                    if cell is not None and cell.text:
                        self._figure(lst, row, column, cell, leaf=column.seq in leaf_in)
                for column in lst.block.others:
                    cell = row.row.cells.get(column.seq)
                    if cell is not None and cell.text and column.role != "sequence":
                        self._quantity(row, column, cell)
                self._row(lst, row, is_leaf=bool(leaf_in), amounts=len(self.out.amounts) - before)

    def _row(self, lst: _List, row: RowMeaning, *, is_leaf: bool, amounts: int) -> None:
        self.out.rows.append(
            RowRecord(
                document_id=self.document_id,
                table_seq=self.one.table.seq,
                row_seq=row.row.seq,
                page=row.row.page,
                row_kind=row.kind,
                is_leaf=is_leaf,
                row_label=row.label,
                amount_count=amounts,
                row_ordinal=row.ordinal,
                row_section=row.section,
                flow=row.flow or lst.block.flow or self.one.defaults.flow,
                unit_code=row.unit_code,
                unit_name=row.unit_name,
                function_code=row.codes.get(FUNCTION),
                department_economic_code=row.codes.get(DEPARTMENT),
                government_economic_code=row.codes.get(GOVERNMENT),
                project_code=row.project_code,
                project_name=row.project_name,
            )
        )

    def _resolved(self, column: BoundColumn, lst_flow: str | None) -> Facets:
        facets, defaults = column.facets, self.one.defaults
        flow = facets.flow
        base = lst_flow or defaults.flow
        if flow is None or (flow in {"revenue", "expenditure"} and base is not None and len(column.path) == 1):
            flow = base if flow is None else flow
        if flow is None or flow == base:
            flow = "opening_balance" if base == "revenue" and facets.origin_year == "carried_in" else base
        stage, year = self.one.moment.resolve(facets.stage, facets.year)
        origin = facets.origin_year
        if origin is None and self.has_carried and not column.is_leaf and self._is_widest(column):
            origin = "all"
        return Facets(
            flow=flow,
            fund=narrower("fund", defaults.fund, facets.fund),
            spending_kind=narrower("spending_kind", defaults.spending_kind, facets.spending_kind)
            if flow != "revenue" and flow != "opening_balance"
            else None,
            stage=stage,
            three_public_item=facets.three_public_item or defaults.three_public_item,
            origin_year=origin,
            year=year,
            of_which=facets.of_which,
        )

    def _is_widest(self, column: BoundColumn) -> bool:
        """A total that no narrower head limits: 总计, 总计/合计."""
        return all(vocabulary.columns().total.match(plain(p)) for p in column.path) or (
            len(column.path) > 1 and bool(vocabulary.columns().total.match(plain(column.path[0])))
        )

    def _column(self, column: BoundColumn) -> None:
        record = ColumnRecord(self.document_id, self.one.table.seq, column.seq, column.column_path, column.role)
        if column.role == "amount":
            flow = next((lst.block.flow for lst in self.one.lists if column in lst.block.amounts), None)
            facets = self._resolved(column, flow)
            record.flow, record.fund, record.spending_kind = facets.flow, facets.fund, facets.spending_kind
            record.three_public_item = facets.three_public_item
            record.stage, record.fiscal_year = facets.stage, facets.year
            record.is_leaf_column, record.is_of_which = column.is_leaf, facets.of_which
            record.origin_year = facets.origin_year
        if column.holds_amounts:
            record.unbound_words = column.meaning.unbound
        self.out.columns.append(record)

    def _scale(self, own: str | None, printed: str) -> tuple[str, Decimal] | None:
        places = vocabulary.units().places
        tail = plain(printed)
        unit = "万元" if tail.endswith("万元") else "元" if tail.endswith("元") else own or self.one.unit.unit
        if self.one.unit.unit is None and own is None and unit is None:
            return None
        return (unit, places[unit]) if unit else None

    def _figure(self, lst: _List, row: RowMeaning, column: BoundColumn, cell: TableCell, *, leaf: bool) -> None:
        figure = row.figures.get(column.seq)
        if figure is None:
            if any(ch.isdigit() for ch in cell.text):
                self._reject(row.row, column.seq, cell, "not_a_number", "text in an amount column that is no number")
            return
        if figure.is_percent:
            self._quantity(row, column, cell)
            return
        unit = self._scale(column.unit, cell.text)
        if unit is None:
            if figure.value != 0:
                reason = self.one.unit.reason or "no amount unit is printed"
                self._reject(row.row, column.seq, cell, "unit_unknown", reason)
                return
            unit = ("万元", Decimal(10000))
        facets = self._resolved(column, lst.block.flow) if column.role == "amount" else Facets()
        if column.role == "amount":
            self._add_row(facets, row, lst.block)
        box = cell.ink or cell.box
        self.out.amounts.append(
            AmountRecord(
                amount_id=amount_id(self.document_id, cell.page, self.one.table.seq, row.row.seq, column.seq),
                document_id=self.document_id,
                table_seq=self.one.table.seq,
                table_kind=self.kind,
                page=cell.page,
                row_seq=row.row.seq,
                column_seq=column.seq,
                x0=box.x0,
                top=box.top,
                x1=box.x1,
                bottom=box.bottom,
                printed=cell.text,
                printed_unit=unit[0],
                cell_state=figure.state,
                amount_yuan=to_yuan(figure.value, unit[1]),
                row_kind=row.kind,
                is_leaf=leaf,
                row_label=row.label,
                is_leaf_column=column.is_leaf,
                column_path=column.column_path,
                unit_code=row.unit_code if self.several_units and (row.unit_code or row.unit_name) else self.identity.unit_code,
                unit_name=(row.unit_name or (None if row.unit_code else self.identity.unit_name))
                if self.several_units and row.kind != "total"
                else self.identity.unit_name,
                function_code=row.codes.get("function"),
                department_economic_code=row.codes.get("department_economic"),
                government_economic_code=row.codes.get("government_economic"),
                local_code=row.local_code,
                project_code=row.project_code,
                project_name=row.project_name,
                flow=facets.flow,
                fund=facets.fund,
                spending_kind=facets.spending_kind,
                three_public_item=facets.three_public_item,
                stage=facets.stage,
                fiscal_year=facets.year,
                is_of_which=facets.of_which or row.of_which,
                origin_year=facets.origin_year,
                row_ordinal=row.ordinal,
                row_section=row.section,
                confidence=cell.confidence,
            )
        )

    def _add_row(self, facets: Facets, row: RowMeaning, block: Block) -> None:
        """What the row says narrows what the column says."""
        if row.stage is not None or row.year is not None:
            facets.stage, facets.year = self.one.moment.resolve(row.stage, row.year)
        if row.flow is not None:
            facets.flow = row.flow
            facets.origin_year = facets.origin_year or ("carried_in" if row.flow == "opening_balance" else None)
        if row.meaning is None:
            return
        values = dict(row.meaning.values)
        for facet in ("fund", "spending_kind", "three_public_item", "origin_year"):
            value, now = values.get(facet), getattr(facets, facet)
            if value is None or (facet == "spending_kind" and (block.flow == "revenue" or facets.flow == "revenue")):
                continue
            if facet == "fund" and row.codes:
                continue
            if now is None or is_part(facet, value, now) or (facet == "three_public_item" and now == "total"):
                setattr(facets, facet, value)

    def _form_amount(self, figure: FormAmount) -> None:
        cell = figure.cell
        unit = self._scale(figure.unit, cell.text)
        if unit is None:
            if figure.figure.value != 0:
                reason = self.one.unit.reason or "no amount unit is printed"
                self._reject(figure.row, cell.column, cell, "unit_unknown", reason)
                return
            unit = ("万元", Decimal(10000))
        meaning = path_meaning(figure.path, self.kind)
        facets = meaning.facets()
        stage, year = self.one.moment.resolve(facets.stage, facets.year)
        box = cell.ink or cell.box
        self.out.amounts.append(
            AmountRecord(
                amount_id=amount_id(self.document_id, cell.page, self.one.table.seq, figure.row.seq, cell.column),
                document_id=self.document_id,
                table_seq=self.one.table.seq,
                table_kind=self.kind,
                page=cell.page,
                row_seq=figure.row.seq,
                column_seq=cell.column,
                x0=box.x0,
                top=box.top,
                x1=box.x1,
                bottom=box.bottom,
                printed=figure.printed,
                printed_unit=unit[0],
                cell_state=figure.figure.state,
                amount_yuan=to_yuan(figure.figure.value, unit[1]),
                row_kind="total" if figure.is_total else "item",
                is_leaf=False,
                row_label=figure.label,
                is_leaf_column=False,
                column_path="/".join(re.sub(r"\s+", "", p) for p in figure.path),
                unit_code=self.identity.unit_code,
                unit_name=self.identity.unit_name,
                project_code=figure.project_code,
                project_name=figure.project_name,
                flow="expenditure",
                fund=facets.fund or "all",
                spending_kind=facets.spending_kind or ("project" if self.kind == "project_performance" else "all"),
                stage=stage,
                fiscal_year=year,
                is_of_which=facets.of_which,
                origin_year=facets.origin_year,
                confidence=cell.confidence,
            )
        )

    def _quantity(self, row: RowMeaning, column: BoundColumn, cell: TableCell) -> None:
        figure: Printed | None = parse_printed(cell.text)
        if figure is None or figure.state == "dash" or not looks_like_amount(cell.text.rstrip("%％")):
            return
        box = cell.ink or cell.box
        quantity = "percent" if figure.is_percent or column.role == "percent" else "count" if column.role == "count" else "other"
        self.out.quantities.append(
            QuantityRecord(
                document_id=self.document_id,
                table_seq=self.one.table.seq,
                page=cell.page,
                row_seq=row.row.seq,
                column_seq=column.seq,
                x0=box.x0,
                top=box.top,
                x1=box.x1,
                bottom=box.bottom,
                printed=cell.text,
                quantity=quantity,
                value=figure.value,
                row_label=row.label,
                column_path=column.column_path,
            )
        )

    def _reject(self, row: TableRow, column_seq: int, cell: TableCell, code: str, reason: str) -> None:
        box = cell.ink or cell.box
        self.out.quarantine.append(
            QuarantineRecord(
                document_id=self.document_id,
                table_seq=self.one.table.seq,
                page=cell.page,
                row_seq=row.seq,
                column_seq=column_seq,
                x0=box.x0,
                top=box.top,
                x1=box.x1,
                bottom=box.bottom,
                printed=cell.text,
                target_table="fact_amount",
                reason_code=code,
                reason=reason,
            )
        )


def amount_id(document_id: str, page: int, table_seq: int, row_seq: int, column_seq: int) -> str:
    """Sixteen hex digits that stay the same for the same cell of the same file under the same reading."""
    text = f"{document_id}|{page}|{table_seq}|{row_seq}|{column_seq}"
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def iter_amounts(document: BoundDocument, table_seq: int) -> Iterator[AmountRecord]:
    """The amounts of one table."""
    return (a for a in document.amounts if a.table_seq == table_seq)
