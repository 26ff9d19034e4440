"""指标比较, 项目 and 说明."""

from __future__ import annotations

from decimal import Decimal

from pipeline.answers import comparison
from pipeline.answers.build import Published
from pipeline.answers.measures import MEASURES, PER_SOMETHING
from pipeline.web.pages.page import PART, Page
from pipeline.web.words import KIND


def compare(
    build: Published,
    measure: str = "expenditure_yuan",
    year: str = "",
    stage: str = "budget",
    scope: str = "department",
    *,
    place: str = "",
) -> Page | None:
    """指标比较: one measure of one year, stage and scope over bodies; budget and final accounts, departments and units are never mixed."""
    found = comparison.compare(build, measure, int(year) if year.isdigit() else None, stage, scope, place=place)
    if found is None:
        return None
    values = {
        "found": found,
        "measures": MEASURES,
        "in_yuan": measure in PER_SOMETHING,
        "place": place,
        "places": [
            row["place"]
            for row in build.rows(
                "select distinct division_code as place from mart_unit_year where place is not null order by 1"
            )
        ],
        "shown": found.rows[:PART],
        "largest": max(found.known, default=Decimal(0)),
    }
    return Page("compare.html", MEASURES[measure], values, found.rows, of=str(found.year))


def growth(
    build: Published, measure: str = "expenditure", year: str = "", kind: str = "department_budget", *, place: str = ""
) -> Page | None:
    """增减: who grew most against the year before, as last year's document published it or as this one states it; one kind of document at a time."""
    if measure not in GROWTH or kind not in KIND:
        return None
    years = [
        row["fiscal_year"]
        for row in build.rows(
            "select distinct fiscal_year from mart_year_on_year where document_kind = ? and fiscal_year is not null order by 1 desc",
            [kind],
        )
    ]
    chosen = int(year) if year.isdigit() else (years[0] if years else 0)
    rows = build.rows(
        """
        select row_key, document_id, unit_id, unit_name, division_code, fiscal_year, measure, current_yuan, published_prior_yuan, stated_base_yuan,
               base_agrees, current_yuan - coalesce(published_prior_yuan, stated_base_yuan) as rise_yuan,
               (current_yuan - coalesce(published_prior_yuan, stated_base_yuan))
                   / nullif(abs(coalesce(published_prior_yuan, stated_base_yuan)), 0) as rise_share,
               if(published_prior_yuan is not null, 'published_prior_yuan', 'stated_base_yuan') as base_column
        from mart_year_on_year
        where measure = $measure and fiscal_year = $year and document_kind = $kind and current_yuan is not null
            and ($place = '' or starts_with(division_code, $place))
        order by rise_yuan desc nulls last, unit_name, row_key""",
        {"measure": measure, "year": chosen, "kind": kind, "place": place},
    )
    values = {
        "measure": measure, "terms": GROWTH, "year": chosen, "years": years, "kind": kind, "shown": rows[:PART], "place": place,
        "known": sum(row["rise_yuan"] is not None for row in rows),
        "largest": max((row["rise_yuan"] or Decimal(0) for row in rows), default=Decimal(0)),
    }  # fmt: skip
    return Page("growth.html", "比上年增减", values, rows, of=str(chosen))


GROWTH = {
    "expenditure": "支出",
    "total_revenue": "收入",
    "basic_expenditure": "基本支出",
    "project_expenditure": "项目支出",
    "general_public_expenditure": "一般公共预算支出",
    "three_public_total": "三公经费",
    "vehicle_operation": "公务用车运行维护费",
    "agency_operating_expenses": "机关运行经费",
}
"""Measures of `mart_year_on_year` with their names."""


def projects(build: Published) -> Page:
    """项目: the largest projects; search finds the others."""
    rows = build.rows(
        """
        select row_key, document_id, unit_name, division_code, fiscal_year, stage, project_key, project_name, amount_yuan, indicator_count
        from mart_project where project_name is not null order by amount_yuan desc nulls last, row_key limit 500"""
    )
    return Page("projects.html", "项目", {"shown": rows[:200]}, rows)


def project(build: Published, project_key: str) -> Page | None:
    """One project over its years, with its targets."""
    rows = build.rows(
        "select * from mart_project where project_key = ? order by fiscal_year, stage, row_key", [project_key]
    )
    if not rows:
        return None
    targets = build.rows(
        """
        select i.page, i.document_id, d.fiscal_year, i.level1, i.level2, i.level3, i.target_printed
        from fact_performance_indicator as i join dim_document as d using (document_id)
        where list_contains(?, i.document_id) and i.project_name = ? order by d.fiscal_year, i.document_id, i.page, i.table_seq, i.indicator_seq""",
        [[row["document_id"] for row in rows], rows[0]["project_name"]],
    )
    values = {
        "rows": rows,
        "targets": targets,
        "largest": max((row["amount_yuan"] or Decimal(0) for row in rows), default=Decimal(0)),
    }
    return Page("project.html", rows[0]["project_name"] or project_key, values, rows)


def about(build: Published) -> Page:
    """说明: what is shown and what is not."""
    tables = build.rows(
        "select table_name, comment from duckdb_tables() where schema_name = 'main' and comment is not null order by 1"
    )
    return Page("about.html", "说明", {"tables": tables}, tables)
