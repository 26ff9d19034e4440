"""Fixed words of disclosures, repaired where a recogniser read a character as its lookalike."""

from __future__ import annotations

LOOKALIKES = ("门内闩冂", "算箅", "预颁", "决決央", "入人")
"""Characters that small print makes alike; the first of each stands for all when texts are compared."""
TERMS = (
    *("部门预算", "部门决算", "部门收支", "部门收入", "部门支出", "部门整体"),
    *("单位预算", "单位决算", "收入预算", "收入决算", "支出预算", "支出决算"),
    *("收入总计", "收入合计", "支出总计", "支出合计"),
)
"""Words that titles and heads of tables print; their lookalikes (部内预算, 收人总计) are no words."""

_ALIKE = str.maketrans({other: group[0] for group in LOOKALIKES for other in group[1:]})


def repair_terms(text: str) -> str:
    """The text with lookalikes in fixed words put right; nothing else changes, no figure among them.

    A cover `2024年部门预算` came as `部内预算`, sure by 0.97, and the document had no kind.
    """
    alike = text.translate(_ALIKE)
    for term in TERMS:
        start = alike.find(term.translate(_ALIKE))
        while start >= 0:
            text = text[:start] + term + text[start + len(term) :]
            start = alike.find(term.translate(_ALIKE), start + len(term))
    return text
