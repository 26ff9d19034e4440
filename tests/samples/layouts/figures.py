"""An invented office's money: facts from which every table of a disclosure is summed, so that all sums hold.

A fact is one amount of one unit × 功能科目 × 部门经济 × spending kind × project × fund × origin. Amounts are integers of
the smallest printed place (0.01 万元, 0.01 元 or 1 万元), so sums are exact.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

CLASSIFICATIONS = Path(__file__).resolve().parents[3] / "schemas" / "classifications"

WAGES = ("30101", "30102", "30103", "30107", "30112")
GOODS = ("30201", "30205", "30206", "30211", "30212", "30213", "30216", "30217", "30228", "30231", "30239")
THREE_PUBLIC = {"overseas": "30212", "purchase": "31013", "operation": "30231", "reception": "30217"}
GOVERNMENT = {
    "30101": "50101", "30102": "50101", "30103": "50101", "30107": "50101", "30108": "50102", "30110": "50102",
    "30112": "50102", "30113": "50103", "30201": "50201", "30205": "50201", "30206": "50201", "30211": "50201",
    "30213": "50209", "30216": "50203", "30212": "50207", "30217": "50206", "30227": "50205", "30228": "50201", "30231": "50208",
    "30239": "50201", "30226": "50205", "30299": "50299", "30302": "50905", "31002": "50306", "31005": "50302", "31013": "50303",
}  # fmt: skip


class _Names(dict[str, str]):
    """Official names; an item the stored lists lack gets the name every class has."""

    def __missing__(self, code: str) -> str:
        return {"01": "行政运行", "02": "一般行政管理事务"}.get(code[-2:]) or f"其他{self[code[:5]]}支出"


@lru_cache
def names() -> dict[str, str]:
    """Code → official name, of all three classifications."""
    found: dict[str, str] = _Names()
    for file in ("func_items_observed", "func_lei_kuan_2024", "econ_dept_2024", "econ_gov_2024"):
        with (CLASSIFICATIONS / f"{file}.csv").open(encoding="utf-8") as handle:
            for row in csv.DictReader(handle):
                found.setdefault(row["code"], row["name"])
    return found


@dataclass(frozen=True)
class Fact:
    """One indivisible amount."""

    unit: str
    function: str
    economic: str
    spending: str  # personnel | household | public | project
    project: str
    fund: str  # general_public_budget | government_managed_funds | fiscal_special_account | institutional_revenue | other_revenue
    origin: str  # current | carried_in
    value: int

    @property
    def government(self) -> str:
        return GOVERNMENT[self.economic]


Test = Callable[[Fact], bool]


@dataclass(frozen=True)
class Variation:
    """Another office with the same form: the same rows and columns, other money."""

    seed: int = 0
    finer: int = 1
    """Parts of the smallest printed place that facts are made of: above 1, every printed figure is rounded by itself."""
    places: int | None = None
    """Decimals printed; None for the form's own."""
    empty: frozenset[str] = frozenset()
    """Funds and origins that hold no money."""
    scale: int = 1
    """How many times the form's money the office has."""


_AS_DRAWN = Variation()
_variation: ContextVar[Variation] = ContextVar("variation", default=_AS_DRAWN)


def varied() -> Variation:
    """The variation that is drawn now."""
    return _variation.get()


@contextmanager
def varying(variation: Variation) -> Iterator[None]:
    """Forms that are made inside print this variation."""
    token = _variation.set(variation)
    try:
        yield
    finally:
        _variation.reset(token)


def basic(f: Fact) -> bool:
    return f.spending != "project"


def personnel(f: Fact) -> bool:
    return f.spending in ("personnel", "household")


def public(f: Fact) -> bool:
    return f.spending == "public"


def project(f: Fact) -> bool:
    return f.spending == "project"


def general(f: Fact) -> bool:
    return f.fund == "general_public_budget"


def managed(f: Fact) -> bool:
    return f.fund == "government_managed_funds"


def fiscal(f: Fact) -> bool:
    return general(f) or managed(f)


def of(fund: str, origin: str | None = None) -> Test:
    return lambda f: f.fund == fund and origin in (None, f.origin)


def current(f: Fact) -> bool:
    return f.origin == "current"


def carried(f: Fact) -> bool:
    return f.origin == "carried_in"


def both(*tests: Test) -> Test:
    return lambda f: all(t(f) for t in tests)


def nothing(f: Fact) -> bool:
    return False


def anything(f: Fact) -> bool:
    return True


@dataclass(frozen=True)
class Unit:
    code: str
    name: str


class Budget:
    """All facts of one office and its units."""

    def __init__(
        self,
        seed: int,
        units: list[Unit],
        *,
        duty: str = "20103",
        projects: tuple[tuple[str, str, str], ...] = (),
        funds: bool = True,
        own: bool = True,
        carried_over: bool = True,
        three_public: bool = True,
        size: int = 100,
    ) -> None:
        """`projects`: (name, 项 of duty or a full code, 部门经济 code). `size` scales amounts (smallest places per 万元)."""
        variation = varied()
        size *= variation.finer * variation.scale
        self.units = units
        self.random = random.Random(seed + 1009 * variation.seed)
        self.facts: list[Fact] = []
        r = self.amount = lambda low, high: (
            self.random.randint(low * size, high * size) + self.random.randint(0, size - 1)
        )
        for number, unit in enumerate(units):
            k = 4 - min(number, 3)
            add = self._adder(unit.code)
            for code in WAGES:
                add(duty + "01", code, "personnel", r(8 * k, 40 * k))
            add("2080505", "30108", "personnel", r(6 * k, 14 * k))
            add("2101101", "30110", "personnel", r(3 * k, 9 * k))
            add("2210201", "30113", "personnel", r(5 * k, 12 * k))
            add("2080501", "30302", "household", r(1 * k, 4 * k))
            for code in GOODS:
                if not three_public and code in THREE_PUBLIC.values():
                    continue
                add(duty + "01", code, "public", r(k, 5 * k))
            for name, function, economic in projects:
                code = function if len(function) == 7 else duty + function
                add(code, economic, "project", r(5 * k, 60 * k), project=f"{name}")
            if three_public and number == 0:
                add(duty + "02", "31013", "project", r(10, 25), project="公务用车购置")
            if funds and number == 0:
                add("2120803", "31005", "project", r(20, 90), project="道路维护工程", fund="government_managed_funds")
            if own and number == len(units) - 1:
                add(duty + "99", "30226", "project", r(5, 20), project="临时用工补助", fund="other_revenue")
            if carried_over and number == 0:
                add(duty + "02", "30227", "project", r(3, 15), project="档案整理", origin="carried_in")

    def _adder(self, unit: str) -> Callable[..., None]:
        def add(
            function: str,
            economic: str,
            spending: str,
            value: int,
            *,
            project: str = "",
            fund: str = "general_public_budget",
            origin: str = "current",
        ) -> None:
            money = 0 if {fund, origin} & varied().empty else value
            self.facts.append(Fact(unit, function, economic, spending, project, fund, origin, money))

        return add

    def sum(self, *tests: Test) -> int:
        return sum(f.value for f in self.facts if all(t(f) for t in tests))

    def three_public(self, *tests: Test) -> dict[str, int]:
        """The 三公 of the general budget, basic and project spending: what the economic items say and no figure of its own."""
        return with_sums({k: self.sum(general, under(economic, code), *tests) for k, code in THREE_PUBLIC.items()})

    def another_year(self, items: dict[str, int], low: int, high: int) -> dict[str, int]:
        """Each of the 三公 at `low` to `high` percent: the year before, the budget of final accounts."""
        return with_sums({k: items[k] * self.random.randint(low, high) // 100 for k in THREE_PUBLIC})

    def row(self, where: Test, columns: Iterable[Test]) -> list[int]:
        return [self.sum(where, column) for column in columns]

    def tree(
        self, key: Callable[[Fact], str], where: Test = anything, levels: tuple[int, ...] = (3, 5, 7)
    ) -> list[str]:
        """Codes of the given lengths that hold money, parents before children."""
        codes = {key(f)[:level] for f in self.facts if where(f) for level in levels}
        return sorted(codes)


def with_sums(items: dict[str, int]) -> dict[str, int]:
    """The four 三公 items with 公务用车 together and the total."""
    vehicles = items["purchase"] + items["operation"]
    return {**items, "vehicles": vehicles, "total": items["overseas"] + vehicles + items["reception"]}


def function(f: Fact) -> str:
    return f.function


def economic(f: Fact) -> str:
    return f.economic


def government(f: Fact) -> str:
    return f.government


def under(key: Callable[[Fact], str], code: str) -> Test:
    return lambda f: key(f).startswith(code)


def in_unit(code: str) -> Test:
    return lambda f: f.unit == code
