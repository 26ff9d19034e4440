"""Pieces that the forms of several places share: rows by function, by economic classification, two lists side by side."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import Any

from tests.samples.layouts.figures import Budget, Test, anything, economic, function, names, under
from tests.samples.layouts.paper import Facets, Money, Row

GP = "general_public_budget"
GF = "government_managed_funds"
REV: Facets = {"flow": "revenue"}
EXP: Facets = {"flow": "expenditure"}
ORDINALS = [
    "一",
    "二",
    "三",
    "四",
    "五",
    "六",
    "七",
    "八",
    "九",
    "十",
    "十一",
    "十二",
    "十三",
    "十四",
    "十五",
    "十六",
    "十七",
    "十八",
    "十九",
    "二十",
    "二十一",
    "二十二",
    "二十三",
    "二十四",
    "二十五",
    "二十六",
    "二十七",
    "二十八",
    "二十九",
    "三十",
]
CLASSES = [
    "201",
    "202",
    "203",
    "204",
    "205",
    "206",
    "207",
    "208",
    "209",
    "210",
    "211",
    "212",
    "213",
    "214",
    "215",
    "216",
    "217",
    "219",
    "220",
    "221",
    "222",
    "223",
    "224",
    "227",
    "229",
    "230",
    "231",
    "232",
    "233",
]


def exp(spending: str, fund: str = "all", **more: Any) -> Facets:
    return {"flow": "expenditure", "fund": fund, "spending_kind": spending, **more}


def rev(fund: str, **more: Any) -> Facets:
    return {"flow": "revenue", "fund": fund, **more}


def amounts(values: Sequence[int]) -> list[Any]:
    return [Money(v) for v in values]


def split3(code: str) -> list[str]:
    """201 | 03 | 01, each row printing all its levels."""
    return [code[:3], code[3:5], code[5:7]]


def own_level(code: str) -> list[str]:
    """Each row prints its own level only."""
    return [code if len(code) == 3 else "", code[3:] if len(code) == 5 else "", code[5:] if len(code) == 7 else ""]


def code_facets(code: str, kind: str = "function", deepest: int = 7) -> Facets:
    field = {
        "function": "function_code",
        "department": "department_economic_code",
        "government": "government_economic_code",
    }[kind]
    return {
        "row_kind": "function" if kind == "function" else "economic",
        field: code,
        "row_label": names()[code],
        "is_leaf": len(code) == deepest,
    }


TOTAL: Facets = {"row_kind": "total", "is_leaf": False}


def function_rows(
    b: Budget,
    columns: Sequence[Test],
    *,
    where: Test = anything,
    levels: tuple[int, ...] = (3, 5, 7),
    codes: Any = lambda c: [c],
    name: Any = lambda c: [names()[c]],
    indent: bool = False,
    total: list[str] | None = None,
    total_last: bool = False,
    facets: Facets | None = None,
) -> list[Row]:
    rows = []
    for code in b.tree(function, where, levels):
        values = [b.sum(where, under(function, code), c) for c in columns]
        f = code_facets(code, deepest=max(levels)) | (facets or {})
        rows.append(
            Row([*codes(code), *name(code), *amounts(values)], f, indent=levels.index(len(code)) if indent else 0)
        )
    if total is not None:
        row = Row([*total, *amounts([b.sum(where, c) for c in columns])], TOTAL | (facets or {}))
        rows = [*rows, row] if total_last else [row, *rows]
    return rows


def economic_rows(
    b: Budget,
    columns: Sequence[Test],
    *,
    where: Test = anything,
    key: Any = economic,
    kind: str = "department",
    codes: Any = lambda c: [c],
    name: Any = lambda c: [names()[c]],
    total: list[str] | None = None,
    total_last: bool = False,
    indent: bool = False,
    facets: Facets | None = None,
) -> list[Row]:
    rows = []
    for code in b.tree(key, where, (3, 5)):
        values = [b.sum(where, under(key, code), c) for c in columns]
        f = code_facets(code, kind, 5) | (facets or {})
        rows.append(Row([*codes(code), *name(code), *amounts(values)], f, indent=(len(code) == 5) * 1 if indent else 0))
    if total is not None:
        row = Row([*total, *amounts([b.sum(where, c) for c in columns])], TOTAL | (facets or {}))
        rows = [*rows, row] if total_last else [row, *rows]
    return rows


def lists(*columns: tuple[int, Sequence[tuple[str, list[Any]]]]) -> list[Row]:
    """Lists side by side; each is (number of amount columns, [(label, amounts)])."""
    rows = []
    for entries in zip_longest(*(items for _, items in columns)):
        cells: list[Any] = []
        for (width, _), entry in zip(columns, entries, strict=True):
            label, values = entry or ("", [None] * width)
            cells += [label, *values]
        rows.append(Row(cells))
    return rows


def class_list(
    b: Budget,
    columns: Sequence[Test],
    *,
    only: Sequence[str] | None = None,
    facets: Facets | None = None,
    ordinal: str = "{}、",
    word: Any = lambda c: names()[c],
) -> list[tuple[str, list[Any]]]:
    """一、一般公共服务支出 … with an amount per column."""
    out = []
    for n, code in zip(ORDINALS, only or CLASSES, strict=False):
        f = {"row_kind": "function", "function_code": code, "row_label": word(code), **(facets or {})}
        out.append((ordinal.format(n) + word(code), [Money(b.sum(under(function, code), c), dict(f)) for c in columns]))
    return out


def line(label: str, value: int, name: str = "", **facets: Any) -> tuple[str, list[Any]]:
    return label, [Money(value, {"row_label": name or label, **facets})]


def blank(label: str, width: int = 1) -> tuple[str, list[Any]]:
    return label, [None] * width


def pad(items: list[Any], length: int, width: int = 1) -> list[Any]:
    return items + [("", [None] * width)] * (length - len(items))


TP = {
    "total": "total",
    "overseas": "overseas_travel",
    "vehicles": "vehicles",
    "purchase": "vehicle_purchase",
    "operation": "vehicle_operation",
    "reception": "reception",
}
TP_ORDER = ("total", "overseas", "vehicles", "purchase", "operation", "reception")


def tp_columns(
    stage: str = "budget", order: Sequence[str] = TP_ORDER, fund: str | None = GP, **more: Any
) -> list[Facets]:
    return [
        {"flow": "expenditure", "three_public_item": TP[k], "stage": stage, **({"fund": fund} if fund else {}), **more}
        for k in order
    ]


def used(b: Budget) -> list[str]:
    return b.tree(function, anything, (3,))
