"""Second pass: records of a bound table."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from decimal import Decimal

from pipeline.binding.bound import BoundDocument, BoundTable, TableList
from pipeline.binding.columns.other_funds import OWN, is_other, is_rest
from pipeline.binding.columns.roles import Block, BoundColumn
from pipeline.binding.confirmation import TWICE
from pipeline.binding.forms.reading import OTHER, UNKNOWN, FormAmount, form_rows
from pipeline.binding.rows.meaning import RowMeaning
from pipeline.binding.table_record import table_record
from pipeline.binding.words import words
from pipeline.language import vocabulary
from pipeline.language.codes import DEPARTMENT, FUNCTION, GOVERNMENT
from pipeline.language.kinds import table_kind
from pipeline.language.kinship import is_part, narrower
from pipeline.language.meaning import Facets, path_meaning
from pipeline.language.numbers import Printed, has_separator, hides_figure, looks_like_amount, parse_printed, to_yuan
from pipeline.language.spelling import plain, squeezed
from pipeline.language.units import FACTORS, USUAL, unit_behind
from pipeline.records import (
    AmountRecord,
    ColumnRecord,
    DocumentIdentity,
    QuantityRecord,
    QuarantineRecord,
    RowRecord,
)
from pipeline.tables.model import Box, TableCell, TableRow

_LABEL = 60
_PIECE = ("cut_by_page_break", "a page break cuts this figure in two, and the pieces cannot be matched")
_ANY_UNIT = (USUAL[-1], FACTORS[USUAL[-1]])
"""For printed zeros in a table of zeros without a unit: nothing is nothing in every unit."""


def emit_table(one: BoundTable, identity: DocumentIdentity, document_id: str, out: BoundDocument) -> None:
    """Append the records of one table.

    Args:
        one: the table with everything decided.
        identity: supplies unit and year where the table prints none.
        document_id: goes into every record.
        out: receives the records.
    """
    before = len(out.amounts)
    _Emitter(one, identity, document_id, out).run()
    out.tables.append(table_record(one, identity, document_id, loaded=len(out.amounts) - before))


class _Emitter:
    """Writes the records of one table."""

    def __init__(self, one: BoundTable, identity: DocumentIdentity, document_id: str, out: BoundDocument):
        self.one = one
        self.identity = identity
        self.document_id = document_id
        self.out = out
        self.kind = one.decision.kind
        self.lists_units = any(r.unit_code or r.unit_name for lst in one.lists for r in lst.rows)
        self.any_value = any(v != 0 for v in one.values)
        self.other_is_own = is_rest(
            self.kind, (c.text for r in form_rows(one.table) for c in r.cells.values() if one.form)
        )
        self.names_three_public = any(_is_three_public(r) for lst in one.lists for r in lst.rows)
        self.has_carried = any(c.facets.origin_year == "carried_in" for c in one.columns)

    def run(self) -> None:
        """Columns, then figures."""
        first = len(self.out.amounts), len(self.out.quarantine), len(self.out.quantities)
        for column in self.one.columns:
            self._column(column)
        for figure in self.one.form:
            self._form_amount(figure)
        for lst in self.one.lists:
            for row, leaf_in in zip(lst.rows, lst.leaves, strict=True):
                if table_kind(self.kind).is_performance and words().rows.indicator.match(plain(row.label)):
                    continue  # a page cut other columns: targets of indicators, no money
                before = len(self.out.amounts)
                self._row_figures(lst, row, leaf_in)
                self._row(lst, row, is_leaf=bool(leaf_in), amounts=len(self.out.amounts) - before)
        if table_kind(self.kind).is_performance:
            self._leftovers(first)

    def _row_figures(self, lst: TableList, row: RowMeaning, leaf_in: set[int]) -> None:
        for column in lst.block.amounts:
            cell = row.row.cells.get(column.seq)
            if cell is not None and cell.text:
                self._figure(lst, row, column, cell, leaf=column.seq in leaf_in)
        for column in lst.block.others:
            cell = row.row.cells.get(column.seq)
            if cell is None or not cell.text or column.role == "sequence":
                continue
            if not table_kind(self.kind).is_performance:
                self._quantity(row.row, row.label, column, cell, counts=row.counts)

    # ---- tables, columns, rows -------------------------------------------------------------------------------------

    def _row(self, lst: TableList, row: RowMeaning, *, is_leaf: bool, amounts: int) -> None:
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

    def _column(self, column: BoundColumn) -> None:
        record = ColumnRecord(self.document_id, self.one.table.seq, column.seq, column.column_path, column.role)
        if column.role == "amount":
            flows = {lst.block.flow for lst in self.one.lists if column in lst.block.amounts}
            flow = flows.pop() if len(flows) == 1 else None  # a one-column statement holds both
            facets = self._resolved(column, flow)
            record.flow, record.fund, record.spending_kind = facets.flow, facets.fund, facets.spending_kind
            record.three_public_item = facets.three_public_item
            record.stage, record.fiscal_year = facets.stage, facets.year
            record.is_leaf_column, record.is_of_which = column.is_leaf, facets.of_which
            record.origin_year = facets.origin_year
            record.is_restated = column.is_restated
        if column.holds_amounts:
            record.unbound_words = column.meaning.unbound
        self.out.columns.append(record)

    # ---- meaning of an amount ----------------------------------------------------------------------------------------

    def _resolved(self, column: BoundColumn, list_flow: str | None) -> Facets:
        """Column, list and table kind together."""
        facets, defaults = column.facets, self.one.defaults
        base = list_flow or defaults.flow
        flow = facets.flow or base
        if flow == base == "revenue" and facets.origin_year == "carried_in":
            flow = "opening_balance"
        stage, year = self.one.moment.resolve(facets.stage, facets.year)
        origin = facets.origin_year
        if origin is None and self.has_carried and not column.is_leaf and _is_widest(column):
            origin = "all"
        if origin is None and not self.has_carried and flow not in {"opening_balance", "closing_balance"}:
            origin = defaults.origin_year
        spends = flow not in {"revenue", "opening_balance"}
        return Facets(
            flow=flow,
            fund=narrower("fund", defaults.fund, facets.fund),
            spending_kind=narrower("spending_kind", defaults.spending_kind, facets.spending_kind) if spends else None,
            stage=stage,
            three_public_item=facets.three_public_item or defaults.three_public_item or self._total_item(column),
            origin_year=origin,
            year=year,
            of_which=facets.of_which,
        )

    def _total_item(self, column: BoundColumn) -> str | None:
        """合计 over or beside the items of a 三公 table is their total."""
        total = vocabulary.columns().total
        if self.kind != "three_public" or not any(total.match(plain(p)) for p in column.path):
            return None
        items = {c.facets.three_public_item for c in self.one.columns}
        # 西安 13: 合计 | “三公”经费 小计 … | 会议费 | 培训费: the 合计 of all is not the 合计 of the 三公
        return "total" if "total" not in items and items - {None} else None

    def _add_row(self, facets: Facets, row: RowMeaning, block: Block) -> None:
        """What the row says narrows what the column says."""
        if row.stage is not None or row.year is not None:
            facets.stage, facets.year = self.one.moment.resolve(row.stage, row.year)
        if row.flow is not None:
            facets.flow = row.flow
            facets.origin_year = facets.origin_year or ("carried_in" if row.flow == "opening_balance" else None)
        items = {c.facets.three_public_item for c in self.one.columns} - {None}
        # where columns are the items, the column says whether the 合计 of a row is that of the 三公 (_total_item)
        if (
            self.kind == "three_public"
            and row.kind == "total"
            and not items
            and facets.three_public_item is None
            and row.label
            and not self.names_three_public
        ):
            facets.three_public_item = "total"
        if row.meaning is None:
            return
        values = dict(row.meaning.values)
        if row.codes:
            values.pop("fund", None)
        if block.flow == "revenue" or facets.flow in {"revenue", "opening_balance"}:
            values.pop("spending_kind", None)
        for facet in ("fund", "spending_kind", "three_public_item", "origin_year"):
            value, now = values.get(facet), getattr(facets, facet)
            if value is not None and (now is None or is_part(facet, value, now) or now == "total"):
                setattr(facets, facet, value)

    @staticmethod
    def _add_class(facets: Facets, row: RowMeaning, column: BoundColumn) -> None:
        """The class and the fund of the row's project; a column that says what its money is for, or whose, is only narrowed by them."""
        if row.fund is not None and (column.facets.fund is None or is_part("fund", row.fund, facets.fund)):
            facets.fund = row.fund
        if row.spending_kind is None or facets.flow in {"revenue", "opening_balance"}:
            return
        if column.facets.spending_kind is None or is_part("spending_kind", row.spending_kind, facets.spending_kind):
            facets.spending_kind = row.spending_kind

    # ---- figures -----------------------------------------------------------------------------------------------------

    def _unit(self, own: str | None, printed: str) -> tuple[str, Decimal] | None:
        """Unit and scale of one figure: behind the digits, in the column head, of the table."""
        unit = unit_behind(printed) or own or self.one.unit.unit
        return (unit, FACTORS[unit]) if unit else None

    def _figure(self, lst: TableList, row: RowMeaning, column: BoundColumn, cell: TableCell, *, leaf: bool) -> None:
        figure = row.figures.get(column.seq)
        if figure is None:
            self._reject(row.row, column.seq, cell, *_unreadable(cell.text))
            return
        if figure.is_percent or row.counts:
            self._quantity(row.row, row.label, column, cell, counts=row.counts)
            return
        if cell.is_piece:
            self._reject(row.row, column.seq, cell, *_PIECE)
            return
        if self.one.refusal and self.any_value:
            code = "rows_unsure" if self.one.refusal == TWICE else "columns_unsure"
            self._reject(row.row, column.seq, cell, code, self.one.refusal)
            return
        unit = self._unit(column.unit, cell.text)
        if unit is None and self.any_value:
            self._reject(row.row, column.seq, cell, "unit_unknown", self.one.unit.reason or "no amount unit is printed")
            return
        facets = Facets()
        if column.role == "amount":
            facets = self._resolved(column, lst.block.flow)
            self._add_row(facets, row, lst.block)
            self._add_class(facets, row, column)
        facets.of_which = facets.of_which or row.of_which
        record = self._amount(row.row, cell, figure, unit or _ANY_UNIT, facets)
        record.row_kind, record.is_leaf, record.row_label = row.kind, leaf, row.label
        record.is_leaf_column, record.column_path = column.is_leaf, column.column_path
        record.is_restated = column.is_restated
        if self.lists_units and (row.unit_code or row.unit_name):
            record.unit_code, record.unit_name = row.unit_code, row.unit_name
        if column.unit_name is not None:
            record.unit_code, record.unit_name = None, column.unit_name
        codes = {**column.codes, **row.codes}
        record.function_code = codes.get(FUNCTION)
        record.department_economic_code = codes.get(DEPARTMENT)
        record.government_economic_code = codes.get(GOVERNMENT)
        record.local_code = row.local_code
        record.project_code, record.project_name = row.project_code, row.project_name
        record.row_ordinal, record.row_section = row.ordinal, row.section
        self.out.amounts.append(record)

    def _form_amount(self, figure: FormAmount) -> None:
        cell = figure.cell
        if figure.holds == OTHER:
            column = next(c for c in self.one.columns if c.seq == cell.column)
            path = "/".join(squeezed(p) for p in figure.path)
            self._quantity(figure.row, figure.label[:_LABEL], replace(column, column_path=path), cell, counts=False)
            return
        if figure.holds == UNKNOWN:
            reason = "no head says what the column of this figure holds"
            self._reject(figure.row, cell.column, cell, "columns_unsure", reason)
            return
        if cell.is_piece:
            self._reject(figure.row, cell.column, cell, *_PIECE)
            return
        unit = self._unit(figure.unit, cell.text)
        if unit is None and self.any_value:
            reason = self.one.unit.reason or "no amount unit is printed"
            self._reject(figure.row, cell.column, cell, "unit_unknown", reason)
            return
        facets = path_meaning(figure.path, self.kind).facets()
        said = path_meaning(figure.row_words, self.kind).facets()
        for facet in ("fund", "spending_kind", "origin_year"):
            setattr(facets, facet, narrower(facet, getattr(facets, facet), getattr(said, facet)))
        facets.of_which = facets.of_which or said.of_which
        if facets.fund is None and self.other_is_own and any(is_other(t) for t in (*figure.path, figure.label)):
            facets.fund = OWN
        facets.stage, facets.year = self.one.moment.resolve(facets.stage, facets.year)
        facets.flow, facets.fund = "expenditure", facets.fund or "all"
        facets.spending_kind = facets.spending_kind or self.one.defaults.spending_kind or "all"
        record = self._amount(figure.row, cell, figure.figure, unit or _ANY_UNIT, facets)
        record.printed = figure.printed
        record.row_kind, record.row_label = "total" if figure.is_total else "item", figure.label
        record.is_leaf, record.is_leaf_column = figure.is_leaf, figure.is_leaf_column
        record.column_path = "/".join(squeezed(p) for p in figure.path)
        record.project_code, record.project_name = figure.project_code, figure.project_name
        self.out.amounts.append(record)

    def _amount(
        self,
        row: TableRow,
        cell: TableCell,
        figure: Printed,
        unit: tuple[str, Decimal],
        facets: Facets,
    ) -> AmountRecord:
        """The parts of a record that every figure has; row and column fill in the rest."""
        box = _box(cell)
        return AmountRecord(
            amount_id=amount_id(self.document_id, cell.page, self.one.table.seq, row.seq, cell.column),
            document_id=self.document_id,
            table_seq=self.one.table.seq,
            table_kind=self.kind,
            page=cell.page,
            row_seq=row.seq,
            column_seq=cell.column,
            x0=box.x0,
            top=box.top,
            x1=box.x1,
            bottom=box.bottom,
            printed=cell.text,
            printed_unit=unit[0],
            cell_state=figure.state,
            amount_yuan=to_yuan(figure.value, unit[1]),
            row_kind="item",
            is_leaf=False,
            row_label="",
            is_leaf_column=False,
            column_path="",
            unit_code=self.identity.unit_code,
            unit_name=self.identity.unit_name,
            flow=facets.flow,
            fund=facets.fund,
            spending_kind=facets.spending_kind,
            three_public_item=facets.three_public_item,
            stage=facets.stage,
            fiscal_year=facets.year,
            is_of_which=facets.of_which,
            origin_year=facets.origin_year,
            confidence=cell.confidence,
        )

    def _leftovers(self, first: tuple[int, int, int]) -> None:
        """Decimals of a performance table that are no money: targets, scores, shares. Whole targets are read by `pipeline.performance`."""
        taken = {(a.row_seq, a.column_seq) for a in self.out.amounts[first[0] :]}
        taken |= {(q.row_seq or 0, q.column_seq or 0) for q in self.out.quarantine[first[1] :]}
        taken |= {(q.row_seq, q.column_seq) for q in self.out.quantities[first[2] :]}
        columns = {c.seq: c for c in self.one.columns}
        for row in form_rows(self.one.table):
            label = next((squeezed(c.text) for _, c in sorted(row.cells.items()) if c.text), "")
            for seq, cell in row.cells.items():
                if (row.seq, seq) not in taken and seq in columns and has_separator(cell.text):
                    self._quantity(row, label[:_LABEL], columns[seq], cell, counts=False)

    def _quantity(self, row: TableRow, label: str, column: BoundColumn, cell: TableCell, *, counts: bool) -> None:
        figure = parse_printed(cell.text)
        if figure is None or figure.state == "dash" or not looks_like_amount(cell.text.rstrip("%％")):
            return
        box = _box(cell)
        quantity = column.role if column.role in {"percent", "count"} else "count" if counts else "other"
        if figure.is_percent:
            quantity = "percent"
        self.out.quantities.append(
            QuantityRecord(
                document_id=self.document_id,
                table_seq=self.one.table.seq,
                page=cell.page,
                row_seq=row.seq,
                column_seq=column.seq,
                x0=box.x0,
                top=box.top,
                x1=box.x1,
                bottom=box.bottom,
                printed=cell.text,
                quantity=quantity,
                value=figure.value,
                row_label=label,
                column_path=column.column_path,
            )
        )

    def _reject(self, row: TableRow, column_seq: int, cell: TableCell, code: str, reason: str) -> None:
        box = _box(cell)
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


def _is_three_public(row: RowMeaning) -> bool:
    """一、“三公”经费 above its items: a 合计 that holds 会议费 and 培训费 too is not theirs."""
    if row.meaning is None or row.kind == "total" or not row.figures:
        return False
    return dict(row.meaning.values).get("three_public_item") == "total"


def _unreadable(text: str) -> tuple[str, str]:
    """Code and reason for a cell of an amount column that prints something and no figure: it is not blank."""
    if hides_figure(text):
        if "#" in text:
            return "not_a_number", "the column was too narrow for the figure, # marks are printed in its place"
        return (
            "unread_ink",
            "something is drawn here that no text says: curves, a picture, or a font without characters",
        )
    return "not_a_number", "text in an amount column that is no number"


def _box(cell: TableCell) -> Box:
    """The ink where it is known, else the cell."""
    return cell.ink or cell.box


def _is_widest(column: BoundColumn) -> bool:
    """A total that no narrower head limits: 总计, 总计/合计."""
    total = vocabulary.columns().total
    return all(total.match(plain(p)) for p in column.path) or (
        len(column.path) > 1 and bool(total.match(plain(column.path[0])))
    )


def amount_id(document_id: str, page: int, table_seq: int, row_seq: int, column_seq: int) -> str:
    """Sixteen hex digits that stay the same for the same cell of the same file under the same reading."""
    text = f"{document_id}|{page}|{table_seq}|{row_seq}|{column_seq}"
    return hashlib.sha256(text.encode()).hexdigest()[:16]
