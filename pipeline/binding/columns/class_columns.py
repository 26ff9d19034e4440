"""Amount columns that are headed by an economic class: 工资福利支出 | 商品和服务支出 … beside rows of functions or projects.

湖南, 新疆 and 西安 print wide matrices: 功能科目 down, 经济分类 across. The head is then the code of every amount below it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline.binding.words import words
from pipeline.language.codes import DEPARTMENT, GOVERNMENT, code_by_name, is_name_of, split_code
from pipeline.language.kinds import table_kind
from pipeline.language.ordinals import split_ordinal
from pipeline.language.spelling import plain

if TYPE_CHECKING:
    from pipeline.binding.columns.roles import BoundColumn

_LEAST = 2


def mark_class_columns(columns: Sequence[BoundColumn], kind: str, title: str) -> None:
    """Give amount columns that carry the name of an economic class its code; a head nothing else explains becomes an amount.

    Args:
        columns: all leaf columns of a table; `codes`, `role` are set.
        kind: the table's kind.
        title: the table's title; 按政府预算经济分类 decides between the two classifications.
    """
    if table_kind(kind).names_items or any(c.role in {"code", "name"} and c.classification in _BOTH for c in columns):
        return
    money = [c for c in columns if c.role in {"amount", "unknown"} and c.path and not c.meaning.is_total]
    votes = {cls: [c for c in money if is_name_of(cls, _name(c.path[-1]))] for cls in _BOTH}
    classification = DEPARTMENT if len(votes[DEPARTMENT]) >= len(votes[GOVERNMENT]) else GOVERNMENT
    if words().titles.government_classes.search(plain(title)):
        classification = GOVERNMENT
    named = votes[classification]
    if len(named) < _LEAST and not any(c.role == "unknown" for c in named):
        return
    for column in named:
        column.role = "amount"
        if (code := _code(column.path, classification)) is not None:
            column.codes = {classification: code}


_BOTH = (DEPARTMENT, GOVERNMENT)


def _name(head: str) -> str:
    return split_ordinal(split_code(head)[1] or head)[2]


def _code(path: Sequence[str], classification: str) -> str | None:
    """The 类 of that name, else the 款 under the 类 that heads it, else the only 款 of that name."""
    name = _name(path[-1])
    above = next((c for p in reversed(path[:-1]) if (c := code_by_name(classification, _name(p), None, 3))), None)
    if above is not None and (inside := code_by_name(classification, name, above, 5)) is not None:
        return inside
    return code_by_name(classification, name, None, 3) or code_by_name(classification, name, None, 5)
