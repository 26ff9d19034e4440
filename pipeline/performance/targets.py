"""A printed target (`≥95%`, `小于等于10万元`, `及时`) as comparator, number and unit.

Only what is printed is stated: a bare `100%` has no comparator, and words, dates and ranges have no number at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from pipeline.language.numbers import UNSIGNED
from pipeline.language.spelling import folded
from pipeline.performance.vocabulary import Vocabulary

_NUMBERS = re.compile(UNSIGNED)
_SIGNED = re.compile(rf"-?{UNSIGNED}")
_ENUMERATION = re.compile(r"^\d+(?:[、)）]|\.(?!\d))")
_LAST_BRACKET = re.compile(r"\(([^()]{1,8})\)$")
_IN_BRACKETS = re.compile(r"\(([^()]+)\)")
_LONGEST_UNKNOWN_UNIT = 6


@dataclass(frozen=True, slots=True)
class Target:
    """What a target says; every part None where it is not printed."""

    comparator: str | None = None
    value: Decimal | None = None
    unit: str | None = None


def parse_target(
    printed: str, vocabulary: Vocabulary, *, comparator: str = "", unit: str = "", indicator: str = ""
) -> Target:
    """Understand a target.

    Args:
        printed: the cell of the target column.
        vocabulary: words for comparators and units.
        comparator: text of a separate column 指标性质 (`≥`, `定性`), when the form has one.
        unit: text of a separate column 度量单位.
        indicator: the indicator's name; 西安 prints the unit there: 法律顾问服务成本（万元） with target ≤5.

    Returns:
        comparator, number and unit as printed.
    """
    own = _parse_text(folded(printed).rstrip("。;,、"), vocabulary)
    column_sign = _column_sign(folded(comparator), vocabulary)
    if column_sign is None and (misplaced := _column_sign(folded(unit), vocabulary)):
        # 长沙 2025 prints some rows with 度量单位 and 指标值类型 exchanged: ≥ is a comparator wherever it stands
        column_sign, unit = misplaced, comparator if vocabulary.units.match(folded(comparator)) else ""
    if own.value is None:
        # A comparator beside words (≥ … 优) says nothing that could be compared with.
        return Target()
    return Target(
        comparator=own.comparator or column_sign,
        value=own.value,
        unit=own.unit or folded(unit).strip("-—/") or _unit_in_name(indicator, vocabulary),
    )


def _column_sign(text: str, vocabulary: Vocabulary) -> str | None:
    signs = vocabulary.comparators.column.items()
    return next((sign for sign, pattern in signs if text and pattern.fullmatch(text)), None)


def _unit_in_name(indicator: str, vocabulary: Vocabulary) -> str | None:
    bracket = _LAST_BRACKET.search(folded(indicator))
    return bracket[1] if bracket and vocabulary.units.match(bracket[1]) else None


def _parse_text(text: str, vocabulary: Vocabulary) -> Target:
    if not text or _ENUMERATION.match(text):
        return Target()
    found = _with_sign(text, vocabulary)
    if found is None:
        found = _bare(text, vocabulary)
    if found is None:
        return Target()
    sign, number, rest = found
    if (len(number) == 4 and rest.startswith(vocabulary.targets.year)) or vocabulary.targets.another.search(rest):
        return Target()
    unit, sign_after = _unit_and_after(rest, vocabulary)
    return Target(sign or sign_after, Decimal(number.replace(",", "")), unit)


def _with_sign(text: str, vocabulary: Vocabulary) -> tuple[str | None, str, str] | None:
    """The one number that stands directly after a comparator; None when there is none or more than one."""
    found: list[tuple[str | None, str, str]] = []
    for number in _SIGNED.finditer(text):
        before = text[: number.start()]
        sign = next((sign for word, sign in vocabulary.comparators.before if before.endswith(word)), None)
        if sign:
            found.append((sign, number[0], text[number.end() :]))
    return found[0] if len(found) == 1 else None


def _bare(text: str, vocabulary: Vocabulary) -> tuple[str | None, str, str] | None:
    """A text with a single number and nothing before it that would change its meaning."""
    numbers = list(_NUMBERS.finditer(text))
    if len(numbers) != 1 or vocabulary.targets.date.search(text):
        return None
    number, before, rest = numbers[0][0], text[: numbers[0].start()], text[numbers[0].end() :]
    if before == "-":
        number, before = f"-{number}", ""
    if before and not vocabulary.neutral_before.fullmatch(before) and _unit_and_after(rest, vocabulary)[1] is None:
        return None
    return None, number, rest


def _unit_and_after(rest: str, vocabulary: Vocabulary) -> tuple[str | None, str | None]:
    """Unit directly after the number, and the comparator that follows it (以上, 以内)."""
    bracket = _IN_BRACKETS.fullmatch(rest)
    if bracket:  # 普陀 prints ≥13459.00(平方米)
        rest = bracket[1]
    known = vocabulary.units.match(rest)
    end = known.end() if known else 0
    if known:
        end = _whole_unit(rest, end, vocabulary)
        tail = vocabulary.targets.unit_tail.match(rest, end)
        end = tail.end() if tail and _sign_at(rest, end, vocabulary) is None else end
        return rest[:end], _sign_at(rest, end, vocabulary)
    for cut in range(min(len(rest), _LONGEST_UNKNOWN_UNIT) + 1):
        sign = _sign_at(rest, cut, vocabulary)
        if sign:
            return rest[:cut] or None, sign
    is_unit = 0 < len(rest) <= _LONGEST_UNKNOWN_UNIT and not _NUMBERS.search(rest)
    return (rest if is_unit else None), None


def _whole_unit(rest: str, end: int, vocabulary: Vocabulary) -> int:
    """Where a unit ends that is more than its first known word: 万册, 万页, 册件."""
    more = None if rest[:end] in {"%", "‰"} else vocabulary.units.match(rest, end)
    if more and more.end() > end and _sign_at(rest, end, vocabulary) is None:
        return more.end()
    if not vocabulary.targets.scale.fullmatch(rest[:end]):
        return end
    for cut in range(end, min(len(rest), end + _LONGEST_UNKNOWN_UNIT) + 1):
        if (
            cut == len(rest)
            or vocabulary.targets.unit_ends.match(rest[cut])
            or _sign_at(rest, cut, vocabulary) is not None
        ):
            return cut
    return end


def _sign_at(text: str, start: int, vocabulary: Vocabulary) -> str | None:
    return next((sign for sign, pattern in vocabulary.comparators.after.items() if pattern.match(text, start)), None)
