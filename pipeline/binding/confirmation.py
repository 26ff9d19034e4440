"""Whether the sums allow to trust a reading: of columns without vertical lines, and of a list without a total row.

Which words head which column is then a guess from positions, and a wrong guess would give a right figure a wrong meaning. The table's own sums
decide: a total column must be the sum of the columns that the header calls its parts.
"""

from __future__ import annotations

from pipeline.binding.bound import BoundTable, TableList
from pipeline.binding.columns.leaves import count_sums
from pipeline.language.numbers import parse_printed
from pipeline.tables.model import Table

REASON = "no lines divide its columns, and no sum across them confirms which heading belongs to which column"

ASIDE = "no lines divide its columns, and figures do not stand under the heading that would be theirs"

TREE = "no lines divide its columns, and nothing tells which of them stand under which upper heading"

TWICE = "no row is called a total, and the first one, named like the publisher, is larger than the units below but not their sum"


def unconfirmed(one: BoundTable) -> str | None:
    """Why the columns of a table are unsure.

    Args:
        one: the table after its lists were bound.

    Returns:
        None for a ruled table, for lists with one amount column, and where a printed total is the sum of its parts; else a sentence.
    """
    if one.table.is_ruled:
        return None
    if one.table.has_unsure_tree:
        return TREE
    if any(not _stands_under_its_head(one.table, column.seq) for each in one.lists for column in each.block.amounts):
        return ASIDE
    return None if all(_is_confirmed(each) for each in one.lists) else REASON


def _stands_under_its_head(table: Table, seq: int) -> bool:
    """False where the figures of a column and the lowest words over it have no abscissa in common.

    A column that prints nothing leaves no gap between figures, and its head is then taken for that of its neighbour; sums across the columns
    cannot tell (上缴上级支出 and 事业单位经营支出 are blank nearly everywhere).
    """
    figures = [
        cell.ink
        for row in table.rows
        if (cell := row.cells.get(seq)) is not None and cell.ink is not None and parse_printed(cell.text) is not None
    ]
    heads = (
        cell.ink
        for row in reversed(table.header)
        for at, cell in row.cells.items()
        if cell.ink is not None and at <= seq < at + cell.column_span
    )
    own = next(heads, None)
    if not figures or own is None:
        return True
    return own.x0 < max(ink.x1 for ink in figures) and own.x1 > min(ink.x0 for ink in figures)


def doubtful_total(one: BoundTable) -> str | None:
    """Why the rows of a table might be counted twice.

    Args:
        one: the table after its lists were bound.

    Returns:
        a sentence where the first row may be the total of the units below and no sum tells; else None.
    """
    return TWICE if any(row.may_be_total for each in one.lists for row in each.rows) else None


def _is_confirmed(each: TableList) -> bool:
    filled = [column for column in each.block.amounts if column.content.numbers]
    if any(not column.path for column in filled):
        return False
    if len(filled) < 2:
        return True
    for whole in (column for column in filled if not column.is_leaf and not column.facets.of_which):
        moment = (whole.facets.stage, whole.facets.year)  # 上年预算数 | 本年预算数: each year has a 合计 of its own
        leaves = [c for c in filled if c.is_leaf and (c.facets.stage, c.facets.year) == moment]
        right, wrong = count_sums(whole, leaves, each.rows)
        if len(leaves) > 1 and right > 0 and wrong * 5 <= right:
            return True
    return False
