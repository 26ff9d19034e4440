"""Where the header of a table ends, and the header path of every column."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from pipeline.language.numbers import hides_figure, stands_for_number, without_run_in_amount
from pipeline.language.ordinals import ANY, NUMERAL
from pipeline.tables.captions import is_label, looks_like_title, unit_statement
from pipeline.tables.fragment import Fragment, FragmentCell
from pipeline.tables.words import words

_WORDS = words().headers
_NUMBERS = _WORDS.numbers_of_columns

_YEAR = re.compile(r"(?:19|20)\d\d")
LIST_ITEM = re.compile(rf"^(?:{ANY}|{NUMERAL}[.．])")
_DASH = re.compile(r"[-—–]+")
MAX_HEADER_ROWS = 9


@dataclass(slots=True)
class HeaderSplit:
    """Row indices (from 0) of a fragment's parts."""

    first: int
    """First header row; rows before it are captions printed inside the grid."""
    body: int
    """First body row (column-number rows are skipped)."""
    end: int
    """One past the last header row."""


def caption_rows(fragment: Fragment) -> int:
    """How many rows at the top of the grid hold only a caption (title, label, unit, entity) and no header.

    Spreadsheets print the caption inside the net, in one wide cell or among blank bordered cells.
    """
    count = 0
    for index, cells in enumerate(fragment.rows[:-1]):
        filled = [cell for cell in cells if cell.text]
        if not filled:
            continue
        if len(filled) > 3 or not all(_is_caption(cell, fragment, alone=len(filled) == 1) for cell in filled):
            break
        count = index + 1
    if count == 0:
        return 0
    while count < len(fragment.rows) - 1 and not any(cell.text for cell in fragment.rows[count]):
        count += 1
    return count


def is_caption_only(fragment: Fragment) -> bool:
    """True when every row of the grid is a caption: the page break parts the head of a sheet from its table."""
    rows = [[cell for cell in cells if cell.text] for cells in fragment.rows]
    filled = [cells for cells in rows if cells]
    return bool(filled) and all(
        len(cells) <= 3 and all(_is_caption(cell, fragment, alone=len(cells) == 1) for cell in cells)
        for cells in filled
    )


def _is_caption(cell: FragmentCell, fragment: Fragment, *, alone: bool) -> bool:
    text = cell.plain
    if unit_statement(text) and (":" in text or "：" in text):
        return True
    wide = cell.column_span >= 0.5 * fragment.column_count or (alone and fragment.column_count > 2)
    return bool(
        (wide and looks_like_title(text)) or is_label(text) or (_WORDS.fact.match(text) and (wide or not alone))
    )


def is_number_row(cells: Sequence[FragmentCell]) -> bool:
    """True for a row that numbers the columns (`1 2 3`, `栏次`, `** ** 1 2`)."""
    texts = [cell.plain for cell in cells if cell.text]
    while len(texts) > 1 and _WORDS.level.fullmatch(texts[0]) and any(map(_NUMBERS.fullmatch, texts)):
        texts = texts[1:]  # final accounts up to 2019: 类 | 款 | 项 | 栏次 | 1 | 2
    if not texts or not all(_WORDS.numbered.fullmatch(text) for text in texts):
        return False
    if _NUMBERS.fullmatch(texts[0]) or (len(texts) >= 2 and all(set(text) == {"*"} for text in texts)):
        return True
    numbers = [int(match.group(0)) for text in texts if (match := re.match(r"\d{1,2}", text))]
    if len(numbers) < 2:
        return bool(numbers) and any(set(text) == {"*"} for text in texts)
    steps = sum(b - a == 1 for a, b in itertools.pairwise(numbers))
    return steps >= 0.6 * (len(numbers) - 1) and numbers[0] <= 12 and texts[0] != _WORDS.grand_total


def split_header(fragment: Fragment) -> HeaderSplit:
    """Find the header of a table's first fragment.

    A row is header when a cell above reaches into it, when it divides a wide header cell above, or when it prints words where the rows
    below print numbers. The first row with an amount, a code, a total or a list item begins the body.
    """
    rows = fragment.rows
    first = caption_rows(fragment)
    number_row = next(
        (i for i in range(first, min(len(rows), first + MAX_HEADER_ROWS)) if is_number_row(rows[i])), None
    )
    if (
        number_row is not None
        and number_row > first
        and not any(_has_amount(rows[i]) for i in range(first, number_row))
    ):
        return HeaderSplit(first, number_row + 1, number_row)
    numeric = _numeric_columns(rows[first:])
    row = first
    reach = first
    while row < min(len(rows), first + MAX_HEADER_ROWS):
        cells = rows[row]
        if row > first and _has_amount(cells):
            # 西安 2020 表6: a head cell merged one row too far reaches into the total row
            return HeaderSplit(first, row, row)
        if row >= reach and row > first and not _continues_header(fragment, row, numeric, first):
            break
        if row >= reach and _is_body(cells, fragment, row):
            break
        reach = max([reach, *(cell.row + cell.row_span for cell in cells if cell.text)])
        row += 1
    # A cell that reaches down over the whole table labels a block of a form (绩效指标), not columns.
    row = first + 1 if reach - first > MAX_HEADER_ROWS else max(row, min(reach, len(rows)))
    return HeaderSplit(first, row, row)


def _has_amount(cells: Sequence[FragmentCell]) -> bool:
    return any(
        ("." in cell.plain and stands_for_number(cell.plain)) or hides_figure(cell.plain) for cell in cells if cell.text
    )


def _is_body(cells: Sequence[FragmentCell], fragment: Fragment, row: int) -> bool:
    filled = [cell for cell in cells if cell.text]
    if not filled:
        return row > 0
    texts = [cell.plain for cell in filled]
    numbers = [text for text in texts if stands_for_number(text)]
    if numbers and not all(_YEAR.fullmatch(text) for text in numbers):
        return True
    if any(_WORDS.code.fullmatch(text) and not _YEAR.match(text) for text in texts):
        return True
    if any(LIST_ITEM.match(text) for text in texts):
        return True
    reached = any(
        cell.row < row < cell.row + cell.row_span for above in fragment.rows[:row] for cell in above if cell.text
    )
    # 合计 | - | - | -: the total of an empty table
    words = [text for text in texts if not _DASH.fullmatch(text)]
    return len(words) == 1 and bool(_WORDS.total.match(words[0])) and not reached and row > 0


def _numeric_columns(rows: Sequence[Sequence[FragmentCell]]) -> set[int]:
    columns: set[int] = set()
    for cells in rows:
        for cell in cells:
            if (
                cell.text
                and stands_for_number(cell.plain)
                and not _YEAR.fullmatch(cell.plain)
                and not is_number_row(cells)
            ):
                columns.update(range(cell.column, cell.column + cell.column_span))
    return columns


def _continues_header(fragment: Fragment, row: int, numeric: set[int], first: int) -> bool:
    cells = [cell for cell in fragment.rows[row] if cell.text]
    if not cells or _is_body(fragment.rows[row], fragment, row):
        return False
    above = [
        cell for header_row in fragment.rows[first:row] for cell in header_row if cell.text and cell.column_span > 1
    ]
    for parent in above:
        if parent.row + parent.row_span != row:
            continue
        span = range(parent.column, parent.column + parent.column_span)
        children = [cell for cell in cells if cell.column in span]
        if len(children) > 1 or (len(children) == 1 and children[0].column_span < parent.column_span):
            return True
    return any(cell.column in numeric and not _DASH.fullmatch(cell.plain) for cell in cells)


def is_total(text: str) -> bool:
    """True for a squeezed label of a total row: 合计, 支出总计."""
    return bool(_WORDS.total.match(text))


def header_texts(rows: Sequence[Sequence[FragmentCell]]) -> list[list[str]]:
    """Squeezed texts of rows, blanks left out; for comparing a repeated header."""
    return [[cell.plain for cell in cells if cell.text] for cells in rows]


def repeated_header(fragment: Fragment, known: Sequence[Sequence[str]]) -> int:
    """How many rows at the top of a continuation repeat the header `known` (as given by `header_texts`), captions included."""
    start = caption_rows(fragment)
    rows = fragment.rows
    wanted = [texts for texts in known if texts]
    if wanted and start < len(rows):
        flat = [text for texts in wanted for text in texts]
        seen: list[str] = []
        for index in range(start, min(len(rows), start + len(known) + 2)):
            seen.extend(cell.plain for cell in rows[index] if cell.text)
            if len(seen) >= len(flat):
                if _alike(seen, flat):
                    end = index + 1
                    reach = max(
                        (cell.row + cell.row_span for cells in rows[start:end] for cell in cells if cell.text),
                        default=end,
                    )
                    start = max(end, min(reach, len(rows)))
                break
        if start == caption_rows(fragment):
            start += _lower_part(rows[start:], wanted)
    while start < len(rows) and is_number_row(rows[start]) and len([c for c in rows[start] if c.text]) > 1:
        start += 1
    return start


def _lower_part(rows: Sequence[Sequence[FragmentCell]], wanted: Sequence[Sequence[str]]) -> int:
    """How many rows repeat the lower levels of a head whose upper ones the page cuts off; 0 for none."""
    printed = [[cell.plain for cell in cells if cell.text] for cells in rows[: len(wanted)]]
    for first in range(1, len(wanted)):
        lower = list(wanted[first:])
        if printed[: len(lower)] == lower and sum(len(texts) for texts in lower) > 1:
            return len(lower)
    return 0


def _alike(seen: Sequence[str], wanted: Sequence[str]) -> bool:
    if list(seen) == list(wanted):
        return True
    if sorted(seen) == sorted(wanted):
        return True
    if len(seen) != len(wanted) or len(wanted) < 4:
        return False
    different = [(a, b) for a, b in zip(seen, wanted, strict=True) if a != b]
    # a cell that the page break cuts prints its hidden text over the head (S3 15: 419881240000000019598 over 单位编码), often several cells of
    # a row do (beijing-d345f76d4b, page 23: 1,620.200000项目总额)
    lost = [(a, b) for a, b in different if b not in a]
    if len(different) > 0.4 * len(wanted):
        return False
    # a glyph may be lost on one page; another entry (项目名称 | 设备购置) is another form
    return len(lost) <= 0.2 * len(wanted) and all(SequenceMatcher(None, a, b).ratio() > 0.7 for a, b in lost)


def column_paths(header: Sequence[Sequence[FragmentCell]], column_count: int) -> list[tuple[str, ...]]:
    """Header path of every atomic column, outermost first, one entry per distinct printed header cell."""
    owner = _owners(header, column_count)
    _extend_over_blanks(owner, column_count)
    paths: list[tuple[str, ...]] = []
    for column in range(column_count):
        path: list[str] = []
        last: FragmentCell | None = None
        for owners in owner:
            there = owners[column]
            if there is not None and there is not last and there.text:
                path.append(_head_words(there.plain))
            last = there
        paths.append(tuple(path))
    return paths


def _head_words(text: str) -> str:
    """The text of a head without an amount that ran into it.

    The hidden rest of a row that the page break cuts lies over the head of the next page: 项目总额1,620.200000 (beijing-d345f76d4b, page 21).
    """
    words = without_run_in_amount(text)
    return words if _WORDS.word.search(words) else text


def _owners(header: Sequence[Sequence[FragmentCell]], column_count: int) -> list[list[FragmentCell | None]]:
    """Which cell covers each place of the header."""
    depth = len(header)
    owner: list[list[FragmentCell | None]] = [[None] * column_count for _ in range(depth)]
    base = header[0][0].row if depth and header[0] else 0
    for cell in (cell for cells in header for cell in cells):
        for row in range(max(cell.row - base, 0), min(cell.row - base + cell.row_span, depth)):
            for column in range(cell.column, min(cell.column + cell.column_span, column_count)):
                owner[row][column] = cell
    return owner


def _extend_over_blanks(owner: list[list[FragmentCell | None]], column_count: int) -> None:
    """Give a blank cell of an upper header row to its left neighbour when the rows below go on under both.

    Spreadsheets print `科目编码 | | ` over `类 | 款 | 项` without merging.
    """
    for row in range(len(owner) - 1):
        for column in range(1, column_count):
            cell, left = owner[row][column], owner[row][column - 1]
            if cell is None or cell.text or left is None or not left.text or left.row != cell.row:
                continue
            if not _begins_below(owner[row + 1][column], cell) or not _begins_below(owner[row + 1][column - 1], left):
                continue
            if all(_is_open(owner[upper][column], owner[upper][column - 1]) for upper in range(row)):
                owner[row][column] = left


def _begins_below(under: FragmentCell | None, cell: FragmentCell) -> bool:
    return under is not None and bool(under.text) and under.row > cell.row


def _is_open(over: FragmentCell | None, over_left: FragmentCell | None) -> bool:
    return over is None or not over.text or over is over_left
