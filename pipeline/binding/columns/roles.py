"""Leaf columns: what each one holds, what its amounts mean, and which columns form a list of their own."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from pipeline.binding.columns.class_columns import mark_class_columns
from pipeline.binding.words import words
from pipeline.language import vocabulary
from pipeline.language.bilingual import chinese_of
from pipeline.language.codes import DEPARTMENT, FUNCTION, GOVERNMENT, class_of, is_name_of, is_project_code, split_code
from pipeline.language.meaning import Facets, PathMeaning, path_meaning
from pipeline.language.numbers import has_separator, hides_figure, parse_printed
from pipeline.language.ordinals import split_ordinal
from pipeline.language.spelling import plain, squeezed
from pipeline.language.units import FACTORS, unit_of_path
from pipeline.tables.model import Table

_WORDS = words().heads


KEYS = frozenset({"code", "name", "unit_code", "unit_name", "project", "project_code"})
"""Roles that say which row this is."""
_SHORT = 3
_SAMPLE = 80


@dataclass(slots=True)
class Content:
    """What the body cells of a column look like (first rows only)."""

    numbers: int = 0
    decimals: int = 0
    texts: int = 0
    codes: dict[str, int] = field(default_factory=dict)
    items_in_full: bool = False
    """Seven-digit codes are among them."""
    names: dict[str, int] = field(default_factory=dict)
    """Classification → cells whose text is one of its names."""
    coded_names: int = 0
    projects: int = 0
    units: int = 0
    """Cells whose text is the name of an organisation."""

    @property
    def filled(self) -> int:
        """Cells that are not blank."""
        return self.numbers + self.texts


@dataclass(slots=True)
class BoundColumn:
    """A leaf column with its role and meaning."""

    seq: int
    path: tuple[str, ...]
    column_path: str
    role: str
    meaning: PathMeaning
    facets: Facets
    classification: str | None = None
    """Of a code or name column: function, department_economic, government_economic; None when the digits must decide."""
    scale: Decimal | None = None
    """Yuan per printed unit where the header itself says （万元）."""
    unit: str | None = None
    block: int = 0
    is_leaf: bool = True
    is_restated: bool = False
    """Its list divides the money of a list beside it once more (西安: 支出 by function, by kind, by economic class)."""
    codes: dict[str, str] = field(default_factory=dict)
    """Classification → code of all amounts of the column, where an economic class heads it."""
    content: Content = field(default_factory=Content)
    unit_name: str | None = None
    """The unit whose money it is, where units stand side by side as columns."""

    @property
    def holds_amounts(self) -> bool:
        """True for a column whose numbers are money."""
        return self.role in {"amount", "unknown"}


@dataclass(slots=True)
class Block:
    """Columns that belong together: the key columns of one list and its amount columns."""

    keys: list[BoundColumn] = field(default_factory=list)
    amounts: list[BoundColumn] = field(default_factory=list)
    others: list[BoundColumn] = field(default_factory=list)
    flow: str | None = None
    """revenue or expenditure where the list's own head says so."""


@lru_cache(maxsize=8192)
def _role_by_words(path: tuple[str, ...]) -> str | None:
    joined = "/".join(plain(p) for p in path).lower()
    last = joined.rsplit("/", 1)[-1]
    for rule in vocabulary.columns().roles:
        if rule.pattern.search(last if rule.on_last else joined):
            return rule.role
    return None


@lru_cache(maxsize=8192)
def _class_by_words(path: tuple[str, ...]) -> str | None:
    joined = "/".join(plain(p) for p in path)
    return next((rule.classification for rule in vocabulary.columns().classes if rule.path.search(joined)), None)


def _look(table: Table) -> dict[int, Content]:
    contents = {c.seq: Content() for c in table.columns}
    for row in table.rows[:_SAMPLE]:
        for seq, cell in row.cells.items():
            content = contents.get(seq)
            if content is None or not cell.text:
                continue
            if hides_figure(cell.text):
                content.numbers += 1
                content.decimals += 1
            elif parse_printed(cell.text) is not None:
                _count_number(content, cell.text)
            else:
                _count_text(content, cell.text)
    return contents


def _count_number(content: Content, text: str) -> None:
    content.numbers += 1
    if has_separator(text):
        content.decimals += 1
        return
    bare = plain(text)
    found = class_of(bare)
    if found:
        content.codes[found] = content.codes.get(found, 0) + 1
        content.items_in_full = content.items_in_full or len(bare) == 7
    elif is_project_code(bare):
        content.projects += 1


def _count_text(content: Content, text: str) -> None:
    content.texts += 1
    code, name = split_code(text)
    content.units += len(name or text) > _SHORT and bool(vocabulary.rows().unit.search(plain(name or text)))
    if code is None:
        for classification in (FUNCTION, DEPARTMENT):
            if is_name_of(classification, split_ordinal(text)[2]):
                content.names[classification] = content.names.get(classification, 0) + 1
        return
    if is_project_code(code):
        content.projects += 1
    found = class_of(code)
    if found and name:
        content.coded_names += 1
        content.codes[found] = content.codes.get(found, 0) + 1


def _role(path: tuple[str, ...], meaning: PathMeaning, content: Content, kind: str) -> str:
    """Words first, cells second."""
    by_words = _role_by_words(path)
    joined = "/".join(plain(p) for p in path)
    if by_words == "code" and content.texts and not content.numbers and not content.codes:
        by_words = "name"  # 类 | 款 | 项 with the names of the levels in them
    if by_words in {None, "text"} and _heads_units(path) and content.units * 2 > content.texts:
        return "unit_name"
    if kind.endswith("_performance") and _WORDS.indicator.search(joined):
        return "text"
    if by_words in KEYS:
        return "amount" if _is_money_after_all(by_words, path, content, kind) else by_words
    if by_words == "percent":
        return "amount" if meaning.values and not _WORDS.share.search(joined) else "percent"
    if by_words == "text" and _is_money_under(path, content):
        by_words = None
    if by_words == "text":
        money = meaning.says_something and not _WORDS.indicator.search(joined)
        return "amount" if money and content.numbers >= content.texts else "text"
    if by_words is not None:
        return by_words
    return _role_by_cells(joined, meaning, content)


def _heads_units(path: tuple[str, ...]) -> bool:
    """采购单位, 用款部门: whose money it is, if the cells name organisations."""
    return bool(path) and bool(_WORDS.unit.search(plain(path[-1])))


def _is_money_under(path: tuple[str, ...], content: Content) -> bool:
    """支出类别 over 人员类 | 运转类: the outer head says how the money is divided; only a column's own head makes it one of words."""
    if len(path) < 2 or content.decimals * 2 < content.filled or not content.decimals:
        return False
    return _role_by_words(path[-1:]) != "text" and not _WORDS.indicator.search("/".join(plain(p) for p in path))


def _is_money_after_all(by_words: str, path: tuple[str, ...], content: Content, kind: str) -> bool:
    """其中：专项资金列入部门预算项目 ends like a name column; its cells are numbers, or blank under a word that means money."""
    if content.decimals and content.decimals * 2 >= content.filled:
        return True
    if by_words not in {"name", "project"} or content.texts:
        return False
    own = path_meaning(path[-1:], kind)
    return (own.says_something or own.of_which) and sum(content.codes.values()) * 2 <= content.numbers


def _role_by_cells(joined: str, meaning: PathMeaning, content: Content) -> str:
    understood = meaning.says_something or meaning.is_total
    if content.texts > content.numbers:
        return "amount" if understood and content.texts == 1 else "name"
    if content.numbers:
        all_codes = not content.decimals and sum(content.codes.values()) == content.numbers
        if all_codes and not joined:
            return "code"
        return "amount" if understood or meaning.unbound is None else "unknown"
    if understood or (joined and meaning.unbound is None):
        return "amount"
    return "unknown" if vocabulary.columns().money_ending.search(joined) else "text"


def bind_columns(table: Table, kind: str) -> list[BoundColumn]:
    """Decide role and meaning of every leaf column.

    Words decide first, what the cells look like second: a column headed 项目 holds names, a column headed 项目支出 amounts.

    Args:
        table: the table.
        kind: its kind.
    """
    contents = _look(table)
    bound: list[BoundColumn] = []
    for column in table.columns:
        path = tuple(chinese_of(p) for p in column.path if p)
        content = contents[column.seq]
        meaning = path_meaning(path, kind)
        role = _role(path, meaning, content, kind)
        classification = _class_by_words(path) if role in {"code", "name"} else None
        if role in {"code", "name"} and content.codes:
            best = max(content.codes, key=lambda c: content.codes[c])
            # Digits are stronger than a half-read head: 2… function, 3… department, 5… government.
            most = content.codes[best] * 2 >= content.filled
            if classification is None or (most and not content.codes.get(classification)):
                classification = best
        if role == "name" and content.projects and content.projects * 2 >= content.filled:
            role = "project_code"
        unit = unit_of_path(path)
        bound.append(
            BoundColumn(
                seq=column.seq,
                path=path,
                column_path="/".join(squeezed(p) for p in column.path if p),
                role=role,
                meaning=meaning,
                facets=meaning.facets(),
                classification=classification,
                unit=unit,
                scale=FACTORS[unit] if unit else None,
                content=content,
            )
        )
    if kind.endswith("_performance"):
        _indicators_are_text(bound)
    _name_follows_code(bound)
    _ensure_a_key(bound)
    _class_from_names(bound)
    mark_class_columns(bound, kind, table.title)
    if kind == "three_public":
        _vehicle_subtotals(bound)
    return bound


def _indicators_are_text(columns: list[BoundColumn]) -> None:
    """From the first indicator column on, nothing is money or a key: values, units, weights, remarks."""
    first = next((i for i, c in enumerate(columns) if _WORDS.indicator.search("/".join(c.path))), len(columns))
    for column in columns[first:]:
        if column.role in KEYS or (column.role in {"amount", "unknown"} and not column.meaning.says_something):
            column.role = "text"


def _ensure_a_key(columns: list[BoundColumn]) -> None:
    """Where no column is headed as a key, the text columns before the first amount are it (采购类别, 指导性目录, 支出项目类别)."""
    first = next((i for i, c in enumerate(columns) if c.role == "amount"), len(columns))
    if first == len(columns) or any(c.role in {"name", "project", "unit_name"} for c in columns[:first]):
        return
    for column in columns[:first]:
        if column.role == "text" and column.content.texts and not _WORDS.indicator.search("/".join(column.path)):
            column.role = "name"


def _class_from_names(columns: list[BoundColumn]) -> None:
    """A name column without codes beside it: most of its cells are names of one classification (深圳 表4: 工资福利支出, 基本工资 …)."""
    if any(c.role == "code" or c.content.coded_names for c in columns):
        return
    for column in columns:
        names = column.content.names
        if column.role != "name" or column.classification is not None or not names:
            continue
        best = max(names, key=lambda c: names[c])
        if best == DEPARTMENT and names[best] * 2 > column.content.texts:
            column.classification = best


_VEHICLE_PARTS = {"vehicle_purchase", "vehicle_operation"}


def _vehicle_subtotals(columns: Sequence[BoundColumn]) -> None:
    """A 小计 behind the 合计 and right before purchase and running of vehicles is theirs, also without 公务用车购置及运行费 over it."""
    for i, column in enumerate(columns[1:-2], start=1):
        parts = {c.facets.three_public_item for c in columns[i + 1 : i + 3]}
        if (
            parts == _VEHICLE_PARTS
            and column.meaning.is_total
            and column.facets.three_public_item in {None, "total"}
            and any(c.meaning.is_total or c.facets.three_public_item == "total" for c in columns[:i])
            and columns[i - 1].facets.three_public_item != "vehicles"
        ):
            column.facets.three_public_item = "vehicles"


def _name_follows_code(columns: list[BoundColumn]) -> None:
    """A name column without a class takes that of the code column before it (`科目编码 | 科目名称`)."""
    for left, right in itertools.pairwise(columns):
        if left.role == "code" and right.role in {"code", "name"} and right.classification is None:
            right.classification = left.classification
    for right, left in itertools.pairwise(reversed(columns)):
        # 类 款 项: the class is known from the 类 column alone or from the last one alone
        if left.role == "code" and right.role == "code" and left.classification is None:
            left.classification = right.classification


def split_blocks(columns: Sequence[BoundColumn]) -> list[Block]:
    """Cut side-by-side lists apart: 收入|支出, 科目编码 科目名称 金额 ×3.

    A key column behind an amount column begins a new list when amounts follow it.

    Args:
        columns: all leaf columns, left to right; their `block` is set.
    """
    blocks = [Block()]
    last_amount = max((i for i, c in enumerate(columns) if c.holds_amounts), default=-1)
    for i, column in enumerate(columns):
        current = blocks[-1]
        if column.role in KEYS:
            if current.amounts and i < last_amount and column.role in {"name", "code"} and _begins(column, current):
                blocks.append(Block())
                current = blocks[-1]
            current.keys.append(column)
        elif column.holds_amounts:
            current.amounts.append(column)
        else:
            current.others.append(column)
        column.block = len(blocks) - 1
    for block in blocks:
        block.flow = _block_flow(block)
    name_source_and_use(blocks)
    return blocks


def _begins(column: BoundColumn, current: Block) -> bool:
    """A key column behind amounts is a list of its own only when the list before it has a key too, or the outer head changes."""
    if any(k.role in {"name", "code"} for k in current.keys):
        return True
    return bool(column.path and current.amounts[-1].path and column.path[0] != current.amounts[-1].path[0])


def name_source_and_use(blocks: Sequence[Block]) -> None:
    """资金来源 beside 资金使用: the two sides of a statement under other names; either alone says nothing of the flow."""
    told = [_told(block) for block in blocks]
    if set(told) >= {"revenue", "expenditure"} and not any(block.flow for block in blocks):
        for block, flow in zip(blocks, told, strict=True):
            block.flow = flow


def _told(block: Block) -> str | None:
    heads = {plain(c.path[0]) for c in (*block.keys, *block.amounts) if c.path}
    if any(_WORDS.source.match(h) for h in heads):
        return "revenue"
    return "expenditure" if any(_WORDS.use.match(h) for h in heads) else None


def _block_flow(block: Block) -> str | None:
    for column in [*block.keys, *block.amounts]:
        for segment in column.path:
            word = plain(segment)
            if _WORDS.revenue.match(word):
                return "revenue"
            if _WORDS.expenditure.match(word):
                return "expenditure"
    return None


def key_classes(columns: Sequence[BoundColumn]) -> set[str]:
    """The classifications that key the rows."""
    found = {c.classification for c in columns if c.role in {"code", "name"} and c.classification}
    return {c for c in found if c in {FUNCTION, DEPARTMENT, GOVERNMENT}}
