"""The lists of a table: rows read, linked into a tree, given the meaning of their labels and sections."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from itertools import pairwise

from pipeline.binding.bound import BoundTable, TableList
from pipeline.binding.columns import evidence, unit_columns
from pipeline.binding.columns import leaves as column_leaves
from pipeline.binding.columns.roles import Block, split_blocks
from pipeline.binding.rows import statement, tree
from pipeline.binding.rows.meaning import BlockReader, RowMeaning, row_facets
from pipeline.binding.rows.merged_keys import fill_down
from pipeline.language import vocabulary
from pipeline.language.kinds import table_kind
from pipeline.language.kinship import is_part
from pipeline.language.ordinals import split_ordinal
from pipeline.language.spelling import plain


def bind_lists(out: BoundTable, unit_name: str | None, units: Collection[str] = frozenset()) -> None:
    """Fill `out.lists`: rows, their tree and meaning, and which columns are parts.

    Args:
        out: the table; its columns are cut into blocks and marked.
        unit_name: whose document it is; a row of that name is a unit row.
        units: names of units that other tables of the document list, without blanks; rows of these names are unit rows.
    """
    blocks = split_blocks(out.columns)
    filled = fill_down(out.table, out.columns)
    for block in blocks:
        if out.only_spends:
            block.flow = None
        reader = BlockReader(block, out.decision.kind, out.by, unit_name, units, year=out.moment.fiscal_year)
        rows = [
            meaning
            for i, row in enumerate(out.table.rows)
            if (meaning := reader.read(i, row, filled.get(i, {}))) is not None
        ]
        evidence.take_out(block, rows, evidence.without_evidence(block, rows))
        _label_totals(rows, out.decision.kind)
        _mark_repeats(rows)
        _mark_tails(rows)
        alone = sum(1 for b in blocks if b.flow == block.flow and b.amounts) == 1
        for flow, side in statement.sides(rows, out.decision.kind, block.flow or out.defaults.flow):
            part = replace(block, flow=flow) if flow != out.defaults.flow else block
            leaves = tree.build(side, [c.seq for c in block.amounts], publisher=plain(unit_name or ""), alone=alone)
            _row_meanings(side, part, out)
            _plain_sections(side)
            _mark_columns(block, side, out, flow)
            out.lists.append(TableList(part, side, leaves))
    _widen_fund(out)


def _mark_columns(block: Block, rows: list[RowMeaning], out: BoundTable, flow: str | None) -> None:
    """Parts and sums among the columns; where units stand side by side, within each unit, and the columns of all units are sums."""
    units = unit_columns.find(block.amounts, rows, out.decision.kind)
    of_units = {column.seq for _, columns in units for column in columns}
    shared = [column for column in block.amounts if column.seq not in of_units]
    for columns in [shared, *(columns for _, columns in units)]:
        column_leaves.mark(columns, rows, out.defaults, out.moment, flow)
    for column in shared if units else ():
        column.is_leaf = False


def _label_totals(rows: list[RowMeaning], kind: str) -> None:
    """A row without any label among labelled rows is the total (河南 12表) when it stands first or last and no other row is larger.

    Never among projects with their targets: there the name stands in the middle of a merged cell, often on another page (北京 12).
    """
    for i, row in enumerate(rows):
        if row.kind != "total" or row.label:
            continue
        between = 0 < i < len(rows) - 1
        others = [r for r in rows if r is not row]
        exceeded = any(
            other.figures[c].value > figure.value
            for c, figure in row.figures.items()
            for other in others
            if c in other.figures
        )
        if between or exceeded or table_kind(kind).is_performance:
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
            and any(c.row_span > 1 for r in (previous, row) for c in r.row.cells.values() if c.text)
        ):
            row.repeats = True
        if row.figures:
            previous = row


def _mark_tails(rows: list[RowMeaning]) -> None:
    """`(5)资本性支出` / `(基本建设)` over a page break: in an enumeration a bare label that opens a page is the rest of the one before (西安 01)."""
    numbered = sum(1 for r in rows if r.level is not None)
    if numbered * 2 < sum(1 for r in rows if r.kind != "total" and r.label):
        return
    for before, row in pairwise(rows):
        bare = row.kind == "item" and not row.figures and not row.codes and row.level is None
        row.is_tail = bare and row.row.page > before.row.page and before.level is not None


def _plain_sections(rows: list[RowMeaning]) -> None:
    """A section without rows under it (河南 01: 上年结转结余) is an item."""
    parents = {r.parent for r in rows}
    for i, row in enumerate(rows):
        if row.kind == "section" and i not in parents:
            row.kind = "item"


def _widen_fund(out: BoundTable) -> None:
    """The fund of a title is that of its totals only where the table prints no other money.

    河南 04 carries 财政专户 and 单位资金 under the title 财政拨款: its totals are of all money. 政府性基金 beside 一般公共预算 under a title of the
    latter: its totals are of all 财政拨款.
    """
    titled = out.defaults.fund
    if titled in {None, "all"}:
        return
    funds = {c.facets.fund for c in out.columns}
    for lst in out.lists:
        funds |= {
            dict(r.meaning.values).get("fund")
            for r in lst.rows
            if r.meaning is not None and not r.codes and any(f.value for f in r.figures.values())
        }
    other = {f for f in funds if f is not None and f != titled}
    outside = {f for f in other if not is_part("fund", f, titled) and not is_part("fund", titled, f)}
    if outside:
        appropriated = all(is_part("fund", f, "fiscal_appropriation") for f in (*outside, titled))
        out.defaults.fund = "fiscal_appropriation" if appropriated else "all"


def _row_meanings(rows: list[RowMeaning], block: Block, out: BoundTable) -> None:
    """Meaning that row labels add, the sections above them included."""
    words = vocabulary.rows()
    for i, row in enumerate(rows):
        if row.kind in {"function", "unit", "project"} or (row.kind == "economic" and not row.by_name):
            continue
        chain = [
            split_ordinal(a.label)[2] for a in tree.ancestors(rows, i) if a.kind in {"item", "section", "economic"}
        ]
        row.meaning = row_facets(row, chain, out.decision.kind)
        row.section = tree.ancestors(rows, i)[-1].label if chain else row.section
        name = split_ordinal(row.label)[2]
        base = block.flow or out.defaults.flow
        if any(words.closing.search(n) for n in (*chain, name)):
            row.flow = "closing_balance"
        elif base == "revenue" and any(words.opening.search(n) for n in (*chain, name)):
            row.flow = "opening_balance"
