"""The parts that patterns of a vocabulary file may use by name: `{chapter}`, `{unit}`, `{ending_publisher}`."""

from __future__ import annotations

from functools import lru_cache

from pipeline.language import numbers, ordinals
from pipeline.language.bodies import SUBSETS, endings
from pipeline.language.units import UNIT


@lru_cache(maxsize=1)
def parts() -> dict[str, str]:
    """Name → expression."""
    ordinal = {
        "numeral": ordinals.NUMERAL,
        "number": ordinals.EITHER,
        "part": ordinals.PART,
        "chapter": ordinals.CHAPTER,
        "section": ordinals.SECTION,
        "item": ordinals.ITEM,
        "heading": ordinals.HEADING,
        "ordinal": ordinals.ANY,
    }
    number = {
        "in_prose": numbers.IN_PROSE,
        "count_in_prose": numbers.COUNT_IN_PROSE,
        "amount_end": numbers.AMOUNT_END,
        "amount_tail": numbers.AMOUNT_TAIL,
        "labelled": numbers.LABELLED,
        "unit": UNIT,
    }
    ending = {f"ending_{subset}": endings(subset) for subset in SUBSETS}
    return {name: f"(?:{pattern})" for name, pattern in {**ordinal, **number, **ending}.items()}
