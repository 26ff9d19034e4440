"""Sums that a table prints, found by arithmetic alone: a column that adds up others, a row that adds up the rows of longer codes.

A sum is one that the table itself shows: it holds in most rows, or in most columns. Where it then does not hold, a figure was misread, or the office
made a mistake.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from pipeline.language.numbers import parse_printed
from pipeline.tables.model import TableCell, TableRow

_CODE = re.compile(r"\d{2,3}(?:\d{2}){0,3}")
LEAST = 3
"""Fewer cases in which a sum holds show nothing."""
USUAL = 0.7
"""Share of the cases in which it holds."""
ROUNDING = Decimal("0.6")
"""Of the last printed digit, for each figure that is added up."""
MOST_COLUMNS = 40
Place = tuple[int, int]
"""Sequence numbers of row and column."""


@dataclass(frozen=True, slots=True)
class Sum:
    """One case of a sum: a figure and those it adds up."""

    whole: Place
    parts: tuple[Place, ...]

    @property
    def places(self) -> tuple[Place, ...]:
        """All figures of the case."""
        return (self.whole, *self.parts)

    def holds(self, values: dict[Place, Decimal]) -> bool:
        """True when the figures agree up to rounding; blanks are nothing."""
        known = [values[place] for place in self.places if place in values]
        if not known:
            return True
        exponents = [value.as_tuple().exponent for value in known]
        digit = Decimal(1).scaleb(max(e for e in exponents if isinstance(e, int)))
        gap = abs(values.get(self.whole, Decimal(0)) - sum(values.get(part, Decimal(0)) for part in self.parts))
        return gap <= ROUNDING * digit * len(self.parts)


def figures(rows: Sequence[TableRow]) -> dict[Place, Decimal]:
    """The amounts of rows by place; codes and percentages are none."""
    return {
        (row.seq, seq): printed.value
        for row in rows
        for seq, cell in row.cells.items()
        if (printed := parse_printed(cell.text)) is not None
        and not printed.is_percent
        and (printed.decimals or "," in cell.text or not _CODE.fullmatch(cell.text.strip()))
    }


def find_sums(rows: Sequence[TableRow], values: dict[Place, Decimal]) -> list[Sum]:
    """Every case of every sum that the rows of a table show, those that do not hold included.

    Args:
        rows: of one table.
        values: their figures.

    Returns:
        sums across columns, then sums down the rows.
    """
    return [*sums_across(rows, values), *_down(rows, values)]


def sums_across(rows: Sequence[TableRow], values: dict[Place, Decimal]) -> Iterator[Sum]:
    """Every case of every sum across the columns, those that do not hold included; arguments as for `find_sums`."""
    columns = sorted({seq for _, seq in values})
    if len(columns) > MOST_COLUMNS:
        return
    seqs = [row.seq for row in rows]
    for at, whole in enumerate(columns):
        right = columns[at + 1 :]
        chosen = [tuple(right[:end]) for end in range(2, len(right) + 1)]
        chosen += [pair for pair in combinations(right, 2) if pair not in chosen]
        for parts in chosen:
            cases = [Sum((row, whole), tuple((row, part) for part in parts)) for row in seqs if (row, whole) in values]
            telling = [case for case in cases if sum(bool(values.get(part)) for part in case.parts) > 1]
            if sum(case.holds(values) for case in telling) >= LEAST and _is_usual(cases, values):
                yield from cases


def _is_usual(cases: Sequence[Sum], values: dict[Place, Decimal]) -> bool:
    return sum(case.holds(values) for case in cases) >= USUAL * len(cases)


def _down(rows: Sequence[TableRow], values: dict[Place, Decimal]) -> Iterator[Sum]:
    codes = {row.seq: code for row in rows if (code := _code(row.cells))}
    columns = sorted({seq for _, seq in values})
    groups = [(parent, children) for parent in codes if len(children := _children(parent, codes)) > 0]
    shortest = min((len(code) for code in codes.values()), default=0)
    top = [row for row, code in codes.items() if len(code) == shortest]
    bare = [row.seq for row in rows if row.seq not in codes and any((row.seq, c) in values for c in columns)]
    groups += [(row, top) for row in bare if len(set(codes.values())) == len(codes)]
    for parent, children in groups:
        cases = [
            Sum((parent, column), tuple((child, column) for child in children))
            for column in columns
            if any((row, column) in values for row in (parent, *children))
        ]
        holding = sum(case.holds(values) for case in cases)
        if holding >= 1 and 2 * holding >= len(cases):
            yield from cases


def _code(cells: Mapping[int, TableCell]) -> str:
    """The code of a row: its leading cells of digits, 类 | 款 | 项 joined."""
    parts: list[str] = []
    for _, cell in sorted(cells.items()):
        text = cell.text.strip()
        if not _CODE.fullmatch(text):
            break
        parts.append(text)
    return "".join(parts)


def _children(parent: int, codes: dict[int, str]) -> list[int]:
    """Rows of the next longer codes that begin with the parent's."""
    own = codes[parent]
    longer = {row: code for row, code in codes.items() if code != own and code.startswith(own)}
    least = min((len(code) for code in longer.values()), default=0)
    return [row for row, code in longer.items() if len(code) == least]
