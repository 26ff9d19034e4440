"""“三公” in forms that offices could print: the figure of the mart is the one that the page prints, whatever stands beside it.

Each form is an invented table, bound and handed to the models; the expectation is read off the form.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from decimal import Decimal
from typing import Any

import pytest

from pipeline.binding import bind_tables
from pipeline.records import DocumentIdentity
from pipeline.tables.model import Table
from pipeline.warehouse.model_testing import run_model
from tests.unit.binding.sample import make_table

IDENTITY = DocumentIdentity("department_budget", 2025, "410802", "301", "某县林业局")
DOCUMENT = {
    "document_kind": "department_budget",
    "fiscal_year": 2025,
    "division_code": "410802",
    "unit_code": "301",
    "unit_name": "某县林业局",
    "collection": "c",
}
LABELS = (
    "合计",
    "一、因公出国（境）费",
    "二、公务用车购置及运行费",
    "其中：公务用车购置费",
    "公务用车运行维护费",
    "三、公务接待费",
)
ITEMS = ("total", "overseas_travel", "vehicles", "vehicle_purchase", "vehicle_operation", "reception")


def down(title: str, columns: Sequence[str], *cells: Sequence[str], labels: Sequence[str] = LABELS) -> Table:
    """Items as rows."""
    return make_table(
        ["项目", *columns], [[label, *row] for label, row in zip(labels, cells, strict=True)], title=title
    )


WIDE = [
    "合计",
    "因公出国（境）费",
    "公务用车购置及运行费|小计",
    "公务用车购置及运行费|公务用车购置费",
    "公务用车购置及运行费|公务用车运行费",
    "公务接待费",
]


def across(title: str, key: str, *rows: Sequence[str], heads: Sequence[str] = WIDE) -> Table:
    """Items as columns."""
    return make_table([key, *heads], rows, title=title)


# 三公 item → amount in 万元 of the year's budget
EXPECTED = {
    "total": "38.98", "overseas_travel": "6.50", "vehicles": "29.50", "vehicle_purchase": "18.00", "vehicle_operation": "11.50",
    "reception": "2.98",
}  # fmt: skip
ONE_FUND = ("38.98", "6.50", "29.50", "18.00", "11.50", "2.98")
TITLE = "2025年“三公”经费预算表"
GENERAL = "2025年一般公共预算“三公”经费预算表"
BY_FUND = (
    ("38.98", "36.98", "2.00"),
    ("6.50", "6.50", ""),
    ("29.50", "27.50", "2.00"),
    ("18.00", "18.00", ""),
    ("11.50", "9.50", "2.00"),
    ("2.98", "2.98", ""),
)
PAIRS = [(a, b) for a, b in zip(ONE_FUND, ("40.00", "7.00", "30.00", "18.50", "11.50", "3.00"), strict=True)]

OFFICE = ("某县林业局", *ONE_FUND)
HEADQUARTERS = ("某县林业局机关", "20.48", "6.50", "12.00", "6.00", "6.00", "1.98")
STATION = ("某县林业站", "18.50", "", "17.50", "12.00", "5.50", "1.00")
LAST_YEAR = ("40.00", "7.00", "30.00", "18.50", "11.50", "3.00")
CHANGE = ("-1.02", "-0.50", "-0.50", "-0.50", "0.00", "-0.02")
OF_GENERAL = ("36.98", "6.50", "27.50", "18.00", "9.50", "2.98")
OF_FUND = ("2.00", "", "2.00", "", "2.00", "")
FUNDS = ("合计", "一般公共预算", "政府性基金预算")
PARTS = (
    "（一）因公出国（境）费",
    "（二）公务用车购置及运行费",
    "1.公务用车购置费",
    "2.公务用车运行费",
    "（三）公务接待费",
)
MEETINGS = (
    "合计", "一、“三公”经费", "1.因公出国（境）费", "2.公务用车购置及运行费", "（1）公务用车购置费", "（2）公务用车运行费",
    "3.公务接待费", "二、会议费", "三、培训费",
)  # fmt: skip

FORMS: dict[str, Table] = {
    "one column": down(GENERAL, ["预算数"], *[(v,) for v in ONE_FUND]),
    "funds beside their sum": down(TITLE, FUNDS, *BY_FUND),
    "funds beside their sum under a title of one fund": down(GENERAL, FUNDS, *BY_FUND),
    "funds without their sum's name": down(TITLE, ["2025年预算", "一般公共预算拨款", "政府性基金预算拨款"], *BY_FUND),
    "basic and project spending beside their sum": down(GENERAL, ["合计", "基本支出", "项目支出"], *BY_FUND),
    "appropriation and other money": down(TITLE, ["合计", "财政拨款", "单位自有资金"], *BY_FUND),
    "current and carried money": down(GENERAL, ["合计", "本年安排", "上年结转"], *BY_FUND),
    "last year first": down(
        GENERAL,
        ["2024年预算数", "2025年预算数", "增减额", "增减比例（%）"],
        *[(p, v, str(Decimal(v) - Decimal(p)), "-2.5") for v, p in PAIRS],
    ),
    "this year without its number": down(GENERAL, ["上年预算数", "本年预算数"], *[(p, v) for v, p in PAIRS]),
    "outturn of last year beside": down(GENERAL, ["2024年决算数", "2025年预算数"], *[(p, v) for v, p in PAIRS]),
    "years with funds below": down(
        TITLE,
        [f"{year}|{fund}" for year in ("2024年", "2025年") for fund in FUNDS],
        *[("40.00", "38.00", "2.00", *row) for row in BY_FUND],
    ),
    "one row of one office": across(GENERAL, "单位名称", OFFICE),
    "total and units": across(GENERAL, "单位名称", ("合计", *ONE_FUND), HEADQUARTERS, STATION),
    "the department and its units": across(GENERAL, "单位名称", OFFICE, HEADQUARTERS, STATION),
    "units and their total below": across(GENERAL, "单位名称", HEADQUARTERS, STATION, ("总　计", *ONE_FUND)),
    "functions without a total": across(GENERAL, "科目名称", ("农林水支出", *ONE_FUND)),
    "years as rows": across(GENERAL, "年度", ("2024年", *LAST_YEAR), ("2025年", *ONE_FUND)),
    "years as rows with the change": across(
        GENERAL, "项目", ("上年预算数", *LAST_YEAR), ("本年预算数", *ONE_FUND), ("增减额", *CHANGE)
    ),
    "with meetings in the sum": down(
        "2025年“三公”经费、会议费、培训费预算表",
        ["预算数"],
        *[(v,) for v in ("51.68", *ONE_FUND, "4.80", "7.90")],
        labels=MEETINGS,
    ),
    "items with their meetings across": across(
        TITLE,
        "单位名称",
        ("某县林业局", "51.68", *ONE_FUND, "4.80", "7.90"),
        heads=["合计", "“三公”经费|小计", *[f"“三公”经费|{h}" for h in WIDE[1:]], "会议费", "培训费"],
    ),
    "funds as outer heads": across(
        TITLE,
        "单位名称",
        ("某县林业局", *ONE_FUND, *OF_GENERAL, *OF_FUND),
        heads=[f"{fund}|{h}" for fund in ("总计", "一般公共预算", "政府性基金预算") for h in WIDE],
    ),
    "funds below one another": down(
        TITLE,
        ["预算数"],
        *[(v,) for v in ("38.98", *OF_GENERAL, *OF_FUND)],
        labels=("合计", "一、一般公共预算", *PARTS, "二、政府性基金预算", *PARTS),
    ),
}
SUMS = {"funds below one another": {"vehicles", "vehicle_operation"}}
"""Items whose sum over the funds no cell prints."""


@pytest.fixture(scope="module")
def figures() -> dict[str, list[dict[str, Any]]]:
    """Rows of figure_three_public of every form, each form a document of its own."""
    names = {f"{number:016x}": name for number, name in enumerate(FORMS)}
    bound = {document: bind_tables([FORMS[name]], IDENTITY, document) for document, name in names.items()}
    rows = run_model(
        "figure_three_public",
        {
            "document": [DOCUMENT | {"document_id": document} for document in names],
            "document_table": [asdict(t) for b in bound.values() for t in b.tables],
            "fact_amount": [asdict(a) for b in bound.values() for a in b.amounts],
        },
    )
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in FORMS}
    for row in rows:
        found[names[row["document_id"]]].append(row)
    return found


@pytest.mark.parametrize("name", FORMS)
def test_the_figure_is_the_printed_one(name: str, figures: dict[str, list[dict[str, Any]]]) -> None:
    budget = [r for r in figures[name] if r["stage"] == "budget" and r["three_public_item"] in EXPECTED]
    assert {r["three_public_item"]: r["amount_yuan"] for r in budget} == {
        item: Decimal(amount) * 10000 for item, amount in EXPECTED.items()
    }
    assert {r["three_public_item"] for r in budget if r["is_computed"]} == SUMS.get(name, set())
