"""Forms: pages of labels and values instead of a header with rows under it (绩效目标表). Only money is taken here.

The figures of the indicator part are targets, no amounts; they belong to `pipeline.performance`.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.binding import vocabulary
from pipeline.binding.amounts import Printed, parse_printed
from pipeline.binding.codes import is_project_code
from pipeline.binding.row_keys import plain_label
from pipeline.binding.text import plain
from pipeline.tables.model import Table, TableCell, TableRow

_MONEY = re.compile(r"金额|资金|总额|预算|支出|拨款|收入|经费|合计|小计|补助|专户|其他|其中|财政|结转")
_NOT_MONEY = re.compile(
    r"率|性$|指标|数量|人数|目标值|时间|日期|电话|年度$|期限|编码|代码|名称|比例|%|是否|得分|分值|权重|次数|个数"
)
_INDICATORS = re.compile(r"^([一二三]级)?(绩效)?指标(值|名称)?$|^[一二三]级指标")
_FUNDS = re.compile(
    r"项目名称|资金(总额|金额|情况|来源)|预算(总额|情况|金额)|年度(资金|预算)|项目资金|实施期资金|项目总额|预算支出总额|任务名称|主要任务"
)
_TOTAL = re.compile(r"^(金额)?(合计|总计|小计)$")
_INLINE = re.compile(r"^(?P<label>.{2,24}?[:：])(?P<number>-?[\d,]+(?:\.\d+)?)(?P<unit>万元|元)?$")
_INLINE_LABEL = re.compile(r"[-\d,，.．０-９]+(万元|元)?$")
_LONG = 60
_REACH = 12


@dataclass(slots=True)
class FormAmount:
    """A figure of a form with the labels that lead to it."""

    row: TableRow
    cell: TableCell
    printed: str
    figure: Printed
    path: tuple[str, ...]
    label: str
    unit: str | None
    project_code: str | None
    project_name: str | None
    is_total: bool


@dataclass(slots=True)
class _Placed:
    """A cell with the grid area it covers."""

    row: int
    column: int
    row_end: int
    column_end: int
    cell: TableCell


Project = tuple[str | None, str | None]
"""Code and name of the project a form is about."""


@dataclass(slots=True)
class _Form:
    """The grid of a form and the place where the reader stands."""

    rows: list[TableRow]
    placed: dict[int, list[_Placed]]
    project: Project = (None, None)


def read_form(table: Table) -> Iterator[FormAmount]:
    """Yield the amounts of a form in reading order.

    Args:
        table: the form; its header rows are part of it, since a form has no header of its own.
    """
    rows = form_rows(table)
    form = _Form(rows, _place(rows))
    in_indicators = False
    for i, row in enumerate(rows):
        texts = [plain(c.text) for c in row.cells.values()]
        if any(_FUNDS.search(t) for t in texts if len(t) < _LONG):
            in_indicators = False
        if any(_INDICATORS.match(t) for t in texts):
            in_indicators = True
        form.project = _project(row, form.project)
        if not in_indicators:
            yield from _row_amounts(form, i)


def form_rows(table: Table) -> list[TableRow]:
    """All rows of a form, top to bottom; header rows are numbered behind the body so that every cell keeps a number of its own."""
    behind = len(table.rows)
    return [*(replace(r, seq=behind + i) for i, r in enumerate(table.header, start=1)), *table.rows]


def _row_amounts(form: _Form, i: int) -> Iterator[FormAmount]:
    for column, cell in sorted(form.rows[i].cells.items()):
        if not cell.text:
            continue
        figure = parse_printed(cell.text)
        if figure is not None and not figure.is_percent and figure.state != "dash":
            amount = _amount(form, i, column, figure)
        else:
            amount = _inline(form, i, column)
        if amount is not None:
            yield amount


def _place(rows: list[TableRow]) -> dict[int, list[_Placed]]:
    """Grid row → the cells that cover it, left to right."""
    covering: dict[int, list[_Placed]] = {}
    for i, row in enumerate(rows):
        for column, cell in row.cells.items():
            if not cell.text:
                continue
            area = _Placed(i, column, i + max(cell.row_span, 1), column + max(cell.column_span, 1), cell)
            for r in range(i, area.row_end):
                covering.setdefault(r, []).append(area)
    for cells in covering.values():
        cells.sort(key=lambda p: p.column)
    return covering


def _project(row: TableRow, before: Project) -> Project:
    code, name = before
    cells = [c for _, c in sorted(row.cells.items()) if c.text]
    for left, right in itertools.pairwise(cells):
        label = plain(left.text)
        if re.match(r"^(\d*[.、]?)?(项目|专项)(\(.*\))?名称[:：]?$", label):
            code, name = None, plain_label(right.text)
        elif re.match(r"^项目(编码|代码|编号)[:：]?$", label) and re.match(r"^[0-9A-Z\-]{4,}$", plain(right.text)):
            code = plain(right.text)
    for cell in cells:
        if is_project_code(cell.text):
            code = plain(cell.text)
    return code, name


def _left(placed: dict[int, list[_Placed]], row: int, column: int) -> list[_Placed]:
    """Label cells left of a cell, nearest first, up to the next figure."""
    chain: list[_Placed] = []
    for area in reversed([p for p in placed.get(row, []) if p.column_end <= column]):
        if parse_printed(area.cell.text) is not None:
            if chain:
                break
            continue
        chain.append(area)
    return chain


def _above(placed: dict[int, list[_Placed]], row: int, column: int, end: int) -> list[_Placed]:
    """Label cells straight above a cell, nearest first; figures between are passed over."""
    chain: list[_Placed] = []
    seen: set[int] = set()
    r = row - 1
    while r >= 0 and row - r <= _REACH:
        hit = next((p for p in placed.get(r, []) if p.column < end and p.column_end > column), None)
        if hit is None:
            r -= 1
            continue
        if id(hit) not in seen:
            seen.add(id(hit))
            if parse_printed(hit.cell.text) is None:
                text = plain(hit.cell.text)
                if len(text) > _LONG or not (_MONEY.search(text) and not _NOT_MONEY.search(text)):
                    break
                chain.append(hit)
            elif chain:
                break
        r = hit.row - 1
    return chain


def _heads_columns(placed: dict[int, list[_Placed]], head: _Placed, label: _Placed, row: int) -> bool:
    """True when the cell above is a column head: its row holds no figure, and the label on the left is a row's name or a group beside the head."""
    cells = [p for p in placed.get(head.row, []) if p.row == head.row]
    if any(parse_printed(p.cell.text) is not None for p in cells):
        return False
    if label.row < row and label.row <= head.row:
        return True  # the group stands beside both the heads and the figures (北京: 总体资金情况 | 预算支出总额 …)
    return sum(1 for p in cells if _is_money(p.cell.text)) >= 2 and head.row_end <= row


def _is_money(text: str) -> bool:
    bare = plain(text)
    return len(bare) <= _LONG and bool(_MONEY.search(bare)) and not _NOT_MONEY.search(bare)


def _amount(form: _Form, i: int, column: int, figure: Printed) -> FormAmount | None:
    """A figure in a cell of its own: the label on its left or the head above it says what it is."""
    placed, row = form.placed, form.rows[i]
    cell = row.cells[column]
    left = _left(placed, i, column)
    above = _above(placed, i, column, column + max(cell.column_span, 1))
    nearest = plain(left[0].cell.text) if left else ""
    by_left = bool(left) and _is_money(nearest)
    own = [p for p in left if p.row == i]
    if above and (not by_left or _TOTAL.match(nearest) or _heads_columns(placed, above[0], left[0], i)):
        outer = [p for p in left if p.row < i and p.row <= above[-1].row and p.row_end > i and _is_money(p.cell.text)]
        path = tuple(p.cell.text for p in (*reversed(outer), *reversed(above)))
        named = [p for p in reversed(own or left) if len(plain(p.cell.text)) <= _LONG] or list(reversed(own or left))
        label = plain_label(named[0].cell.text) if named else ""
    elif by_left:
        chain = [p for p in left if _is_money(p.cell.text)]
        path = tuple(p.cell.text for p in reversed(chain))
        label = plain_label(left[0].cell.text)
    else:
        return None
    if any("指标" in plain(t) or ("绩效" in plain(t) and "资金" not in plain(t)) for t in path):
        return None
    return FormAmount(
        row=row,
        cell=cell,
        printed=cell.text,
        figure=figure,
        path=path,
        label=label,
        unit=_unit(path),
        project_code=form.project[0],
        project_name=form.project[1],
        is_total=bool(re.search(r"总额|合计|总计", plain(path[-1]))) or bool(_TOTAL.match(plain(label))),
    )


def _inline(form: _Form, i: int, column: int) -> FormAmount | None:
    """`资金总额：4200.00` in one cell."""
    row = form.rows[i]
    cell = row.cells[column]
    found = _INLINE.match(plain(cell.text))
    if not found or not _is_money(found["label"]):
        return None
    figure = parse_printed(found["number"])
    if figure is None:
        return None
    outer = [p.cell.text for p in reversed(_left(form.placed, i, column)) if _is_money(p.cell.text)]
    label = _INLINE_LABEL.sub("", plain_label(cell.text))
    path = (*outer, label)
    return FormAmount(
        row=row,
        cell=cell,
        printed=found["number"],
        figure=figure,
        path=path,
        label=label,
        unit=found["unit"] or _unit(path),
        project_code=form.project[0],
        project_name=form.project[1],
        is_total="总额" in found["label"],
    )


def _unit(path: tuple[str, ...]) -> str | None:
    for segment in reversed(path):
        found = vocabulary.units().bracket.search(plain(segment))
        if found:
            return found.group(1)
    return None
