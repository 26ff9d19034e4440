"""Heads whose moment the columns beside them decide."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.binding.columns.roles import BoundColumn
from pipeline.binding.words import words
from pipeline.language.spelling import plain


def settle_whole_year(columns: Sequence[BoundColumn], *, is_final: bool) -> None:
    """全年预算 is what the budget had become beside 年初预算数 or 执行数; in a budget it is the sum of the quarters beside it.

    Args:
        columns: the columns of a table; the stage of such a column is taken back.
        is_final: whether the document is final accounts.
    """
    money = [c for c in columns if c.holds_amounts]
    whole = [c for c in money if any(words().heads.whole_year.search(plain(p)) for p in c.path)]
    if not is_final and all(c.facets.stage is None for c in money if c not in whole):
        for column in whole:
            column.facets.stage = None
