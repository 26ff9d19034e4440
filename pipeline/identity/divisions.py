"""Which government a unit belongs to: administrative divisions (GB/T 2260) found in names and prose."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources

from pipeline.identity.text import Evidence
from pipeline.identity.titles import Title
from pipeline.identity.vocabulary import NameWords, vocabulary

_MIN_MENTIONS = 3
_DOMINANCE = 0.8
_COUNTY, _TOWNSHIP = 3, 4
_ALWAYS = 9999


@dataclass(frozen=True, slots=True)
class Division:
    """An administrative division under one name."""

    code: str
    """Six digits."""
    name: str
    level: int
    """1 province, 2 prefecture, 3 county."""
    parent: str | None
    first_year: int = 0
    last_year: int = _ALWAYS
    """The year of a change belongs to what follows, as in `dim_division`."""

    def years_from(self, year: int) -> int:
        """How far the year is from the years of the name; 0 inside them."""
        return max(self.first_year - year, year - self.last_year, 0)


class Gazetteer:
    """The list of divisions, looked up by name.

    A name means the divisions that bear it in the year of the document; where none does, those that bore it nearest to that year, because labels lag
    behind.
    """

    def __init__(
        self,
        rows: Iterable[tuple[str, str, int, str]],
        prefixes: Iterable[str],
        history: Iterable[Division] = (),
    ):
        self.by_code: dict[str, Division] = {}
        self.by_name: dict[str, list[Division]] = defaultdict(list)
        self._towns: dict[str, set[str]] = defaultdict(set)
        self._prefixes = sorted(prefixes, key=len, reverse=True)
        words = vocabulary().names
        dated = sorted(history, key=lambda division: division.last_year)
        changed = {division.code for division in dated}
        for code, name, level, parent in rows:
            if level >= _TOWNSHIP:
                self._towns[name].add(code[:6])
            elif code[:6] not in changed:
                dated.append(Division(code[:6], name, level, parent[:6] or None))
        for division in dated:
            self.by_code[division.code] = division
            for form in _forms(division.name, division.level, words):
                self.by_name[form].append(division)
        self._longest = max(map(len, self.by_name), default=0)

    def named(self, name: str, year: int | None) -> list[Division]:
        """Divisions that bore the name in the year, or nearest to it; without a year those of today."""
        return _nearest(self.by_name.get(name, []), year)

    def chain(self, division: Division) -> list[Division]:
        """The division and everything above it."""
        found = [division]
        while found[-1].parent and found[-1].parent in self.by_code:
            found.append(self.by_code[found[-1].parent])
        return found

    def match(self, text: str, year: int | None = None) -> list[Division]:
        """Divisions that `text` begins with, the innermost of a chain 省市区; several when the name is ambiguous in the year."""
        for prefix in self._prefixes:
            if text.startswith(prefix):
                text = text[len(prefix) :]
                break
        found: list[Division] = []
        while True:
            step = self._step(text, found, year)
            if step is None:
                return found
            length, found = step
            text = text[length:]

    def _step(self, text: str, inside: list[Division], year: int | None) -> tuple[int, list[Division]] | None:
        for length in range(min(len(text), self._longest), 1, -1):
            hits = self.by_name.get(text[:length])
            if not hits:
                continue
            if inside:
                codes = {division.code for division in inside}
                hits = [hit for hit in hits if codes & {above.code for above in self.chain(hit)[1:]}]
            elif length == 2 and hits[0].name != text[:length] and vocabulary().names.street.match(text[length:]):
                continue
            elif length == 2 and hits[0].level == _COUNTY and hits[0].name == text[:2]:
                hits = []  # 城区, 郊区, 矿区 say nothing without their city
            if hits:
                return length, _nearest(hits, year)
        return None

    def towns(self, text: str) -> set[str]:
        """County codes that have a township or street whose name `text` begins with."""
        found: set[str] = set()
        for match in vocabulary().names.town.finditer(text[:14]):
            found |= self._towns.get(text[: match.end()], set())
            found |= self._towns.get(text[: match.end()] + vocabulary().names.street_office, set())
        return found


def _nearest(found: list[Division], year: int | None) -> list[Division]:
    if len(found) <= 1:
        return found
    distances = [division.years_from(_ALWAYS if year is None else year) for division in found]
    return [division for division, distance in zip(found, distances, strict=True) if distance == min(distances)]


def _forms(name: str, level: int, words: NameWords) -> set[str]:
    forms = {name}
    match = words.autonomous.search(name)
    if match and match.start() >= 2:
        forms.add(name[: match.start()] + match.group(1)[-1])
    if level == 1:
        short = words.province_ending.sub("", name)
        forms.add(short)
    return forms


@cache
def gazetteer() -> Gazetteer:
    """The official list and its history (schemas/classifications/), read once per process."""
    folder = resources.files("schemas")
    with folder.joinpath("vocabulary", "identity_organisations.csv").open(encoding="utf-8") as source:
        prefixes = [row["prefix"] for row in csv.DictReader(source)]
    with folder.joinpath("classifications", "divisions.csv").open(encoding="utf-8") as source:
        rows = [(row["code12"], row["name"], int(row["level"]), row["parent"] or "") for row in csv.DictReader(source)]
    with folder.joinpath("classifications", "division_history.csv").open(encoding="utf-8") as source:
        history = [
            Division(
                row["code"],
                row["name"],
                int(row["level"]),
                row["parent"] or None,
                int(row["valid_from"] or 0),
                int(row["valid_to"] or _ALWAYS + 1) - 1,
            )
            for row in csv.DictReader(source)
        ]
    return Gazetteer(rows, prefixes, history)


def find_division(
    evidence: Evidence, titles: Iterable[Title], unit_name: str | None, year: int | None = None
) -> tuple[str, str] | None:
    """The six-digit code of the government the unit belonged to in the year of the document, and why.

    Tried in this order: the area on the cover (上海市普陀区2025年区级部门预算), the unit's name, an ambiguous name (普陀区) with the places the text
    names, a street or township that exists once, and at last a place that the text names far more often than any other.

    Returns:
        None when nothing is certain.
    """
    places = gazetteer()
    for title in titles:
        if title.area:
            hits = places.match(title.area, year)
            if len(hits) == 1 and hits[0].name == title.area[-len(hits[0].name) :]:
                return hits[0].code, f"page {title.page}: {title.text}"
    hits = places.match(unit_name, year) if unit_name else []
    if len(hits) == 1:
        return hits[0].code, f"name: {unit_name}"
    counted = _mentions(evidence, places, year)
    if hits:
        supported = [hit for hit in hits if any(counted[above.code] for above in places.chain(hit)[1:])]
        return (supported[0].code, f"name and text: {unit_name}") if len(supported) == 1 else None
    towns = places.towns(unit_name) if unit_name else set()
    if len(towns) == 1:
        return towns.pop(), f"name of the township: {unit_name}"
    return _dominant(counted, places)


def _mentions(evidence: Evidence, places: Gazetteer, year: int | None) -> Counter[str]:
    """How often the text names each division that its name alone identifies."""
    counted: Counter[str] = Counter()
    for snippet in evidence.everything():
        for match in vocabulary().names.place.finditer(snippet.text):
            text = match.group(0)
            for start in range(len(text) - 1):
                hits = places.named(text[start:], year)
                if hits:
                    if len(hits) == 1 and len(text) - start > 2:
                        counted[hits[0].code] += 1
                    break
    return counted


def _dominant(counted: Counter[str], places: Gazetteer) -> tuple[str, str] | None:
    ranked = counted.most_common(1)
    if not ranked or ranked[0][1] < _MIN_MENTIONS:
        return None
    code, count = ranked[0]
    best = places.by_code[code]
    family = {division.code for division in places.chain(best)}
    related = sum(
        number
        for other, number in counted.items()
        if other in family or code in {above.code for above in places.chain(places.by_code[other])}
    )
    if related < _DOMINANCE * counted.total():
        return None
    return code, f"{count} mentions of {best.name}"
