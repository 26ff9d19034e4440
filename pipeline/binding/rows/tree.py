"""Which row is part of which, so that summing the leaf rows of a column gives its total without counting anything twice.

Three signals are printed: codes (208 ⊃ 20805 ⊃ 2080505, 526 ⊃ 526001), ordinals (一、 ⊃ （一） ⊃ 1.) and indentation. The reading under which the
sums hold wins; when none holds, the structural reading stays and nothing is forced.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from enum import IntEnum

from pipeline.binding.rounding import agrees
from pipeline.binding.rows import head_total, nesting
from pipeline.binding.rows.indentation import indent_levels
from pipeline.binding.rows.meaning import RowMeaning
from pipeline.binding.rows.statement import adds_up
from pipeline.language import vocabulary
from pipeline.language.codes import DEPARTMENT, FUNCTION, GOVERNMENT
from pipeline.language.numbers import Printed
from pipeline.language.ordinals import ordinal_value, split_ordinal

Leaves = list[set[int]]
"""Per row: the amount columns in which the row is a leaf."""

Reading = Callable[[Sequence[RowMeaning]], list[int | None]]
"""Ranks of the rows, smaller = further out; None for totals and 其中."""


def build(rows: Sequence[RowMeaning], columns: Sequence[int], *, publisher: str = "", alone: bool = True) -> Leaves:
    """Set `parent` and `depth` of every row, and say where each one is a leaf.

    Args:
        rows: the rows of one list, top to bottom. A first row that proves to be the total of the units below becomes one; where only its
            name says so, it is marked `may_be_total`.
        columns: seqs of its amount columns.
        publisher: whose document it is.
        alone: False when a list of the same kind stands beside it, whose total may be printed here (公开06: 公用经费合计).

    Returns:
        for each row the columns in which it is a leaf.
    """
    _extend_of_which(rows)
    _complete_breakdowns(rows)
    _divide_totals(rows)
    _totals_of_nothing(rows)
    leaves, wrong = _by_readings(rows, columns, publisher, alone=alone)
    named = [r for r in rows if r.is_subtotal and r.kind == "total"]
    if wrong and named:  # 工资福利支出合计 alone on its line: its parts are not printed
        _call(named, "item")
        items, still_wrong = _by_readings(rows, columns, publisher, alone=alone)
        if still_wrong < wrong:
            return items
        _call(named, "total")
        leaves, _ = _by_readings(rows, columns, publisher, alone=alone)
    return leaves


def _totals_of_nothing(rows: Sequence[RowMeaning]) -> None:
    """工资福利支出合计 | 商品和服务支出合计 without any total below them, and without their parts: they are the parts."""
    if grand_total(rows) is not None:
        return
    for i, row in enumerate(rows):
        values = {c: f.value for c, f in row.figures.items() if f.value}
        if row.is_subtotal and values and not adds_up(values, rows[i + 1 :]) and not adds_up(values, rows[:i][::-1]):
            row.kind = "item"


def _call(rows: Sequence[RowMeaning], kind: str) -> None:
    for row in rows:
        row.kind = kind


def _by_readings(
    rows: Sequence[RowMeaning], columns: Sequence[int], publisher: str, *, alone: bool
) -> tuple[Leaves, int]:
    """Leaves under the reading that fits best, and in how many columns they do not give the total."""
    stacks = head_total.stacks(rows)
    if len(stacks) == 1:
        return _build(rows, columns, _READINGS, publisher, alone=alone)
    wrong = 0
    leaves: Leaves = [set() for _ in rows]
    for stack in stacks:
        part = [rows[i] for i in stack]
        in_stack, off = _build(part, columns, (_flat,), publisher, alone=alone)
        wrong += off
        for i, found in zip(stack, in_stack, strict=True):
            leaves[i] = found
        for row in part:
            row.parent = None if row.parent is None else stack[row.parent]
    return leaves, wrong


def _build(
    rows: Sequence[RowMeaning], columns: Sequence[int], readings: Sequence[Reading], publisher: str, *, alone: bool
) -> tuple[Leaves, int]:
    _link(rows, readings[0](rows))
    head_total.name(rows, columns, publisher)
    best: tuple[int, int] | None = None
    chosen: Leaves = []
    chosen_parents: list[int | None] = []
    total = grand_total(rows)
    for reading in readings:
        _link(rows, reading(rows))
        leaves = _leaves(rows, columns, alone=alone)
        score = _score(rows, columns, leaves, total)
        if best is None or (score[0] > best[0] and score[1] <= best[1]) or score[1] < best[1]:
            best, chosen, chosen_parents = score, leaves, [r.parent for r in rows]
        if best[1] == 0:
            break
    if best is not None and best[1] > 0 and total is not None:
        ranks = nesting.by_sums(rows, columns, total)
        if ranks is not None:
            _link(rows, ranks, by_code=False)
            leaves = _leaves(rows, columns, alone=alone)
            score = _score(rows, columns, leaves, total)
            if score[1] < best[1]:
                best = score
                chosen, chosen_parents = leaves, [r.parent for r in rows]
    for row, parent in zip(rows, chosen_parents, strict=True):
        row.parent = parent
    return chosen, best[1] if best is not None else 0


def ancestors(rows: Sequence[RowMeaning], index: int) -> list[RowMeaning]:
    """The rows above `index` in the tree, outermost first."""
    chain: list[RowMeaning] = []
    at = rows[index].parent
    while at is not None:
        chain.append(rows[at])
        at = rows[at].parent
    return chain[::-1]


# ---- readings -------------------------------------------------------------------------------------------------------


def _extend_of_which(rows: Sequence[RowMeaning]) -> None:
    """`其中：（1）公务用车购置费` is followed by `（2）公务用车运行费`: the same enumeration, also a part, with all that stands under it."""
    level = number = None
    for row in rows:
        if row.kind == "of_which":
            level, number = row.level, ordinal_value(row.ordinal)
            continue
        if level is None or number is None:
            continue
        goes_on = row.level == level and ordinal_value(row.ordinal) == number + 1
        inside = row.level is not None and row.level > level
        if row.kind == "item" and (goes_on or inside):
            row.of_which, row.kind = True, "of_which"
            number += goes_on
        else:
            level = None


def _complete_breakdowns(rows: Sequence[RowMeaning]) -> None:
    """`一、基本支出 | 其中：工资福利支出 | 商品和服务支出 | 对个人和家庭的补助`: 其中 over all parts of a figure is a breakdown like any other.

    江西 prints it so; 其中 stays a remark where the rows under it do not add up to the row above.
    """
    for i, row in enumerate(rows):
        if row.kind != "of_which" or row.level is not None or i == 0 or rows[i - 1].kind in {"total", "of_which"}:
            continue
        if count := _adding_up(rows, i):
            row.of_which = False
            own = "project" if row.project_name else "item"
            row.kind = "function" if FUNCTION in row.codes else "economic" if row.codes else own
            for part_of_it in rows[i + 1 : i + count]:
                part_of_it.indent = row.indent  # 其中： stands out to the left of the parts that go on below it


def _divide_totals(rows: Sequence[RowMeaning]) -> None:
    """`合计 | 其中：一般公共预算 | 政府性基金`: rows from 其中 on that add up to the total next to them divide it.

    They are its parts where nothing else is listed, else they divide it once more and no row of them is a leaf.
    """
    for i, row in enumerate(rows[1:], start=1):
        if row.kind != "of_which" or row.level is not None or row.codes or rows[i - 1].kind != "total":
            continue
        if count := _adding_up(rows, i):
            alone = not any(r.figures for r in (*rows[: i - 1], *rows[i + count :]) if r.kind != "total")
            for part in rows[i : i + count]:
                part.of_which, part.kind, part.project_name = not alone, "item" if alone else "of_which", None


def _adding_up(rows: Sequence[RowMeaning], first: int) -> int:
    """How many rows from `first` on, two at least, give the figures of the row above them together; 0 where none do."""
    whole = {c: f for c, f in rows[first - 1].figures.items() if f.value and not f.is_percent}
    parts: dict[int, list[Printed]] = {c: [] for c in whole}
    for count, part in enumerate(rows[first:], start=1):
        if part.level is not None or part.kind == "total" or (count > 1 and part.kind == "of_which"):
            break
        for c in whole:
            parts[c] += [part.figures[c]] if c in part.figures else []
        if count > 1 and whole and all(agrees(figure, parts[c]) for c, figure in whole.items()):
            return count
    return 0


def _structural(rows: Sequence[RowMeaning]) -> list[int | None]:
    """Codes first, then ordinals, then indentation."""
    has_ordinals = any(r.level is not None and r.kind not in {"total", "of_which"} for r in rows)
    indents = indent_levels(rows)
    ranks: list[int | None] = []
    for i, row in enumerate(rows):
        ranks.append(_structural_rank(row, indents[i], has_ordinals=has_ordinals))
    return ranks


class Rank(IntEnum):
    """The order in which rows stand above each other: a row holds the rows behind it of a higher rank, up to the next of its own or a lower one.

    What is finer (the length of a code, a level, an indentation) is added to the rank; the distances leave room for it.
    """

    BODY = 10
    """A body, a longer code below a shorter one; and the first rank of readings that know only one kind of rows."""
    PART_OF_BODY = 19
    """A body that is part of the one named first."""
    CODE = 30
    SECTION = 45
    """一、本年支出 stands above 一、一般公共服务支出 although both print 一、 (北京 04)."""
    ORDINAL = 50
    NAMED_CLASS = 60
    """A class known by its name alone, whose code is added."""
    INDENTED = 80
    """Rows that only their place tells apart."""
    LOWEST = 90


def _structural_rank(row: RowMeaning, indent: int, *, has_ordinals: bool) -> int | None:
    if row.kind in {"total", "of_which"}:
        return None
    if row.kind == "unit":
        return Rank.BODY + len(row.unit_code or "")
    code = row.codes.get(FUNCTION) or row.local_code or row.codes.get(DEPARTMENT) or row.codes.get(GOVERNMENT)
    if code and not row.by_name:
        return Rank.CODE + len(code)
    if has_ordinals:
        name = split_ordinal(row.label)[2]
        words = vocabulary.rows()
        if row.kind == "section" or words.closing.search(name) or (row.level is None and words.opening.search(name)):
            return Rank.SECTION
        if row.level is not None:
            return Rank.ORDINAL + row.level
        return Rank.NAMED_CLASS + len(code) if code else Rank.ORDINAL + indent
    if code:
        return Rank.NAMED_CLASS + len(code)
    return Rank.INDENTED + indent


def _by_indent(rows: Sequence[RowMeaning]) -> list[int | None]:
    indents = indent_levels(rows)
    return [None if r.kind in {"total", "of_which"} else Rank.BODY + indents[i] for i, r in enumerate(rows)]


def _flat(rows: Sequence[RowMeaning]) -> list[int | None]:
    return [None if r.kind in {"total", "of_which"} else Rank.BODY for r in rows]


def _without_indent(rows: Sequence[RowMeaning]) -> list[int | None]:
    """Codes and ordinals only: centred or wrapped names have no telling indentation."""
    has_ordinals = any(r.level is not None and r.kind not in {"total", "of_which"} for r in rows)
    return [_structural_rank(r, 0, has_ordinals=has_ordinals) for r in rows]


def _by_unit_cells(rows: Sequence[RowMeaning]) -> list[int | None]:
    """Rows that print a unit code head the rows below that print none, whatever else they carry (西安 采购: 205 08 03 | 251001 | 225600)."""
    if not any(r.unit_cell for r in rows):
        return _flat(rows)
    ranks: list[int | None] = []
    for row in rows:
        if row.kind in {"total", "of_which"}:
            ranks.append(None)
        else:
            ranks.append(Rank.BODY + len(row.unit_cell) if row.unit_cell else Rank.LOWEST)
    return ranks


def _codes_only(rows: Sequence[RowMeaning]) -> list[int | None]:
    """Units are siblings of what follows (a unit row that is no sum of the rows below)."""
    base = _structural(rows)
    return [
        Rank.INDENTED if r.kind == "unit" and rank is not None else rank for r, rank in zip(rows, base, strict=True)
    ]


def _units_nested(rows: Sequence[RowMeaning]) -> list[int | None]:
    """The first unit is the department, the others its parts (泉州 02 prints names only)."""
    base = _structural(rows)
    seen = False
    out: list[int | None] = []
    for row, rank in zip(rows, base, strict=True):
        if row.kind == "unit" and rank is not None:
            out.append(Rank.PART_OF_BODY if seen else Rank.BODY)
            seen = True
        else:
            out.append(rank)
    return out


def _by_place(rows: Sequence[RowMeaning]) -> list[int | None]:
    """The further right the first printed key stands, the deeper the row (采购: 货物 | unit | item, each in a column of its own)."""
    body = [r for r in rows if r.kind not in {"total", "of_which"}]
    if len({r.place for r in body}) < 2:
        return _flat(rows)
    return [None if r.kind in {"total", "of_which"} else Rank.BODY + r.place for r in rows]


_READINGS: tuple[Reading, ...] = (
    _structural,
    _without_indent,
    _by_indent,
    _units_nested,
    _codes_only,
    _by_unit_cells,
    _by_place,
    _flat,
)


def _link(rows: Sequence[RowMeaning], ranks: Sequence[int | None], *, by_code: bool = True) -> None:
    stack: list[tuple[int, int]] = []
    for i, (row, rank) in enumerate(zip(rows, ranks, strict=True)):
        row.parent = None
        if row.kind == "total":
            if row.is_subtotal:
                continue
            stack = [s for s in stack if s[0] < Rank.CODE]
            continue
        if rank is None or row.is_tail:  # 其中
            row.parent = stack[-1][1] if stack else None
            continue
        while stack and stack[-1][0] >= rank:
            stack.pop()
        parent = _fitting_parent(rows, stack, row) if by_code else (stack[-1][1] if stack else None)
        row.parent = parent
        row.depth = len(stack)
        stack.append((rank, i))


def _fitting_parent(rows: Sequence[RowMeaning], stack: list[tuple[int, int]], row: RowMeaning) -> int | None:
    """The nearest row above whose code is a prefix; a code never stands under a foreign code."""
    for _, at in reversed(stack):
        above = rows[at]
        mine, theirs = row.local_code or row.code, above.local_code or above.code
        if (
            mine
            and theirs
            and mine != theirs
            and not row.by_name
            and above.kind != "unit"
            and not mine.startswith(theirs)
        ):
            continue
        both_units = row.kind == above.kind == "unit"
        if both_units and row.unit_code and above.unit_code and not row.unit_code.startswith(above.unit_code):
            continue
        return at
    return None


# ---- leaves ---------------------------------------------------------------------------------------------------------


def _leaves(rows: Sequence[RowMeaning], columns: Sequence[int], *, alone: bool) -> Leaves:
    """A row is a leaf in a column unless a row under it prints an amount there; totals are none unless nothing else is printed.

    A total whose parts are left out in one column only (北京 03 without any 项目支出) stays a total: the list is short of its sum.
    """
    below: list[set[int]] = [set() for _ in rows]
    has_children = [False] * len(rows)
    for i in range(len(rows) - 1, -1, -1):
        row = rows[i]
        if row.kind in {"total", "of_which"} or row.parent is None:
            continue
        has_children[row.parent] = True
        printed = {c for c, f in row.figures.items() if f.value != 0 and not row.repeats}
        below[row.parent] |= printed | below[i]
    leaves: Leaves = []
    carried: set[int] = set()
    wanted = set(columns)
    for i, row in enumerate(rows):
        if row.kind in {"total", "of_which"} or row.repeats:
            leaves.append(set())
        elif not has_children[i]:
            leaves.append(wanted)
            carried |= {c for c, f in row.figures.items() if f.value != 0}
        else:
            mine = {c for c, f in row.figures.items() if f.value != 0 and c not in below[i]}
            leaves.append(mine)
            carried |= mine
    total = grand_total(rows)
    if total is not None and alone and not carried:
        leaves[total] = set(rows[total].figures)
    return leaves


def grand_total(rows: Sequence[RowMeaning]) -> int | None:
    """The row that sums the list: 总计 before 合计, the larger before the smaller."""
    best: tuple[int, Decimal, int] | None = None
    for i, row in enumerate(rows):
        if row.kind != "total" or not row.figures or row.is_subtotal:
            continue
        name = split_ordinal(row.label)[2]
        rank = 2 if vocabulary.rows().grand_total.match(name) or not row.label else 1
        size = max(abs(f.value) for f in row.figures.values())
        candidate = (rank, size, -i)
        if best is None or candidate > best:
            best = candidate
    return -best[2] if best is not None else None


def _score(rows: Sequence[RowMeaning], columns: Sequence[int], leaves: Leaves, total: int | None) -> tuple[int, int]:
    """Columns whose leaves add up to the total, and columns whose leaves do not."""
    if total is None:
        return 0, 0
    right = wrong = 0
    for column in columns:
        figure = rows[total].figures.get(column)
        if figure is None or figure.value == 0 or column in leaves[total]:
            continue
        values = [
            r.figures[column] for i, r in enumerate(rows) if i != total and column in leaves[i] and column in r.figures
        ]
        if agrees(figure, values):
            right += 1
        else:
            wrong += 1
    return right, wrong
