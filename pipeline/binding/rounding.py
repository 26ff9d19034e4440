"""What rounding explains: printed figures and their printed sum, each rounded by itself."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from pipeline.language.numbers import Printed

_ZERO = Decimal(0)


def agrees(whole: Printed, parts: Sequence[Printed]) -> bool:
    """Whether figures add up to a printed sum, up to half a step of the coarsest of them for each figure and for the sum."""
    error = abs(sum((p.value for p in parts), _ZERO) - whole.value)
    decimals = min([whole.decimals, *(p.decimals for p in parts if p.value)])
    return error <= Decimal(1).scaleb(-decimals) * (sum(1 for p in parts if p.value) + 1) / 2
