"""Body rows: what each row is, its codes, its unit, its label; one reading per list of a side-by-side table."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from pipeline.binding.columns.roles import Block
from pipeline.binding.rows.keys import KeyReader, RowKeys
from pipeline.binding.rows.named_codes import NamedCodes
from pipeline.binding.words import words
from pipeline.language import vocabulary
from pipeline.language.bilingual import chinese_of
from pipeline.language.codes import DEPARTMENT, FUNCTION, GOVERNMENT, code_by_name
from pipeline.language.meaning import PathMeaning, path_meaning
from pipeline.language.numbers import Printed, parse_printed
from pipeline.language.ordinals import is_of_which, split_ordinal
from pipeline.language.spelling import plain, squeezed
from pipeline.tables.model import TableRow

_WORDS = words().rows


_ECONOMIC = (DEPARTMENT, GOVERNMENT)
_LEVELS_NEEDED = 2
_DIGITS = {FUNCTION: (3, 5, 7), DEPARTMENT: (3, 5), GOVERNMENT: (3, 5)}


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
    hangs: bool = False
    """The label wraps and its first line stands right of the others: printed by indentation."""
    of_which: bool = False
    has_label: bool = True
    unit_code: str | None = None
    unit_name: str | None = None
    place: int = 0
    """The column of its first printed key."""
    unit_cell: str | None = None
    """Digits printed in the unit code column of this very row (西安: 1 全额, 271, 271001 head the rows below them)."""
    codes: dict[str, str] = field(default_factory=dict)
    """Classification → code."""
    local_code: str | None = None
    project_code: str | None = None
    project_name: str | None = None
    spending_kind: str | None = None
    """What the class of the project in a column of its own says."""
    fund: str | None = None
    """What a column of funds says (资金性质)."""
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
    counts: bool = False
    """公务用车保有量（辆）: the figures of this row are no money."""
    is_tail: bool = False
    """The rest of the label above, behind a page break."""
    may_be_total: bool = False
    """Only its name speaks for a total of the rows below; the sums neither confirm nor exclude it."""
    is_subtotal: bool = False
    """本页小计, 工程类合计: only its name says that it sums other rows; it is an item where the sums speak against that."""
    by_name: bool = False
    """The code comes from the name, not from a printed code."""

    @property
    def code(self) -> str | None:
        """The code that places the row in a hierarchy."""
        for classification in (FUNCTION, DEPARTMENT, GOVERNMENT):
            if classification in self.codes:
                return self.codes[classification]
        return None


class BlockReader:
    """Reads the rows of one list from top to bottom; remembers the unit and the codes above."""

    def __init__(
        self,
        block: Block,
        kind: str,
        by: str,
        unit_name: str | None,
        units: Collection[str] = frozenset(),
        *,
        year: int | None = None,
    ):
        self.block = block
        self.kind = kind
        self.by = by
        self.document_unit = plain(unit_name or "")
        self.units = {self.document_unit, *units} - {""}
        self.unit: tuple[str | None, str | None] = (None, None)
        self.project: tuple[str | None, str | None] = (None, None)
        self.year = year
        self.named: dict[str, NamedCodes] = {}
        self.keys = KeyReader(block, self.document_unit)
        self.has_project_column = any(k.role in {"project", "project_code"} for k in block.keys)
        self.mixed_names = any(_WORDS.bodies.search(plain("".join(k.path))) for k in block.keys if k.role == "project")
        self.name_class = next((k.classification for k in block.keys if k.role == "name" and k.classification), None)
        self.has_codes = bool(self.keys.code_groups)

    def read(self, index: int, row: TableRow, filled: dict[int, str]) -> RowMeaning | None:
        """One row of this list, or None when the list prints nothing in it."""
        figures: dict[int, Printed] = {}
        for column in self.block.amounts:
            cell = row.cells.get(column.seq)
            if cell is not None and cell.text and (figure := parse_printed(cell.text)) is not None:
                figures[column.seq] = figure
        keys = self.keys.read(row, filled)
        if not figures and not keys.printed:
            return None
        return self._meaning(index, row, figures, keys)

    # ---- what the row is -----------------------------------------------------------------------------------------

    def _meaning(self, index: int, row: TableRow, figures: dict[int, Printed], keys: RowKeys) -> RowMeaning:
        words = vocabulary.rows()
        total = next((t for t in keys.printed if words.total.match(split_ordinal(chinese_of(t))[2])), None)
        out = RowMeaning(index=index, row=row, kind="item", label="", figures=figures, indent=keys.indent)
        out.fills_cell, out.hangs, out.unit_cell = keys.fills_cell, keys.hangs, keys.unit_cell
        out.place = keys.place
        if total is not None:
            out.kind, out.label = "total", squeezed(total)
            out.ordinal, out.level, _ = split_ordinal(total)
            out.of_which = is_of_which(total)
            if out.of_which:
                out.kind = "of_which"
            self._unit_of(out, keys, is_total=True)
            return out
        out.spending_kind, out.fund = keys.spending_kind, keys.fund
        self._label(out, keys)
        out.codes = dict(keys.codes)
        out.counts = not out.codes and bool(vocabulary.rows().count.search(plain(out.label)))
        self._split_local(out)
        self._stage(out, keys)
        self._unit_of(out, keys, is_total=False)
        self._project_of(out, keys)
        self._name_codes(out, keys)
        out.kind = self._kind(out, keys)
        if self._is_subtotal(out):
            out.kind, out.is_subtotal, out.project_name = "total", True, None
        if out.kind == "unit":
            out.codes = {}
            out.local_code = None
            out.label = out.label or squeezed(keys.unit_name) or out.unit_code or ""
        return out

    @staticmethod
    def _is_subtotal(out: RowMeaning) -> bool:
        bare = split_ordinal(chinese_of(out.label))[2]
        own = not out.codes and out.project_code is None and out.kind not in {"total", "of_which"} and not out.counts
        return own and bool(out.figures) and bool(vocabulary.rows().subtotal.match(bare))

    def _label(self, out: RowMeaning, keys: RowKeys) -> None:
        names = [(c, t) for c, t in keys.names if plain(t) and not (plain(t).isdigit())]
        wanted = [t for c, t in names if c in {FUNCTION, DEPARTMENT}] if keys.codes else []
        if keys.inner and not keys.codes:
            text = keys.inner
        elif keys.project and self.has_project_column and not keys.codes:
            text = keys.project
        elif wanted:
            text = wanted[0]
        elif names:
            told = [t for _, t in names if not _is_moment(t)] or [names[0][1]]  # 上年 | 本年 stacked beside their name
            text = told[0] if keys.codes else told[-1]
            if not keys.codes and len(keys.heads) == len(keys.names) and len(set(keys.heads)) == 1:
                text = "/".join(dict.fromkeys(told))  # 北京 预算11表: every row prints its whole path
        else:
            text = keys.project or keys.unit_name or next((p for p in keys.printed if not plain(p).isdigit()), "")
        out.label = squeezed(text)
        out.has_label = bool(keys.printed or keys.inner)
        out.section = squeezed(keys.outer or (names[0][1] if len(names) > 1 and names[0][1] != text else "")) or None
        out.ordinal, out.level, _ = split_ordinal(text) if text else (None, None, "")
        own = (
            text if text in keys.printed or not keys.printed else keys.printed[0]
        )  # 资金金额 merged down beside 其中：财政拨款
        out.of_which = is_of_which(own)

    def _split_local(self, out: RowMeaning) -> None:
        for classification in _ECONOMIC:
            code = out.codes.get(classification)
            if code and len(code) > 5:  # 重庆 3010201: the first five digits are national, the rest is local
                out.codes[classification], out.local_code = code[:5], code

    def _stage(self, out: RowMeaning, keys: RowKeys) -> None:
        for text in [t for _, t in keys.names] + keys.printed:
            bare = plain(text)
            year = _WORDS.year.match(bare)
            if year:
                out.year = int(year.group(1))
                out.stage = "final_accounts" if _WORDS.final.search(bare) else None
                return
            for line in vocabulary.rows().stages:
                if line.pattern.search(bare):
                    out.stage = line.stage
                    return

    def _unit_of(self, out: RowMeaning, keys: RowKeys, *, is_total: bool) -> None:
        if is_total:
            if keys.unit_code and keys.unit_name:
                out.unit_code, out.unit_name = keys.unit_code, squeezed(keys.unit_name)
            elif _WORDS.total.fullmatch(out.label):
                self.unit = (None, None)
            elif keys.unit_name and squeezed(keys.unit_name) == self.unit[1]:
                out.unit_code, out.unit_name = self.unit  # 小计 inside the merged cell of its unit
            return
        if keys.unit_code == self.unit[0] and not keys.unit_name and self.unit[1] and not self._unit_row(out, keys):
            pass
        elif keys.unit_code or keys.unit_name:
            code, name = keys.unit_code or None, squeezed(keys.unit_name) or None
            if name is None and keys.unit_printed and not out.codes and keys.names:
                name = squeezed(keys.names[0][1])
            if name is None and keys.project and not out.codes and self._unit_row(out, keys):
                name = squeezed(keys.project)
            if code is None and name is not None and name == self.unit[1]:
                code = self.unit[0]
            self.unit = (code, name)
        out.unit_code, out.unit_name = self.unit

    def _project_of(self, out: RowMeaning, keys: RowKeys) -> None:
        if not self.has_project_column:
            return
        if keys.project_code or (keys.project and not self._unit_row(out, keys)):
            self.project = (keys.project_code or None, squeezed(keys.project) or None)
            out.project_code, out.project_name = self.project

    def _unit_row(self, out: RowMeaning, keys: RowKeys) -> bool:
        """True when the unit cells carry the row: no classification code and no project of its own."""
        if out.codes or keys.project_code:
            return False
        if not (keys.unit_printed and (keys.unit_code or keys.unit_name)) or keys.ends_with_name:
            return False
        if keys.unit_code and keys.project and not keys.unit_name:
            # B15: one code column and one name column for units and projects; the code's length says which
            if any(k.role == "project_code" for k in self.block.keys):
                return True
            # 单位（项目）名称 beside 单位编码: 长沙 prints the code on project rows too, so the name must be a unit's
            name = plain(keys.project)
            return self.mixed_names and (name == self.document_unit or bool(vocabulary.rows().unit.search(name)))
        return not keys.project

    def _kind(self, out: RowMeaning, keys: RowKeys) -> str:
        if out.of_which:
            return "of_which"
        if out.counts:
            return "item"
        if not out.has_label and not out.codes and not out.project_name:
            return "total"
        if out.project_name and (not out.codes or self.by == "project"):
            return "project"
        if out.codes:
            return "function" if FUNCTION in out.codes else "economic"
        if out.year is not None or out.stage is not None:
            return "item"  # years stacked as rows (深圳 三公): the unit beside them is only whose years they are
        if self._unit_row(out, keys):
            return "unit"
        return self._kind_by_label(out, keys)

    def _kind_by_label(self, out: RowMeaning, keys: RowKeys) -> str:
        bare = split_ordinal(out.label)[2]
        if vocabulary.rows().section.match(bare):
            return "section"
        plain_item = out.level is None and out.stage is None
        is_class = self.has_project_column and not keys.project and out.label in map(squeezed, keys.texts)
        if self.kind == "project_expenditure" and plain_item and not self.has_codes:
            if bare in self.units:
                self.unit = (None, out.label)
                out.unit_code, out.unit_name = self.unit
                return "unit"
            if is_class:
                return (
                    "item"  # 城市管理类 in the column of classes, nothing in that of projects: the sum of its projects
                )
            out.project_name = out.label
            return "project"
        if plain_item and out.year is None and self._is_unit_name(bare):
            self.unit = (None, out.label)
            out.unit_code, out.unit_name = self.unit
            return "unit"
        return "item"

    def _is_unit_name(self, bare: str) -> bool:
        if not bare or self.kind in {"revenue_expenditure_summary", "fiscal_appropriation_summary", "three_public"}:
            return False
        return bare == self.document_unit or (len(bare) > 4 and bool(vocabulary.rows().unit.search(bare)))

    # ---- codes from names ------------------------------------------------------------------------------------------

    def _codes_of_levels(self, out: RowMeaning, keys: RowKeys) -> bool:
        """类 | 款 | 项 by name in a column each: every level's name is looked up below the code of the one before it."""
        if out.codes or self.has_codes or out.of_which or not self.name_class:
            return False
        names = [t for c, t in keys.names if c == self.name_class]
        if len(names) < _LEVELS_NEEDED:
            return False
        code: str | None = None
        for depth, name in enumerate(names):
            length = _DIGITS[self.name_class][depth] if depth < len(_DIGITS[self.name_class]) else None
            found = code_by_name(self.name_class, split_ordinal(name)[2], code, length) if length else None
            if found is None:
                return False
            code = found
        out.codes[self.name_class] = code or ""
        return True

    def _name_codes(self, out: RowMeaning, keys: RowKeys) -> None:
        """Lists without a code column (收支总表): the name gives the code; ordinals differ from form to form and prove nothing."""
        if self._codes_of_levels(out, keys):
            return
        classification = self.name_class
        # 广东 06: 基本工资 | [50101]工资奖金津补贴, the code of the one classification says nothing about the name of the other
        named = bool(out.codes) and classification in _ECONOMIC and set(out.codes) == {*_ECONOMIC} - {classification}
        if (
            (out.codes and not named)
            or self.has_codes
            or out.project_name
            or out.unit_code
            or not out.label
            or out.of_which
        ):
            return
        if classification is None:
            if self.block.flow == "revenue" or not (self.kind.endswith("_summary") or self.kind == "expenditure"):
                return
            classification = DEPARTMENT if self.kind == "economic_summary" else FUNCTION
        own = bool(keys.printed) and squeezed(keys.printed[0]) == out.label
        indent = out.indent if own and out.level is None and not out.fills_cell else None
        reader = self.named.setdefault(classification, NamedCodes(classification, self.year))
        if (code := reader.read(split_ordinal(out.label)[2], indent, numbered=out.level is not None)) is not None:
            out.codes[classification] = code
            out.by_name = True


def _is_moment(text: str) -> bool:
    bare = plain(text)
    return bool(_WORDS.year.match(bare)) or any(line.pattern.search(bare) for line in vocabulary.rows().stages)


def row_facets(row: RowMeaning, ancestors: list[str], kind: str) -> PathMeaning:
    """The facets that the labels of a row and of the rows it stands under add."""
    return path_meaning((*ancestors, split_ordinal(row.label)[2]), kind)
