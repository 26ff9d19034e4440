"""One measure of one year, stage and scope over bodies: never budget beside final accounts, never departments beside units."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.answers.answer import Row
from pipeline.answers.build import Published
from pipeline.answers.measures import MEASURES, PER_SOMETHING, SCOPES, STAGES


@dataclass(frozen=True, slots=True)
class Comparison:
    """Ranked bodies, the largest first, those without the figure last."""

    measure: str
    year: int
    stage: str
    scope: str
    rows: Sequence[Row]
    """With `amount_yuan`, None where it is not printed or not read."""
    years: Sequence[int]
    """That the build has."""

    @property
    def known(self) -> list[Decimal]:
        """Figures that are there."""
        return [row["amount_yuan"] for row in self.rows if row["amount_yuan"] is not None]

    @property
    def missing(self) -> int:
        """Bodies without the figure."""
        return len(self.rows) - len(self.known)

    @property
    def median(self) -> Decimal | None:
        """Of the figures that are there."""
        return statistics.median(self.known) if self.known else None


def what_to_choose(measure: str, stage: str, scope: str) -> str:
    """What is wrong with a choice, and what there is; empty when it is a choice of one thing each."""
    if measure not in MEASURES:
        return f"There is no measure {measure!r}; there are {', '.join(MEASURES)}."
    if stage not in STAGES:
        return (
            f"Choose one stage, not {stage!r}: budget and final_accounts are the same money at two moments and are never ranked together. "
            "预算与决算不能混排，请选定一个阶段。"
        )
    if scope not in SCOPES:
        return (
            f"Choose one scope, not {scope!r}: department contains its units and the two are never ranked together. "
            "部门已含所属单位，请选定一种口径。"
        )
    return ""


def compare(
    build: Published, measure: str, year: int | None, stage: str, scope: str, *, place: str = ""
) -> Comparison | None:
    """Rank bodies.

    Args:
        build: what is asked.
        measure: a column of `MEASURES`.
        year: fiscal year; the newest with such documents when None.
        stage: `budget` or `final_accounts`.
        scope: `department` or `unit`.
        place: division code, or its beginning; everywhere when empty.

    Returns:
        None when the choice is not of one thing each (`what_to_choose` says why).
    """
    if what_to_choose(measure, stage, scope):
        return None
    years = [
        int(row["fiscal_year"])
        for row in build.rows(
            "select distinct fiscal_year from mart_unit_year where fiscal_year is not null and stage = ? and document_scope = ? order by 1 desc",
            [stage, scope],
        )
    ]
    chosen = year if year is not None else (years[0] if years else 0)
    source = PER_SOMETHING.get(measure, "null")
    rows = build.rows(
        f"""
        select row_key, document_id, unit_id, unit_name, division_code, fiscal_year, stage, document_scope, {measure},
               {measure}::decimal(20, 2) as amount_yuan, {source} as head_count_source, expenditure_is_consistent
        from mart_unit_year where fiscal_year = ? and stage = ? and document_scope = ? and (? = '' or starts_with(division_code, ?))
        order by amount_yuan desc nulls last, unit_name, row_key""",  # noqa: S608  columns of the lists above
        [chosen, stage, scope, place, place],
    )
    return Comparison(measure, chosen, stage, scope, rows, years)
