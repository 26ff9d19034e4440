"""Which figures of a form are parts of its sum: 财政拨款 and 其他资金 under 资金总额. The sums tell, words only where the sum ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.binding.forms.reading import AMOUNT, FormAmount
from pipeline.binding.rows.nesting import parts_of_sum

Verdict = tuple[str, str | None]
"""`confirmed`, `no_total` or `unsure`, and why where it is unsure."""


def mark_leaves(figures: Sequence[FormAmount]) -> Verdict:
    """Set `is_leaf` and `is_leaf_column` of the amounts of a form.

    Down a column a sum and its parts are rows, across a row they are columns. A second division of the same sum (基本 | 项目, then 财政拨款 |
    其他资金) has no leaves.

    Args:
        figures: all figures of one table, in reading order.
    """
    sums = [s for line, by_row in _lines(figures) for s in _mark(line, by_row=by_row)]
    broken = list(dict.fromkeys(label for label, holds in sums if not holds))
    if broken:
        return "unsure", f"the parts of the form do not add up to: {', '.join(broken)}"
    return ("confirmed" if sums else "no_total"), None


def _lines(figures: Sequence[FormAmount]) -> Iterator[tuple[list[FormAmount], bool]]:
    """Figures that may be sums of one another, and whether they stand below each other."""
    columns: dict[tuple[object, ...], list[FormAmount]] = {}
    rows: dict[tuple[object, ...], list[FormAmount]] = {}
    for figure in figures:
        if figure.holds == AMOUNT:
            columns.setdefault((figure.project_code, figure.project_name, figure.cell.column), []).append(figure)
    for (code, name, _), column in columns.items():
        if len(column) > 1:
            yield column, True
        else:
            rows.setdefault((code, name, column[0].row.seq), []).extend(column)
    for row in rows.values():
        yield row, False


def _end_of_parts(line: Sequence[FormAmount], start: int) -> int:
    """Where the parts of a sum end; a figure that no word calls a sum is one when the figures below it say so (项目资金 | 财政拨款 | 其他资金)."""
    end = next((i for i in range(start + 1, len(line)) if line[i].is_total), len(line))
    if line[start].is_total:
        return end
    values = [part.figure.value for part in line[start + 1 : end]]
    told = start == 0 and sum(1 for v in values if v) > 1 and parts_of_sum(values, line[start].figure.value) is not None
    return end if told else start + 1


def _mark(line: Sequence[FormAmount], *, by_row: bool) -> list[tuple[str, bool]]:
    """Mark one line of figures: sums, each followed by its parts; the sums with parts and whether they hold."""
    leaves: set[int] = set()
    sums: list[tuple[str, bool]] = []
    start = 0
    while start < len(line):
        total = line[start]
        end = _end_of_parts(line, start)
        values = [part.figure.value for part in line[start + 1 : end]]
        parts = parts_of_sum(values, total.figure.value)
        if any(values):
            sums.append((total.label, parts is not None))
        elif total.figure.value:
            leaves.add(start)
        leaves |= {start + 1 + i for i in parts or ()}
        start = end
    for i, figure in enumerate(line):
        figure.is_leaf = i in leaves or not by_row
        figure.is_leaf_column = i in leaves or by_row
    return sums
