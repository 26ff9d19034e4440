"""The sums of a list that a reading must satisfy: leaf rows against the total row, leaf columns against the total column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from pipeline.binding.bound import TableList
from pipeline.binding.columns import by_sums
from pipeline.binding.columns import leaves as column_leaves
from pipeline.binding.columns.roles import BoundColumn
from pipeline.binding.rounding import agrees
from pipeline.binding.rows import head_total, tree
from pipeline.binding.rows.meaning import RowMeaning
from pipeline.binding.words import words
from pipeline.language.meaning import Moment
from pipeline.language.numbers import Printed
from pipeline.language.spelling import plain

ZERO = Decimal(0)


@dataclass(slots=True)
class Sums:
    """The sums of the columns of one list that are about one year and stage."""

    leaf_columns: list[BoundColumn]
    total_row: RowMeaning | None
    """The row that sums the list; None where none is printed."""
    whole: BoundColumn | None
    """The column that sums the row; None where none is printed."""
    right_columns: list[BoundColumn] = field(default_factory=list)
    wrong_columns: list[BoundColumn] = field(default_factory=list)
    right_rows: list[RowMeaning] = field(default_factory=list)
    wrong_rows: list[RowMeaning] = field(default_factory=list)
    is_single: bool = False
    """One row prints everything; what its total column sums is all there is."""
    is_multiple: bool = False
    """The leaves of a column are two, three … times its total: something is counted twice."""
    leaves: list[Printed] = field(default_factory=list)
    """All leaves: leaf rows × leaf columns."""
    total: Decimal = ZERO
    """All leaves together."""
    is_all: bool | None = None
    """Whether leaf rows × leaf columns give the figure where total row and total column meet; None where they do not."""

    @property
    def proves_something(self) -> bool:
        """True when a printed total was compared with anything."""
        return bool(self.right_columns or self.wrong_columns or self.right_rows or self.wrong_rows)


def sums_of(each: TableList, moment: Moment, flow: str | None) -> list[Sums]:
    """Every sum of a list, by year and stage.

    Args:
        each: a list with its tree and marked columns.
        moment: turns printed years into stages.
        flow: of the whole list, where its head or the table's kind says.

    Returns:
        one entry per year, stage and flow, and per stack of rows where years are stacked; changes are left out, their sums follow from the others.
    """
    found = []
    for stack in head_total.stacks(each.rows):
        if stack and each.rows[stack[0]].stage == "change":
            continue
        for (stage, *_), columns in column_leaves.groups(each.block.amounts, moment, flow).items():
            if stage != "change" and any(_prints(each, c) for c in columns):
                found.append(_Adder(each, stack).sums(columns))
    return found


def _prints(each: TableList, column: BoundColumn) -> bool:
    return any((f := row.figures.get(column.seq)) is not None and f.value for row in each.rows)


class _Adder:
    """Adds the figures of some rows of a list."""

    def __init__(self, each: TableList, stack: Sequence[int]):
        self.rows = [each.rows[i] for i in stack]
        self.leaves = [each.leaves[i] for i in stack]
        self.total = tree.grand_total(self.rows)
        self.of_the_year = [
            i
            for i, r in enumerate(self.rows)
            if r.kind == "total" and i != self.total and words().rows.flow_of_this_year.match(plain(r.label))
        ]

    def sums(self, columns: Sequence[BoundColumn]) -> Sums:
        """The sums of columns that are about one year and stage."""
        leaf_columns = [c for c in columns if c.is_leaf]
        out = Sums(leaf_columns, None if self.total is None else self.rows[self.total], self._whole(columns))
        for column in columns:
            self._down(column, out)
        if out.whole is not None:
            self._across(out.whole, by_sums.parts_of(out.whole, leaf_columns), out)
        out.is_single = sum(1 for r in self.rows if r.figures) == 1
        leaves = out.leaves = [f for c in leaf_columns for f in self._leaf_figures(c)]
        out.total = sum((f.value for f in leaves), ZERO)
        meets = out.whole or (leaf_columns[0] if len(leaf_columns) == 1 else None)
        if out.total_row is not None and meets is not None and (whole := out.total_row.figures.get(meets.seq)):
            out.is_all = agrees(whole, leaves)
        return out

    def _whole(self, columns: Sequence[BoundColumn]) -> BoundColumn | None:
        """The widest column outside the leaves."""
        candidates = [c for c in columns if not c.is_leaf and not c.facets.of_which and not c.is_restated]
        sizes = {c.seq: sum((abs(f.value) for r in self.rows if (f := r.figures.get(c.seq))), ZERO) for c in candidates}
        return max((c for c in candidates if sizes[c.seq]), key=lambda c: sizes[c.seq], default=None)

    def _across(self, whole: BoundColumn, parts: Sequence[BoundColumn], out: Sums) -> None:
        for row in self.rows:
            figure = row.figures.get(whole.seq)
            if figure is not None and figure.value and not row.repeats:
                right = agrees(figure, [row.figures[c.seq] for c in parts if c.seq in row.figures])
                (out.right_rows if right else out.wrong_rows).append(row)

    def _leaf_figures(self, column: BoundColumn) -> list[Printed]:
        return [
            row.figures[column.seq]
            for row, leaf_in in zip(self.rows, self.leaves, strict=True)
            if column.seq in leaf_in and column.seq in row.figures and not row.counts
        ]

    def _down(self, column: BoundColumn, out: Sums) -> None:
        if self.total is None or column.seq in self.leaves[self.total]:
            return
        figure = self.rows[self.total].figures.get(column.seq)
        if figure is None or figure.value == 0:
            return
        leaves = self._leaf_figures(column)
        # 西安 225b0d00e2, page 29: 支出总计 holds 上年结转, which no row divides; the rows are the parts of 本年支出合计
        years = [f for i in self.of_the_year if (f := self.rows[i].figures.get(column.seq)) is not None]
        if agrees(figure, leaves) or any(agrees(f, leaves) for f in years):
            out.right_columns.append(column)
            return
        out.wrong_columns.append(column)
        times = sum((f.value for f in leaves), ZERO) / figure.value
        if times >= 2 and times == times.to_integral_value():
            out.is_multiple = True
