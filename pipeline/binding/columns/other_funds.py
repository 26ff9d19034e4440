"""其他资金 in tables of goals and projects: what is not appropriated, where it stands beside 财政拨款.

北京, 烟台, 普陀, 西安 print 总额 | 财政拨款 | 其他资金. Without a fund of its own the last one would be money of all funds like the 总额 beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.binding.columns.roles import BoundColumn
from pipeline.binding.words import words
from pipeline.language.kinds import table_kind
from pipeline.language.spelling import plain

_WORDS = words().heads


OWN = "own_funds"

_LONG = 20
"""Characters; longer texts are goals and tasks, not labels of money."""


def is_other(text: str) -> bool:
    """True for a head or label that says 其他资金 and nothing else."""
    return bool(_WORDS.other_funds.match(plain(text)))


def is_rest(kind: str, texts: Iterable[str]) -> bool:
    """Whether 其他资金 is the money that is not appropriated.

    Args:
        kind: the table's kind; in 收支总表 其他资金 stands beside other parts.
        texts: heads and labels of its money.
    """
    if kind != "project_expenditure" and not table_kind(kind).is_performance:
        return False
    words = [w for t in texts if len(w := plain(t)) <= _LONG]
    return any(_WORDS.fiscal.search(w) for w in words) and not any(_WORDS.own_funds.search(w) for w in words)


def name_columns(columns: Sequence[BoundColumn], kind: str) -> None:
    """Give amount columns headed 其他资金 their fund where a column of 财政拨款 stands beside them."""
    money = [c for c in columns if c.role == "amount"]
    if not is_rest(kind, (p for c in money for p in c.path)):
        return
    for column in money:
        if column.facets.fund is None and any(is_other(p) for p in column.path):
            column.facets.fund = OWN
