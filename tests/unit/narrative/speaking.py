"""One sentence, read as a claim would be."""

from __future__ import annotations

from decimal import Decimal

from pipeline.narrative import extract_claims
from pipeline.records import ClaimRecord, DocumentIdentity
from pipeline.tables.model import Box, DocumentLayout, TextLine

WIDTH = 600.0


def read(
    *paragraphs: str, kind: str = "department_budget", year: int = 2024, unit: str | None = None
) -> list[ClaimRecord]:
    """Claims of paragraphs that stand one under the other, each on one full line."""
    lines = [
        TextLine(1, text, Box(70 if i else 40, 20.0 * i, WIDTH, 20.0 * i + 12), 12.0)
        for i, text in enumerate(paragraphs)
    ]
    return extract_claims(DocumentLayout([], lines), DocumentIdentity(kind, year, unit_name=unit), "d")


def values(
    *paragraphs: str, kind: str = "department_budget", year: int = 2024, unit: str | None = None
) -> dict[str, Decimal]:
    """Item → value; reasons left out."""
    claims = read(*paragraphs, kind=kind, year=year, unit=unit)
    return {claim.item: claim.value for claim in claims if not claim.item.endswith("_reason")}
