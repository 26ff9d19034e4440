"""Every fact that the samples' narrative states is claimed, with its value, sentence and page."""

from __future__ import annotations

import json
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from pipeline.identity import identify
from pipeline.narrative import extract_claims
from pipeline.reading.pdfium import PdfiumEngine
from pipeline.records import ClaimRecord
from pipeline.tables import analyse

ITEMS: dict[str, str] = json.loads((Path(__file__).parent / "items_of_samples.json").read_text(encoding="utf-8"))
"""Name of a fact in the samples' expectations → item."""
NAMES = [
    "S1_jiaoxi_2024",
    "S2_jiaoxi_2025",
    "S3_edu_bureau_2024",
    "S4_health_2024",
    "S6_justice_2024_inconsistent",
    "S8_edu_bureau_2024_revised",
]
BEYOND_THE_EXPECTATIONS = {
    "organisation_count": 10,
    "administrative_organisation_count": 7,
    "institution_count": 3,
    "subordinate_unit_count": 0,
    "three_public_total_change": 0,
    "vehicle_operation_change": 0,
    "performance_key_project_count": 0,
    "asset_balance_year": 2023,
    "all_units_disclosed": 1,
    "department_budget_total": 5_527_200,
    "staff_actual": 69,
    "total_revenue_expenditure_change_reason": 1,
}
"""The rest of the 44 facts of the seed (N01–N44)."""


@cache
def claims_of(path: Path) -> tuple[ClaimRecord, ...]:
    with PdfiumEngine().open(path) as document:
        layout = analyse([document.read_page(number) for number in range(1, document.page_count + 1)])
    return tuple(extract_claims(layout, identify(layout), path.stem))


@pytest.mark.parametrize("name", NAMES)
def test_every_stated_fact_is_claimed(name: str, samples: Path) -> None:
    facts = json.loads((samples / f"{name}.truth.json").read_text(encoding="utf-8"))["narrative"]
    claimed = {(claim.item, abs(claim.value)) for claim in claims_of(samples / f"{name}.pdf")}

    expected = {
        (ITEMS[fact["item"]], Decimal(str(fact["value"])) * (10_000 if fact["unit"] == "万元" else 1)) for fact in facts
    }

    assert expected <= claimed


def test_the_rest_of_the_44_facts_of_the_seed_is_claimed(samples: Path) -> None:
    claimed = {claim.item: claim.value for claim in claims_of(samples / "S1_jiaoxi_2024.pdf")}

    assert {item: claimed.get(item) for item in BEYOND_THE_EXPECTATIONS} == BEYOND_THE_EXPECTATIONS


@pytest.mark.parametrize("name", NAMES)
def test_the_samples_claim_nothing_that_contradicts_itself(name: str, samples: Path) -> None:
    amounts: dict[str, set[Decimal]] = {}
    for claim in claims_of(samples / f"{name}.pdf"):
        if claim.value_unit == "yuan":
            amounts.setdefault(claim.item, set()).add(claim.value)

    assert {item: found for item, found in amounts.items() if len(found) > 1} == {}


def test_items_are_listed_in_the_vocabulary(samples: Path) -> None:
    folder = Path(__file__).parents[3] / "schemas" / "vocabulary"
    items = {row.split(",")[0] for row in (folder / "narrative_items.csv").read_text(encoding="utf-8").splitlines()[1:]}
    facets = {
        row.split(",")[0] for row in (folder / "narrative_facets.csv").read_text(encoding="utf-8").splitlines()[1:]
    }
    known = {item + facet for item in items for facet in facets}
    unknown = {
        claim.item
        for name in NAMES
        for claim in claims_of(samples / f"{name}.pdf")
        if claim.item not in known and "function_" not in claim.item and not claim.item.startswith("economic_")
    }

    assert unknown == set()
