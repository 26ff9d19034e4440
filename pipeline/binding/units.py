"""The unit of the amounts, per table; a factor of 10,000 must never slip in silently."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from pipeline.language import vocabulary
from pipeline.language.spelling import plain
from pipeline.tables.model import Table

_TEN_THOUSAND = Decimal(10000)
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


def stated_unit(texts: Iterable[str]) -> str | None:
    """The unit that a caption states (`单位：万元`, `金额单位：元`), or None. `单位：某局` states none."""
    words = vocabulary.units()
    for text in texts:
        bare = plain(text)
        for pattern in (words.statement, words.bracket, words.loose):
            found = pattern.search(bare)
            if found:
                return next(g for g in found.groups() if g)
        if words.cut_statement.search(bare):
            return "万元"
    return None


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
    inside = [cell.text for row in table.header for cell in row.cells.values() if "单位" in cell.text]
    if unit := stated_unit(inside):
        return UnitDecision(unit, "table")
    if column_units:
        return UnitDecision(Counter(column_units).most_common(1)[0][0], "column")
    if is_form:
        # A form states its unit in a label: 资金金额（万元）, 总体资金情况（万元）.
        brackets = [
            found.group(1)
            for row in (*table.header, *table.rows)
            for cell in row.cells.values()
            if "元" in cell.text
            and len(cell.text) < _LABEL
            and (found := vocabulary.units().bracket.search(plain(cell.text)))
        ]
        if brackets:
            return UnitDecision(Counter(brackets).most_common(1)[0][0], "column")
    return UnitDecision(None, None)


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
        hits = {
            unit: _grains(unknown.values, scale, least) & others
            for unit, scale in (("元", Decimal(1)), ("万元", _TEN_THOUSAND))
        }
        for unit, other in (("万元", "元"), ("元", "万元")):
            strong = len(hits[unit]) >= 2 or (alone and any(g >= alone for g in hits[unit]))
            if strong and not hits[other]:
                return (
                    unit,
                    f"{len(hits[unit])} figures stand in other tables when read as {unit}, none when read as {other}",
                )
        if any(hits.values()):
            return None, "no amount unit is printed, and too few figures agree with other tables under one unit only"
    return None, "no amount unit is printed, and no figure of the table stands in another table of the document"


def contradiction(table: TableFigures, others: Sequence[TableFigures]) -> str | None:
    """A printed unit that the rest of the document contradicts by a factor of 10,000.

    Returns:
        the reason, or None when nothing speaks against the printed unit. At least three figures must stand in other tables at the shifted
        scale and none at the printed one.
    """
    if table.scale is None or not table.values:
        return None
    rest: set[int] = set()
    for other in others:
        if other.seq != table.seq and other.scale is not None:
            rest |= _grains(other.values, other.scale)
    if not rest or _grains(table.values, table.scale) & rest:
        return None
    for factor, word in ((_TEN_THOUSAND, "10,000 times larger"), (1 / _TEN_THOUSAND, "10,000 times smaller")):
        scale = table.scale * factor
        if scale not in {Decimal(1), _TEN_THOUSAND}:
            continue
        hits = len(_grains(table.values, scale) & rest)
        if hits >= 3:
            return f"{hits} figures stand in other tables of the document {word} and none as printed: the printed unit must be wrong"
    return None
