"""The unit of the amounts, per table; a factor of 10,000 must never slip in silently."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from pipeline.binding.words import words
from pipeline.language.units import FACTORS, USUAL, YUAN, noted_unit, stated_unit, unit_in_brackets
from pipeline.tables.model import Table

_GRAIN = Decimal(100)
"""Figures are compared to 100 yuan (0.01 万元), the coarsest usual print."""
_LABEL = 40
_TELLING = 1000
"""Grains with fewer digits meet by chance."""


@dataclass(slots=True)
class UnitDecision:
    """The unit of a table and where it was read."""

    unit: str | None
    source: str | None
    """`table`, `column`, `document`, `arithmetic`."""
    reason: str | None = None


def read_unit(table: Table, column_units: Sequence[str], *, is_form: bool = False) -> UnitDecision:
    """The unit a table states itself.

    Args:
        table: the table.
        column_units: units printed in its column heads (（万元））.
        is_form: a form of labels and values; any short label may carry the unit.
    """
    if table.unit_text and (unit := stated_unit([table.unit_text])):
        return UnitDecision(unit, "table")
    if unit := stated_unit([*table.captions, table.title]):
        return UnitDecision(unit, "table")
    inside = [
        cell.text for row in table.header for cell in row.cells.values() if words().heads.states_unit.search(cell.text)
    ]
    if unit := stated_unit(inside):
        return UnitDecision(unit, "table")
    if column_units:
        return UnitDecision(Counter(column_units).most_common(1)[0][0], "column")
    if is_form:
        # A form states its unit in a label: 资金金额（万元）, 总体资金情况（万元）.
        brackets = [
            unit
            for row in (*table.header, *table.rows)
            for cell in row.cells.values()
            if YUAN in cell.text and len(cell.text) < _LABEL and (unit := unit_in_brackets(cell.text))
        ]
        if brackets:
            return UnitDecision(Counter(brackets).most_common(1)[0][0], "column")
    if note := next((found for text in table.notes if (found := noted_unit(text))), None):
        return UnitDecision(note.unit, "table")
    return UnitDecision(None, None)


def unit_of_all(tables: Iterable[Table]) -> str | None:
    """The one unit that notes state for all tables of the document (`注：本套表金额单位均为元`); None when they state none or several."""
    notes = (noted_unit(text) for table in tables for text in table.notes)
    stated = {note.unit for note in notes if note and note.for_all}
    return stated.pop() if len(stated) == 1 else None


@dataclass(slots=True)
class TableFigures:
    """The telling figures of one table, in its printed unit."""

    seq: int
    scale: Decimal | None
    values: frozenset[Decimal]
    """At least three significant digits."""


def telling(values: Iterable[Decimal]) -> frozenset[Decimal]:
    """Figures that seldom repeat by chance: at least three significant digits."""
    found = set()
    for value in values:
        digits = str(abs(value).normalize()).replace(".", "").split("E")[0].lstrip("0")
        if len(digits) >= 3:
            found.add(abs(value).normalize())
    return frozenset(found)


def _grains(values: Iterable[Decimal], scale: Decimal, least: int = _TELLING) -> set[int]:
    grains = (int((v * scale / _GRAIN).to_integral_value(ROUND_HALF_UP)) for v in values)
    return {g for g in grains if g >= least}


def by_arithmetic(unknown: TableFigures, known: Sequence[TableFigures]) -> tuple[str | None, str]:
    """Find the unit of a table from figures that other tables of the document print with a known unit.

    Identities that hold at any scale prove nothing here; only the same figures under one scale and none under the other do: two of four
    digits, or one of five; failing that, two of three digits.

    Returns:
        the unit (or None) and the reason in words.
    """
    for least, alone in ((_TELLING, 10 * _TELLING), (_TELLING // 10, 0)):
        others: set[int] = set()
        for table in known:
            if table.scale is not None:
                others |= _grains(table.values, table.scale, least)
        hits = {unit: _grains(unknown.values, scale, least) & others for unit, scale in FACTORS.items()}
        usual = any(hits[unit] for unit in USUAL)
        for unit in USUAL if usual else [unit for unit in FACTORS if unit not in USUAL]:
            strong = len(hits[unit]) >= 2 or (alone and any(g >= alone for g in hits[unit]))
            rivals = [other for other in (USUAL if usual else FACTORS) if other != unit]
            if strong and not any(hits[other] for other in rivals):
                other = "、".join(rivals)
                return (
                    unit,
                    f"{len(hits[unit])} figures stand in other tables when read as {unit}, none when read as {other}",
                )
        if any(hits.values()):
            return None, "no amount unit is printed, and too few figures agree with other tables under one unit only"
    return None, "no amount unit is printed, and no figure of the table stands in another table of the document"


def contradiction(table: TableFigures, others: Sequence[TableFigures]) -> str | None:
    """A printed unit that the rest of the document contradicts by its factor.

    Returns:
        the reason, or None when nothing speaks against the printed unit. At least three figures must stand in other tables under another
        unit and none at the printed one.
    """
    if table.scale is None or not table.values:
        return None
    rest: set[int] = set()
    for other in others:
        if other.seq != table.seq and other.scale is not None:
            rest |= _grains(other.values, other.scale)
    if not rest or _grains(table.values, table.scale) & rest:
        return None
    for unit, scale in FACTORS.items():
        if scale == table.scale:
            continue
        hits = len(_grains(table.values, scale) & rest)
        if hits >= 3:
            return f"{hits} figures stand in other tables of the document when read as {unit} and none as printed: the printed unit must be wrong"
    return None
