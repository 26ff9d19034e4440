"""Forms: pages of labels and values instead of a header with rows under it (绩效目标表). Only money is taken here.

The figures of the indicator part are targets, no amounts; they belong to `pipeline.performance`.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.binding.forms.grid import LONG, Grid, Placed, is_money, is_score, is_stage
from pipeline.binding.words import words
from pipeline.language.codes import is_project_code
from pipeline.language.numbers import DIGITS_AND_MARKS, Printed, parse_printed
from pipeline.language.spelling import plain, squeezed
from pipeline.language.units import UNIT, unit_of_path
from pipeline.tables.model import Table, TableCell, TableRow

_WORDS = words().forms
_PARTS = {"money": _WORDS.money_part, "other": _WORDS.other_part}


_INLINE_LABEL = re.compile(rf"{DIGITS_AND_MARKS}(?:{UNIT})?$")


AMOUNT = "amount"
OTHER = "other"
"""Points, weights and shares among the money: 分值, 执行率, 得分."""
UNKNOWN = "unknown"
"""A figure whose head nobody understands."""


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
    row_words: tuple[str, ...] = ()
    """The row's label where the path says the moment only: whose money, whether a part."""
    holds: str = AMOUNT
    is_leaf: bool = False
    is_leaf_column: bool = False


Project = tuple[str | None, str | None]
"""Code and name of the project a form is about."""


@dataclass(slots=True)
class _Form:
    """The grid of a form and the place where the reader stands."""

    rows: list[TableRow]
    grid: Grid
    project: Project = (None, None)


def read_form(table: Table) -> Iterator[FormAmount]:
    """Yield the amounts of a form in reading order.

    Args:
        table: the form; its header rows are part of it, since a form has no header of its own.
    """
    rows = form_rows(table)
    form = _Form(rows, Grid(rows))
    in_indicators = False
    for i, row in enumerate(rows):
        texts = [plain(c.text) for c in row.cells.values()]
        if any(_WORDS.funds.search(t) for t in texts if len(t) < LONG):
            in_indicators = False
        if any(_WORDS.indicators.match(t) for t in texts):
            in_indicators = True
        form.project = _project(row, form.project)
        if not in_indicators:
            yield from _row_amounts(form, i)


def is_label_left(table: Table) -> bool:
    """Whether the first cells of the rows are the labels of a form: 项目名称, 主管部门, 项目资金, 总体目标 under each other.

    The value beside 项目名称 is then no head, whatever it says (烟台 44: 2024年度历史文化名镇名村与传统村落保护).
    """
    subject: int | None = None
    labels: set[str] = set()
    for row in form_rows(table):
        first = min((c for c, cell in row.cells.items() if cell.text), default=None)
        if first is None:
            continue
        text = plain(row.cells[first].text)
        if _WORDS.subject.match(text):
            subject = first if subject is None else subject
            labels.add("subject")
        elif first == subject:
            labels |= {name for name, pattern in _PARTS.items() if pattern.match(text)}
    return len(labels) == 1 + len(_PARTS)


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


def _project(row: TableRow, before: Project) -> Project:
    code, name = before
    cells = [c for _, c in sorted(row.cells.items()) if c.text]
    for left, right in itertools.pairwise(cells):
        label = plain(left.text)
        if _WORDS.subject.match(label):
            code, name = None, squeezed(right.text)
        elif _WORDS.project_code.match(label) and re.match(r"^[0-9A-Z\-]{4,}$", plain(right.text)):
            code = plain(right.text)
    for cell in cells:
        if is_project_code(cell.text):
            code = plain(cell.text)
    return code, name


def _amount(form: _Form, i: int, column: int, figure: Printed) -> FormAmount | None:
    """A figure in a cell of its own: the label on its left and the head above it say what it is.

    The head decides whether it is money; where the heads are moments (年初预算数 | 全年执行数) the label says whose money it is, for all
    of them alike.
    """
    grid, row = form.grid, form.rows[i]
    cell = row.cells[column]
    left = grid.left(i, column)
    by_left = bool(left) and is_money(left[0].cell.text)
    heads = grid.heads_over(i, column, column + max(cell.column_span, 1))
    if heads is None:
        if not by_left:
            return None
        path = _label_path(grid, i, left)
        holds = UNKNOWN if grid.is_head_row(i, column) else AMOUNT
        return _figure(form, i, column, figure, path, label=squeezed(left[0].cell.text), holds=holds)
    own = [p for p in left if p.row == i]
    head = heads.over[-1] if heads.over else None
    holds = _held(head, own[0] if own else None)
    if head is None or holds == UNKNOWN:
        return _figure(form, i, column, figure, _label_path(grid, i, left), holds=UNKNOWN) if by_left else None
    outer = [p for p in left if p.row < i and p.row <= head.row and p.row_end > i and is_money(p.cell.text)]
    path = tuple(p.cell.text for p in (*reversed(outer), *heads.over))
    by_source = by_left and bool(own) and is_stage(head.cell.text)
    named = [p for p in reversed(own or left) if len(p.plain) <= LONG] or list(reversed(own or left))
    label = squeezed((own[0] if by_source else named[0]).cell.text) if named else ""
    return _figure(
        form,
        i,
        column,
        figure,
        path,
        label=label,
        row_words=(label,) if by_source else (),
        total_by=label if own else path[-1],
        holds=holds,
    )


def _held(head: Placed | None, label: Placed | None) -> str:
    """What a column of a form holds: amounts, points and shares, or nobody knows."""
    if head is None:
        return UNKNOWN
    if is_score(head.cell.text) or (label is not None and _WORDS.score_row.match(label.plain)):
        return OTHER
    return AMOUNT if is_money(head.cell.text) or is_stage(head.cell.text) else UNKNOWN


def _label_path(grid: Grid, i: int, left: list[Placed]) -> tuple[str, ...]:
    """The label next to a figure, behind the groups it stands in; another label of the same row is none (实施期资金总额：| | 年度资金总额：)."""
    nearest = left[0]
    first = min(p.column for p in grid.covering(i))
    chain = [
        p
        for p in left
        if p is nearest
        or (is_money(p.cell.text) and (p.row < nearest.row or p.row_end > nearest.row_end or p.column == first))
    ]
    return tuple(p.cell.text for p in reversed(chain))


def _figure(
    form: _Form,
    i: int,
    column: int,
    figure: Printed,
    path: tuple[str, ...],
    *,
    label: str = "",
    row_words: tuple[str, ...] = (),
    total_by: str | None = None,
    holds: str,
) -> FormAmount | None:
    if any(_WORDS.of_goals.search(plain(t)) for t in path):
        return None
    row = form.rows[i]
    cell = row.cells[column]
    total = plain(path[-1] if total_by is None else total_by)
    return FormAmount(
        row=row,
        cell=cell,
        printed=cell.text,
        figure=figure,
        path=path,
        label=label,
        unit=unit_of_path(path),
        project_code=form.project[0],
        project_name=form.project[1],
        is_total=bool(_WORDS.whole.search(total)) or bool(_WORDS.total.match(plain(label))),
        row_words=row_words,
        holds=holds,
    )


def _inline(form: _Form, i: int, column: int) -> FormAmount | None:
    """`资金总额：4200.00` in one cell."""
    row = form.rows[i]
    cell = row.cells[column]
    found = _WORDS.inline.match(plain(cell.text))
    if not found or not is_money(found["label"]):
        return None
    figure = parse_printed(found["number"])
    if figure is None:
        return None
    outer = [p.cell.text for p in reversed(form.grid.left(i, column)) if is_money(p.cell.text)]
    label = _INLINE_LABEL.sub("", squeezed(cell.text))
    path = (*outer, label)
    return FormAmount(
        row=row,
        cell=cell,
        printed=found["number"],
        figure=figure,
        path=path,
        label=label,
        unit=found["unit"] or unit_of_path(path),
        project_code=form.project[0],
        project_name=form.project[1],
        is_total=bool(_WORDS.whole_inline.search(found["label"])),
    )
