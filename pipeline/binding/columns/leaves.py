"""Which amount columns are parts and which are sums: by meaning, confirmed by arithmetic over the rows."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from pipeline.binding.columns import by_sums
from pipeline.binding.columns.roles import BoundColumn
from pipeline.binding.rounding import agrees
from pipeline.binding.rows.meaning import RowMeaning
from pipeline.language import vocabulary
from pipeline.language.kinship import is_part
from pipeline.language.meaning import Facets, Moment
from pipeline.language.spelling import plain

_FACETS = ("fund", "spending_kind", "origin_year", "three_public_item")
_ZERO = Decimal(0)


def mark(
    columns: Sequence[BoundColumn], rows: Sequence[RowMeaning], defaults: Facets, moment: Moment, flow: str | None
) -> None:
    """Set `is_leaf` and `facets.of_which` of the amount columns of one list.

    Columns of different stages or years (上年, 本年, 增减) are compared within their own stage only.

    Args:
        columns: amount columns of one list.
        rows: its rows.
        defaults: what the table's kind says where a column does not.
        moment: turns printed years into stages.
        flow: of the whole list, where its head or the table's kind says; 本年收入 beside 本年支出 (公开07) is no total of it.
    """
    if flow is not None and not any(c.role == "amount" for c in columns):
        for column in (
            columns
        ):  # 一季度 | 二季度 …: no head is understood, but the list is one of money, and it has no other columns
            column.role = "amount" if column.role == "unknown" else column.role
    for column in columns:
        column.is_leaf = column.role == "amount"
    for group in groups(columns, moment, flow).values():
        _resolve_groups(group, rows)
        _mark_group(group, rows, defaults)
    unknown = [c for c in columns if c.role == "unknown"]
    for (stage, *_), group in groups(columns, moment, flow).items():
        if stage != "change":
            by_sums.reread(group, unknown, rows)


Key = tuple[str, int | None, str | None]
"""Stage, year and flow."""


def groups(columns: Sequence[BoundColumn], moment: Moment, flow: str | None) -> dict[Key, list[BoundColumn]]:
    """Amount columns by what they may be compared with: of one stage, year and flow."""
    found: dict[Key, list[BoundColumn]] = {}
    for column in columns:
        if column.role == "amount":
            stage = moment.resolve(column.facets.stage, column.facets.year)
            found.setdefault((*stage, column.facets.flow or flow), []).append(column)
    return found


def _filled(facets: Facets, defaults: Facets) -> dict[str, str]:
    return {
        f: getattr(facets, f) or getattr(defaults, f) or ("total" if f == "three_public_item" else "all")
        for f in _FACETS
    }


def _covers(whole: dict[str, str], part: dict[str, str]) -> bool:
    strict = False
    for facet in _FACETS:
        if whole[facet] == part[facet]:
            continue
        if not is_part(facet, part[facet], whole[facet]):
            return False
        strict = True
    return strict


def _same_parent(a: BoundColumn, b: BoundColumn) -> bool:
    return a.path[:-1] == b.path[: len(a.path) - 1]


def _parts_by_words(column: BoundColumn, group: Sequence[BoundColumn]) -> list[BoundColumn]:
    """合计 or 小计 beside its parts under one head; a 总计 at the top stands beside everything."""
    if not column.meaning.is_total:
        return []
    return [c for c in group if c is not column and _same_parent(column, c)]


def _resolve_groups(group: Sequence[BoundColumn], rows: Sequence[RowMeaning]) -> None:
    """A head 其中 over several columns is a full breakdown when its columns add up to the one before it (泉州: 小计 | 其中：基本支出, 项目支出)."""
    inside = [c for c in group if c.meaning.of_which_group]
    if not inside:
        return
    first = group.index(inside[0])
    whole = group[first - 1] if first > 0 else None
    complete = whole is not None and len(inside) > 1 and adds_up(whole, inside, rows) is True
    for column in inside:
        column.facets.of_which = not complete


def _mark_group(group: Sequence[BoundColumn], rows: Sequence[RowMeaning], defaults: Facets) -> None:
    for column in group:
        column.is_leaf = not column.facets.of_which
    normal = [c for c in group if not c.facets.of_which]
    filled = {c.seq: _filled(c.facets, defaults) for c in normal}
    covered: dict[int, set[int]] = {}
    for column in normal:
        by_words = {c.seq for c in _parts_by_words(column, normal) if not _same_words(column, c)}
        by_meaning = {
            c.seq
            for c in normal
            if c is not column and _covers(filled[column.seq], filled[c.seq]) and _can_be_part(c, column, rows)
        }
        covered[column.seq] = by_words | by_meaning | _under_total(column, normal, filled, rows)
        column.is_leaf = not covered[column.seq]
    leaves = {c.seq for c in normal if c.is_leaf}
    widest = next((c for c in normal if not c.is_leaf and leaves <= covered[c.seq]), None)
    if widest is not None:
        _check(widest, normal, rows)


def _under_total(
    column: BoundColumn, group: Sequence[BoundColumn], filled: dict[int, dict[str, str]], rows: Sequence[RowMeaning]
) -> set[int]:
    """Parts of a column of zeros that stands under 总计 or 小计: what stands under the heads beside it by the same word.

    深圳 三公: 总计/政府性基金预算 and 因公出国(境)费/政府性基金预算, 0.00 throughout; no figure shows what is part of what, but the heads do.
    """
    figures = [row.figures[column.seq].value for row in rows if column.seq in row.figures]
    total = vocabulary.columns().total
    if not figures or any(figures) or not any(total.match(plain(p)) for p in column.path[:-1]):
        return set()
    return {
        c.seq
        for c in group
        if c.path[-1:] == column.path[-1:]
        and c.path[:-1] != column.path[:-1]
        and _covers(filled[column.seq], filled[c.seq])
    }


def _can_be_part(part: BoundColumn, whole: BoundColumn, rows: Sequence[RowMeaning]) -> bool:
    """Whether the figures allow that a column is a part of another one whose meaning covers its own.

    A column that prints nothing is nobody's part, and one that is mostly larger than the whole is none either:
    上年实户资金余额 beside an empty 上年结转 (西安 02).
    """
    larger = fits = 0
    for row in rows:
        figure, total = row.figures.get(part.seq), row.figures.get(whole.seq)
        if figure is None or figure.value == 0:
            continue
        if abs(figure.value) > abs(total.value if total else _ZERO):
            larger += 1
        else:
            fits += 1
    return fits > 0 and fits >= larger


def _same_words(a: BoundColumn, b: BoundColumn) -> bool:
    return a.path == b.path


def _check(total: BoundColumn, group: Sequence[BoundColumn], rows: Sequence[RowMeaning]) -> None:
    """Let the sums decide between readings of the parts of the widest total; the one with the fewest wrong rows wins."""
    leaves = [c for c in group if c.is_leaf]
    right, wrong = count_sums(total, leaves, rows)
    if wrong == 0:
        return
    # 上年结转 beside 上年实户资金余额 (西安 02), 单位资金 beside 使用非财政拨款结余 (烟台 11): its meaning covers the other's, but it
    # is a part of its own.
    for column in group:
        if not column.is_leaf and column is not total and not column.meaning.is_total:
            more = count_sums(total, [*leaves, column], rows)
            if more[1] < wrong and more[0] >= right:
                column.is_leaf = True
                leaves.append(column)
                right, wrong = more
    while inside := _overlapping(total, leaves, rows):
        again = adds_up(total, inside, rows) is True
        for column in inside:
            column.is_leaf = False
            column.facets.of_which = not again
        leaves = [c for c in leaves if c not in inside]


def _overlapping(total: BoundColumn, leaves: Sequence[BoundColumn], rows: Sequence[RowMeaning]) -> list[BoundColumn]:
    """Columns under one head without which more rows add up, and none fewer.

    They divide the total once more (长沙: 按收入性质分 | 按支出性质分) or are parts of another kind (深圳: …基本支出 | 项目支出 |
    事业单位经营支出 | 政府采购项目小计, where both of the last two lie inside the first two).
    """
    right, wrong = count_sums(total, leaves, rows)
    if wrong == 0:
        return []
    sums = [row for row in rows if row.kind == "total"]
    heads = _heads(leaves)
    for head in dict.fromkeys(reversed(heads)):
        inside = [c for c, h in zip(leaves, heads, strict=True) if h == head]
        rest = [c for c, h in zip(leaves, heads, strict=True) if h != head]
        if not rest or not any(c.content.numbers for c in inside):
            continue
        less = count_sums(total, rest, rows)
        # 西安 2020 02: 上年结转 is missing in the units' 合计, but the total row of the list counts it
        needed = count_sums(total, leaves, sums)[0] > count_sums(total, rest, sums)[0]
        if less[1] < wrong and less[0] >= right and not needed:
            return inside
    return []


def _heads(columns: Sequence[BoundColumn]) -> list[str]:
    """The outermost head by which the columns differ."""
    depth = 0
    while all(len(c.path) > depth + 1 for c in columns) and len({c.path[depth] for c in columns}) == 1:
        depth += 1
    return [c.path[depth] if len(c.path) > depth else "" for c in columns]


def adds_up(whole: BoundColumn, parts: Sequence[BoundColumn], rows: Sequence[RowMeaning]) -> bool | None:
    """Whether `whole` is the sum of `parts` in (nearly) every row.

    Rows that are blank or zero throughout prove nothing.

    Returns:
        True or False; None without evidence.
    """
    right, wrong = count_sums(whole, parts, rows)
    if right + wrong == 0:
        return None
    return wrong * 5 <= right


def count_sums(whole: BoundColumn, parts: Sequence[BoundColumn], rows: Sequence[RowMeaning]) -> tuple[int, int]:
    """Rows in which `whole` is the sum of `parts`, and rows in which it is not."""
    right = wrong = 0
    for row in rows:
        total = row.figures.get(whole.seq)
        if total is None or total.value == 0:
            continue
        values = [row.figures[c.seq] for c in parts if c.seq in row.figures]
        if agrees(total, values):
            right += 1
        else:
            wrong += 1
    return right, wrong
