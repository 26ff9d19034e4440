"""Body rows: what each row is, its codes, its unit, its label; one reading per list of a side-by-side table."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.binding import vocabulary
from pipeline.binding.amounts import Printed, parse_printed
from pipeline.binding.codes import (
    DEPARTMENT,
    FUNCTION,
    GOVERNMENT,
    CodeReader,
    class_of,
    code_by_name,
    is_project_code,
    split_code,
)
from pipeline.binding.columns import Block, BoundColumn
from pipeline.binding.meaning import PathMeaning, path_meaning
from pipeline.binding.text import is_of_which, plain, split_ordinal
from pipeline.tables.model import TableCell, TableRow

_YEAR_ROW = re.compile(r"^(20\d\d)年?(度)?(预算数?|决算数?|执行数)?$")
_UNIT_CODE = re.compile(r"^\d{3,12}$")
_ECONOMIC = (DEPARTMENT, GOVERNMENT)


@dataclass(slots=True)
class RowMeaning:
    """A row of one list."""

    index: int
    """Position in `table.rows`."""
    row: TableRow
    kind: str
    label: str
    figures: dict[int, Printed]
    """Amount column seq → figure."""
    ordinal: str | None = None
    level: int | None = None
    indent: float = 0.0
    fills_cell: bool = False
    """The label fills its cell or wraps, so that its indentation says nothing."""
    of_which: bool = False
    has_label: bool = True
    unit_code: str | None = None
    unit_name: str | None = None
    unit_cell: str | None = None
    """Digits printed in the unit code column of this very row (西安: 1 全额, 271, 271001 head the rows below them)."""
    codes: dict[str, str] = field(default_factory=dict)
    """Classification → code."""
    local_code: str | None = None
    project_code: str | None = None
    project_name: str | None = None
    stage: str | None = None
    year: int | None = None
    meaning: PathMeaning | None = None
    section: str | None = None
    flow: str | None = None
    depth: int = 0
    parent: int | None = None
    """Index into the list of rows of this block."""
    repeats: bool = False
    """The same merged cells printed again at the top of a page; no part of any sum."""
    by_name: bool = False
    """The code comes from the name, not from a printed code."""

    @property
    def code(self) -> str | None:
        """The code that places the row in a hierarchy."""
        for classification in (FUNCTION, DEPARTMENT, GOVERNMENT):
            if classification in self.codes:
                return self.codes[classification]
        return None


@dataclass(slots=True)
class _Keys:
    """The key texts of one row, sorted by what they can be."""

    printed: list[str] = field(default_factory=list)
    codes: dict[str, str] = field(default_factory=dict)
    names: list[tuple[str | None, str]] = field(default_factory=list)
    unit_code: str = ""
    unit_name: str = ""
    project_code: str = ""
    project: str = ""
    project_printed: bool = False
    unit_printed: bool = False
    unit_cell: str | None = None
    indent: float = 0.0
    fills_cell: bool = False


class BlockReader:
    """Reads the rows of one list from top to bottom; remembers the unit and the codes above."""

    def __init__(self, block: Block, kind: str, by: str, unit_name: str | None):
        self.block = block
        self.kind = kind
        self.by = by
        self.document_unit = plain(unit_name or "")
        self.readers: dict[str, CodeReader] = {}
        self.unit: tuple[str | None, str | None] = (None, None)
        self.project: tuple[str | None, str | None] = (None, None)
        self.named_code: dict[str, str] = {}
        self.code_groups = _code_groups(block)
        self.has_project_column = any(k.role in {"project", "project_code"} for k in block.keys)
        self.mixed_names = any("单位" in plain("".join(k.path)) for k in block.keys if k.role == "project")
        self.name_class = next((k.classification for k in block.keys if k.role == "name" and k.classification), None)
        self.has_codes = bool(self.code_groups)

    def read(self, index: int, row: TableRow, filled: dict[int, str]) -> RowMeaning | None:
        """One row of this list, or None when the list prints nothing in it."""
        figures: dict[int, Printed] = {}
        for column in self.block.amounts:
            cell = row.cells.get(column.seq)
            if cell is not None and cell.text and (figure := parse_printed(cell.text)) is not None:
                figures[column.seq] = figure
        keys = self._keys(row, filled)
        if not figures and not keys.printed:
            return None
        return self._meaning(index, row, figures, keys)

    # ---- key cells ---------------------------------------------------------------------------------------------

    def _keys(self, row: TableRow, filled: dict[int, str]) -> _Keys:
        keys = _Keys()
        first = True
        for column in self.block.keys:
            cell = row.cells.get(column.seq)
            printed = cell.text if cell is not None else ""
            text = printed or filled.get(column.seq, "")
            if not text:
                continue
            if printed:
                keys.printed.append(printed)
                if first and cell is not None:
                    keys.indent, first = cell.indent, False
                    keys.fills_cell = _fills(cell)
            self._sort(column, text, keys, printed=bool(printed))
        for column in self.block.others:
            text = row.text(column.seq)
            if text and column.role == "text":
                bare = plain(text)
                if vocabulary.rows().total.match(bare):
                    keys.printed.insert(0, text)
                elif not keys.unit_code and _UNIT_CODE.match(bare) and len(bare) in {3, 6, 9} and not keys.project:
                    keys.unit_code, keys.unit_printed = bare, True  # 河南 12: the 类型 column of a unit row holds its code
        self._codes(row, filled, keys)
        return keys

    def _sort(self, column: BoundColumn, text: str, keys: _Keys, *, printed: bool) -> None:
        bare = plain(text)
        if column.role == "unit_code":
            if printed and bare.isdigit() and len(bare) <= 12:
                keys.unit_cell = bare
            if _UNIT_CODE.match(bare):
                keys.unit_code, keys.unit_printed = bare, printed
            elif is_project_code(bare):
                keys.project_code = bare
            else:
                code, name = split_code(text)
                keys.unit_code, keys.unit_name = code or "", name
                keys.unit_printed = printed and code is not None
        elif column.role == "unit_name":
            code, name = split_code(text)
            keys.unit_code = keys.unit_code or (code or "")
            keys.unit_name, keys.unit_printed = name or keys.unit_name, keys.unit_printed or printed
        elif column.role == "project_code":
            if is_project_code(bare):
                keys.project_code = bare
            elif _UNIT_CODE.match(bare) and len(bare) <= 9:
                keys.unit_code, keys.unit_printed = bare, printed
            elif bare:
                keys.project_code = bare if re.match(r"^[0-9A-Z\-]{4,}$", bare) else keys.project_code
        elif column.role == "project":
            code, name = split_code(text)
            keys.project = name if code and name else text
            if code and is_project_code(code):
                keys.project_code = code
            keys.project_printed = printed
        elif column.role == "name":
            keys.names.append((column.classification, text))

    def _codes(self, row: TableRow, filled: dict[int, str], keys: _Keys) -> None:
        for classification, group in self.code_groups:
            parts = [row.text(c.seq) or filled.get(c.seq, "") for c in group]
            bare = [plain(p) for p in parts]
            first = next((b for b in bare if b), "")
            if not first:
                continue
            code, name = split_code(first)
            if code is not None and name:  # code and name in one cell under a 编码 head
                keys.names.insert(0, (classification, name))
                parts = [code if plain(p) == first else p for p in parts]
                bare = [plain(p) for p in parts]
                first = code
            if self._is_unit_code(first, bare, classification, keys):
                keys.unit_code, keys.unit_printed = first, True
                continue
            if classification is None:
                found = class_of(first)
                reader = self._reader(found or "?", group)
                value = reader.read(parts)
                found = found or (class_of(value) if value else None)
                if value and found:
                    keys.codes[found] = value
                continue
            value = self._reader(classification, group).read(parts)
            if value is not None:
                actual = class_of(value)
                keys.codes[actual or classification] = value
        for i, (classification, text) in enumerate(keys.names):
            code, name = split_code(text)
            if code is None or not name:
                continue
            found = class_of(code)
            if found is None and classification in {FUNCTION, *_ECONOMIC} and len(code) == 2:
                found = None
            if found is not None:
                keys.names[i] = (found, name)
                keys.codes.setdefault(found, code)
            elif classification is None and len(code) in {3, 6, 9} and not keys.unit_code:
                keys.unit_code, keys.unit_name, keys.unit_printed = code, name, True

    def _reader(self, classification: str, group: list[BoundColumn]) -> CodeReader:
        reader = self.readers.get(classification)
        if reader is None:
            reader = CodeReader(items_in_full=any(c.content.items_in_full for c in group))
            self.readers[classification] = reader
        return reader

    def _is_unit_code(self, first: str, parts: list[str], classification: str | None, keys: _Keys) -> bool:
        """A unit row may print its code in the 类 cell (河南 08表): six digits, or three that name no 类 of this classification."""
        if not _UNIT_CODE.match(first) or sum(1 for p in parts if p) > 1:
            return False
        if len(first) in {6, 9} and class_of(first) is None:
            return True
        if len(first) != 3:
            return False
        name = plain(next((n for _, n in keys.names), ""))
        if not name:
            return False
        expected = classification or class_of(first)
        if expected is not None and class_of(first) == expected:
            if name == self.document_unit:
                return True
            known = code_by_name(expected, name, None, 3)
            return known is None and bool(vocabulary.rows().unit.search(name)) and len(name) > 5
        return class_of(first) is None and bool(vocabulary.rows().unit.search(name))

    # ---- what the row is -----------------------------------------------------------------------------------------

    def _meaning(self, index: int, row: TableRow, figures: dict[int, Printed], keys: _Keys) -> RowMeaning:
        words = vocabulary.rows()
        total = next((t for t in keys.printed if words.total.match(split_ordinal(t)[2])), None)
        out = RowMeaning(index=index, row=row, kind="item", label="", figures=figures, indent=keys.indent)
        out.fills_cell, out.unit_cell = keys.fills_cell, keys.unit_cell
        if total is not None:
            out.kind, out.label = "total", plain_label(total)
            out.ordinal, out.level, _ = split_ordinal(total)
            out.of_which = is_of_which(total)
            if out.of_which:
                out.kind = "of_which"
            self._unit_of(out, keys, is_total=True)
            return out
        self._label(out, keys)
        out.codes = dict(keys.codes)
        self._split_local(out)
        self._stage(out, keys)
        self._unit_of(out, keys, is_total=False)
        self._project_of(out, keys)
        self._name_codes(out, keys)
        out.kind = self._kind(out, keys)
        if out.kind == "unit":
            out.codes = {}
            out.local_code = None
            out.label = out.label or plain_label(keys.unit_name)
        return out

    def _label(self, out: RowMeaning, keys: _Keys) -> None:
        names = [(c, t) for c, t in keys.names if plain(t) and not (plain(t).isdigit())]
        wanted = [t for c, t in names if c in {FUNCTION, DEPARTMENT}] if keys.codes else []
        if keys.project and self.has_project_column and not keys.codes:
            text = keys.project
        elif wanted:
            text = wanted[0]
        elif names:
            distinct: list[str] = []
            for _, t in names:
                if plain(t) not in {plain(d) for d in distinct}:
                    distinct.append(t)
            text = "/".join(distinct) if not keys.codes else distinct[0]
        else:
            text = keys.project or keys.unit_name or next((p for p in keys.printed if not plain(p).isdigit()), "")
        out.label = plain_label(text)
        out.has_label = bool(keys.printed)
        out.ordinal, out.level, _ = split_ordinal(text) if text else (None, None, "")
        out.of_which = is_of_which(text)

    def _split_local(self, out: RowMeaning) -> None:
        for classification in _ECONOMIC:
            code = out.codes.get(classification)
            if code and len(code) > 5:  # 重庆 3010201: the first five digits are national, the rest is local
                out.codes[classification], out.local_code = code[:5], code

    def _stage(self, out: RowMeaning, keys: _Keys) -> None:
        for text in [t for _, t in keys.names] + keys.printed:
            bare = plain(text)
            year = _YEAR_ROW.match(bare)
            if year:
                out.year = int(year.group(1))
                out.stage = "final_accounts" if "决算" in bare or "执行" in bare else None
                return
            for pattern, stage in vocabulary.rows().stages:
                if pattern.search(bare):
                    out.stage = stage
                    return

    def _unit_of(self, out: RowMeaning, keys: _Keys, *, is_total: bool) -> None:
        if is_total:
            if keys.unit_code and keys.unit_name:
                out.unit_code, out.unit_name = keys.unit_code, plain_label(keys.unit_name)
            elif out.label in {"合计", "总计"}:
                self.unit = (None, None)
            return
        if keys.unit_code == self.unit[0] and not keys.unit_name and self.unit[1] and not self._unit_row(out, keys):
            pass
        elif keys.unit_code or keys.unit_name:
            code, name = keys.unit_code or None, plain_label(keys.unit_name) or None
            if name is None and keys.unit_printed and not out.codes and keys.names:
                name = plain_label(keys.names[0][1])
            if name is None and keys.project and not out.codes and self._unit_row(out, keys):
                name = plain_label(keys.project)
            if code is None and name is not None and name == self.unit[1]:
                code = self.unit[0]
            self.unit = (code, name)
        out.unit_code, out.unit_name = self.unit

    def _project_of(self, out: RowMeaning, keys: _Keys) -> None:
        if not self.has_project_column:
            return
        if keys.project_code or (keys.project and not self._unit_row(out, keys)):
            self.project = (keys.project_code or None, plain_label(keys.project) or None)
            out.project_code, out.project_name = self.project

    def _unit_row(self, out: RowMeaning, keys: _Keys) -> bool:
        """True when the unit cells carry the row: no classification code and no project of its own."""
        if out.codes or keys.project_code:
            return False
        if not (keys.unit_printed and (keys.unit_code or keys.unit_name)):
            return False
        if keys.unit_code and keys.project and not keys.unit_name:
            # B15: one code column and one name column for units and projects; the code's length says which
            if any(k.role == "project_code" for k in self.block.keys):
                return True
            # 单位（项目）名称 beside 单位编码: 长沙 prints the code on project rows too, so the name must be a unit's
            name = plain(keys.project)
            return self.mixed_names and (name == self.document_unit or bool(vocabulary.rows().unit.search(name)))
        return not keys.project

    def _kind(self, out: RowMeaning, keys: _Keys) -> str:
        words = vocabulary.rows()
        if out.of_which:
            return "of_which"
        if not out.has_label and not out.codes and not out.project_name:
            return "total"
        if out.project_name and (not out.codes or self.by == "project"):
            return "project"
        if FUNCTION in out.codes:
            return "function"
        if DEPARTMENT in out.codes or GOVERNMENT in out.codes:
            return "economic"
        if self._unit_row(out, keys):
            return "unit"
        bare = split_ordinal(out.label)[2]
        if words.section.match(bare):
            return "section"
        if self.kind == "project_expenditure" and out.level is None and out.stage is None and not self.has_codes:
            return "unit" if bare == self.document_unit else "project"
        if out.level is None and out.stage is None and out.year is None and self._is_unit_name(bare):
            self.unit = (None, out.label)
            out.unit_code, out.unit_name = self.unit
            return "unit"
        return "item"

    def _is_unit_name(self, bare: str) -> bool:
        if not bare or self.block.flow is not None:
            return False
        return bare == self.document_unit or (len(bare) > 4 and bool(vocabulary.rows().unit.search(bare)))

    # ---- codes from names ------------------------------------------------------------------------------------------

    def _name_codes(self, out: RowMeaning, keys: _Keys) -> None:
        """Lists without a code column (收支总表): the name gives the code; ordinals differ from form to form and prove nothing."""
        if out.codes or self.has_codes or out.project_name or out.unit_code or not out.label or out.of_which:
            return
        classification = self.name_class
        if classification is None:
            if self.block.flow == "revenue" or not (self.kind.endswith("_summary") or self.kind == "expenditure"):
                return
            classification = DEPARTMENT if self.kind == "economic_summary" else FUNCTION
        name = split_ordinal(out.label)[2]
        above = self.named_code.get(classification)
        code = None
        if above is not None and out.level is None:
            for prefix in (above[:5], above[:3]):
                code = code or code_by_name(classification, name, prefix, 7) or code_by_name(
                    classification, name, prefix, 5
                )
        code = code or code_by_name(classification, name, None, 3)
        if code is None and above is None:
            code = code_by_name(classification, name)
        if code is None and above is not None and out.level is None:
            code = code_by_name(classification, name, None, 5)
        if code is None:
            return
        out.codes[classification] = code
        out.by_name = True
        self.named_code[classification] = code


def _fills(cell: TableCell) -> bool:
    """True when the ink reaches nearly the whole width of the cell or takes several lines."""
    if len(cell.lines) > 1:
        return True
    if cell.ink is None:
        return False
    width = cell.box.x1 - cell.box.x0
    return width > 0 and (cell.ink.x1 - cell.ink.x0) > 0.8 * width


def _code_groups(block: Block) -> list[tuple[str | None, list[BoundColumn]]]:
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
            and (level in {"款", "项"} or (column.path == previous.path))
            and len(groups[-1][1]) < 3
        )
        if joins:
            groups[-1][1].append(column)
        else:
            groups.append((column.classification, [column]))
        previous = column
    return groups


def row_facets(row: RowMeaning, ancestors: list[str], kind: str) -> PathMeaning:
    """The facets that the labels of a row and of the rows it stands under add."""
    return path_meaning(tuple([*ancestors, split_ordinal(row.label)[2]]), kind)


def plain_label(text: str) -> str:
    """A label as printed, without inner blanks (full-width punctuation kept)."""
    return re.sub(r"\s+", "", text)
