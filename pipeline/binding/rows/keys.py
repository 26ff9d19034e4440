"""The key cells of a row, sorted by what they can be: codes, names, unit, project."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.binding.columns.roles import Block, BoundColumn
from pipeline.binding.words import words
from pipeline.language import vocabulary
from pipeline.language.codes import (
    DEPARTMENT,
    FUNCTION,
    CodeReader,
    class_of,
    code_by_name,
    is_name_of,
    is_project_code,
    joined_code,
    split_code,
)
from pipeline.language.meaning import path_meaning
from pipeline.language.numbers import parse_printed
from pipeline.language.spelling import plain
from pipeline.tables.model import TableCell, TableRow

_UNIT_CODE = re.compile(r"^\d{3,12}$")
_SHORTEST_UNIT_CODE = 3
_PROJECT_LIKE = re.compile(r"^[0-9A-Z\-]{4,}$")
_WIDE = 0.8
"""Share of the cell's width from which a label is said to fill it."""
_HANGS = 4.0
"""Points by which a first line must stand right of the lines below it."""


@dataclass(slots=True)
class RowKeys:
    """The key texts of one row, sorted by what they can be."""

    printed: list[str] = field(default_factory=list)
    codes: dict[str, str] = field(default_factory=dict)
    names: list[tuple[str | None, str]] = field(default_factory=list)
    unit_code: str = ""
    unit_name: str = ""
    project_code: str = ""
    project: str = ""
    unit_printed: bool = False
    unit_cell: str | None = None
    indent: float = 0.0
    fills_cell: bool = False
    hangs: bool = False
    spending_kind: str | None = None
    """Of a project whose class stands in a column of its own (项目类别: 特定目标类)."""
    fund: str | None = None
    """Whose money it is, where a column of its own says so (资金性质: 政府性基金)."""
    place: int = 0
    """The column of the first printed key: levels may be told apart by the column alone (货物 | unit | item)."""
    heads: list[str] = field(default_factory=list)
    """Outer heads over the names that this row prints: one head over all of them makes them levels of one path (指导性目录: 一级 | 二级 | 三级)."""
    ends_with_name: bool = False
    """A name is printed right of the unit's: the row is about something of the unit."""
    inner: str = ""
    """Text right of all other printed keys, in a column that is no key by its head (采购内容); the label where nothing else names the row."""
    texts: list[str] = field(default_factory=list)
    """Printed in columns of words before the amounts, which are no keys: classes, kinds of purchase."""
    outer: str = ""
    """The printed key left of it."""
    mixed: tuple[str, bool] | None = None
    """Text of a 单位名称（科目） cell and whether it is printed in this row; unit or classification name, as the other cells say."""


class KeyReader:
    """Sorts the key cells of one list, top to bottom; remembers the codes above."""

    def __init__(self, block: Block, document_unit: str):
        self.block = block
        self.document_unit = document_unit
        self.readers: dict[str, CodeReader] = {}
        self.code_groups = code_groups(block)

    def read(self, row: TableRow, filled: dict[int, str]) -> RowKeys:
        """The keys of one row.

        Args:
            row: the row.
            filled: texts that merged cells above lend to it.
        """
        keys = RowKeys()
        first = True
        for column in self.block.keys:
            cell = row.cells.get(column.seq) or self._over_first_key(row, column)
            printed = cell.text if cell is not None else ""
            text = printed or filled.get(column.seq, "")
            if not text:
                continue
            if printed:
                keys.printed.append(printed)
                keys.ends_with_name = column.role == "name" and bool(keys.unit_name) and not printed.isdigit()
                keys.place = keys.place or column.seq
                if first and cell is not None:
                    keys.indent, first = cell.indent, False
                    keys.hangs = _hangs(cell)
                    keys.fills_cell = not keys.hangs and _fills(cell)
            self._sort(column, text, keys, printed=bool(printed))
        first_amount = min((c.seq for c in self.block.amounts), default=0)
        for column in self.block.others:
            if column.role == "text" and column.seq < first_amount and (text := row.text(column.seq)):
                _sort_text(text, keys)
                keys.texts.append(text)
                keys.place = min(keys.place or column.seq, column.seq)
            if column.role == "text" and (text := row.text(column.seq) or filled.get(column.seq, "")):
                keys.spending_kind = keys.spending_kind or _class_of_project(column, text)
                keys.fund = keys.fund or _fund_of_row(column, text)
        for classification, group in self.code_groups:
            self._code(classification, [row.text(c.seq) or filled.get(c.seq, "") for c in group], group, keys)
        self._innermost(row, first_amount, keys)
        if keys.mixed is not None:
            _sort_mixed(*keys.mixed, keys)
        _codes_in_names(keys)
        return keys

    def _over_first_key(self, row: TableRow, column: BoundColumn) -> TableCell | None:
        """A label merged from the list on the left into the first key of this one: 人员经费合计 over 工资福利支出 and 对个人和家庭的补助."""
        if column is not self.block.keys[0] or any(k.seq in row.cells for k in self.block.keys):
            return None
        return next(
            (
                c
                for at, c in row.cells.items()
                if c.text and at < column.seq < at + c.column_span and parse_printed(c.text) is None
            ),
            None,
        )

    def _innermost(self, row: TableRow, first_amount: int, keys: RowKeys) -> None:
        """The printed text next to the amounts, where it stands in a text column and no key right of it is printed."""
        keyed = {c.seq for c in self.block.keys}
        texts = {c.seq for c in self.block.others if c.role == "text" and c.seq < first_amount}
        printed = [seq for seq in sorted(keyed | texts) if row.text(seq)]
        if printed and printed[-1] in texts:
            own = row.cells[printed[-1]]
            outer = [row.cells[seq] for seq in printed[:-1] if seq in keyed]
            if all(cell.row_span > own.row_span for cell in outer):
                keys.inner, keys.outer = own.text, outer[-1].text if outer else ""

    def _sort(self, column: BoundColumn, text: str, keys: RowKeys, *, printed: bool) -> None:
        if column.role == "name":
            keys.names.append((column.classification, text))
            if _is_level(column):
                keys.heads.append(column.path[0])
        elif column.role == "unit_code":
            _sort_unit_code(text, keys, printed=printed)
        elif column.role == "unit_name" and words().heads.subject.search(plain(column.path[-1] if column.path else "")):
            keys.mixed = (text, printed)
        elif column.role == "unit_name":
            code, name = split_code(text)
            keys.unit_code = keys.unit_code or (code or "")
            keys.unit_name, keys.unit_printed = name or keys.unit_name, keys.unit_printed or printed
        elif column.role == "project_code":
            _sort_project_code(plain(text), keys, printed=printed)
        elif column.role == "project":
            code, name = split_code(text)
            keys.project = name if code and name else text
            if code and is_project_code(code):
                keys.project_code = code

    def _code(self, classification: str | None, parts: list[str], group: list[BoundColumn], keys: RowKeys) -> None:
        """The code that the cells of one group print together."""
        parts = [joined_code(plain(p)) for p in parts]
        bare = [plain(p) for p in parts]
        first = next((b for b in bare if b), "")
        if not first:
            return
        code, name = split_code(first)
        if code is not None and name:  # code and name in one cell under a 编码 head
            keys.names.insert(0, (classification, name))
            parts = [code if plain(p) == first else p for p in parts]
            bare = [plain(p) for p in parts]
            first = code
        if classification is not None and not keys.names and _is_heading(first):
            # 工资福利支出 merged over the cells of code and name
            keys.names.append((classification, first))
            if (named := code_by_name(classification, first, None, 3)) is not None:
                keys.codes[classification] = named
            return
        if self._is_unit_code(first, bare, classification, keys):
            keys.unit_code, keys.unit_printed = first, True
            return
        known = classification or class_of(first)
        value = self._reader(known or "?", group).read(parts)
        actual = (class_of(value) or known) if value else None
        if value and actual:
            keys.codes[actual] = value

    def _reader(self, classification: str, group: list[BoundColumn]) -> CodeReader:
        reader = self.readers.get(classification)
        if reader is None:
            reader = CodeReader(items_in_full=any(c.content.items_in_full for c in group))
            self.readers[classification] = reader
        return reader

    def _is_unit_code(self, first: str, parts: list[str], classification: str | None, keys: RowKeys) -> bool:
        """A unit row may print its code in the 类 cell (河南 08表): six digits, or three that name no 类 of this classification."""
        if not _UNIT_CODE.match(first) or sum(1 for p in parts if p) > 1:
            return False
        if len(first) in {6, 9} and class_of(first) is None:
            return True
        name = plain(next((n for _, n in keys.names), ""))
        if len(first) != 3 or not name:
            return False
        looks_like_unit = bool(vocabulary.rows().unit.search(name))
        expected = classification or class_of(first)
        if expected is None or class_of(first) != expected:
            return class_of(first) is None and looks_like_unit
        if name == self.document_unit:
            return True
        return code_by_name(expected, name, None, 3) is None and looks_like_unit and len(name) > 5


def _is_level(column: BoundColumn) -> bool:
    """A level of a directory of names (指导性目录: 一级 | 二级 | 三级), not of a classification, whose codes tell the levels."""
    return len(column.path) > 1 and column.classification is None


def _is_heading(text: str) -> bool:
    """Words without any digit."""
    return not any(ch.isdigit() for ch in text) and not vocabulary.rows().total.match(plain(text))


def _sort_mixed(text: str, printed: bool, keys: RowKeys) -> None:  # noqa: FBT001  (unpacked from `RowKeys.mixed`)
    """四川 prints units and 科目 in one column, 单位名称（科目）: a row with a classification code or name is no unit row."""
    code, name = split_code(text)
    classification = next(iter(keys.codes), None) or (class_of(code) if code is not None and name else None)
    if classification is None and code is None:
        names = (c for c in (FUNCTION, DEPARTMENT) if is_name_of(c, text))
        classification = None if keys.unit_code and printed else next(names, None)
    if classification is not None:
        keys.names.append((classification, text))
        return
    keys.unit_code = keys.unit_code or (code or "")
    keys.unit_name, keys.unit_printed = name or keys.unit_name, keys.unit_printed or printed


def _sort_unit_code(text: str, keys: RowKeys, *, printed: bool) -> None:
    bare = plain(text)
    if printed and bare.isdigit() and len(bare) <= 12:
        keys.unit_cell = bare
    if _UNIT_CODE.match(bare):
        keys.unit_code, keys.unit_printed = bare, printed
    elif is_project_code(bare):
        keys.project_code = bare
    else:
        code, name = split_code(text)
        if code is not None and code.isdigit() and len(code) < _SHORTEST_UNIT_CODE and not name:
            return  # 1, 2, 3 down the column of codes: the number of the row (西安 表11)
        keys.unit_code, keys.unit_name = code or "", name
        keys.unit_printed = printed and code is not None


def _sort_project_code(bare: str, keys: RowKeys, *, printed: bool) -> None:
    if is_project_code(bare):
        keys.project_code = bare
    elif _UNIT_CODE.match(bare) and len(bare) <= 9:
        keys.unit_code, keys.unit_printed = bare, printed
    elif _PROJECT_LIKE.match(bare):
        keys.project_code = bare


def _sort_text(text: str, keys: RowKeys) -> None:
    """Text columns are no keys, but 合计 and unit codes stray into them (河南 12: the 类型 cell of a unit row holds its code)."""
    bare = plain(text)
    if vocabulary.rows().total.match(bare):
        keys.printed.insert(0, text)
    elif not keys.unit_code and not keys.project and _UNIT_CODE.match(bare) and len(bare) in {3, 6, 9}:
        keys.unit_code, keys.unit_printed = bare, True


def _class_of_project(column: BoundColumn, text: str) -> str | None:
    words = vocabulary.rows()
    if not column.path or not words.class_head.match(plain(column.path[-1])):
        return None
    return next((line.spending_kind for line in words.classes if line.pattern.match(plain(text))), None)


def _fund_of_row(column: BoundColumn, text: str) -> str | None:
    if not column.path or not vocabulary.rows().fund_head.match(plain(column.path[-1])):
        return None
    return path_meaning((text,), "").facets().fund


def _codes_in_names(keys: RowKeys) -> None:
    """`2050305-高等职业教育` in a name column."""
    for i, (classification, text) in enumerate(keys.names):
        code, name = split_code(text)
        if code is None or not name:
            continue
        found = class_of(code)
        if found is not None:
            keys.names[i] = (found, name)
            keys.codes.setdefault(found, code)
        elif classification is None and len(code) in {3, 6, 9} and not keys.unit_code:
            keys.unit_code, keys.unit_name, keys.unit_printed = code, name, True


def _hangs(cell: TableCell) -> bool:
    """True when the first of several lines stands right of the others: left-aligned and indented."""
    if len(cell.lines) < 2 or cell.ink is None:
        return False
    return cell.indent - (cell.ink.x0 - cell.box.x0) >= _HANGS


def _fills(cell: TableCell) -> bool:
    """True when the ink reaches nearly the whole width of the cell or takes several lines."""
    if len(cell.lines) > 1:
        return True
    if cell.ink is None:
        return False
    width = cell.box.x1 - cell.box.x0
    return width > 0 and (cell.ink.x1 - cell.ink.x0) > _WIDE * width


def code_groups(block: Block) -> list[tuple[str | None, list[BoundColumn]]]:
    """Code columns that together print one code: 类 款 项."""
    groups: list[tuple[str | None, list[BoundColumn]]] = []
    previous: BoundColumn | None = None
    for column in block.keys:
        if column.role != "code":
            previous = None
            continue
        level = plain(column.path[-1]) if column.path else ""
        joins = (
            previous is not None
            and groups
            and column.classification == groups[-1][0]
            and (words().heads.lower_level.fullmatch(level) or (column.path == previous.path))
            and len(groups[-1][1]) < 3
        )
        if joins:
            groups[-1][1].append(column)
        else:
            groups.append((column.classification, [column]))
        previous = column
    return groups
