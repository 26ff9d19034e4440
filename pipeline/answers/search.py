"""Finding bodies, projects and amounts by what a person types: part of a name, pinyin or its initials, a code, an amount."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import Any

from pypinyin import Style, lazy_pinyin

from pipeline.answers.build import Published
from pipeline.language.numbers import typed_number
from pipeline.language.spelling import typed

_LIMIT = 40


def keys_of(name: str) -> str:
    """What a name can be found by, in one lower-case text: itself, its pinyin, its initials."""
    plain = typed(name)
    syllables = lazy_pinyin(plain, style=Style.NORMAL, errors="default")
    return f"{plain}|{''.join(syllables)}|{''.join(part[0] for part in syllables if part)}"


def entries(build: Published) -> list[dict[str, Any]]:
    """All bodies and projects with their keys, sorted by kind and name: the index of the server and of the static site."""
    return _entries(build, build.build_id)


@lru_cache(maxsize=2)
def _entries(build: Published, build_id: str) -> list[dict[str, Any]]:  # noqa: ARG001  a new build has a new index
    bodies = build.rows(
        """
        select unit_id as id, unit_name as name, string_agg(distinct division_code, ' ' order by division_code) as place,
               string_agg(distinct unit_code, ' ' order by unit_code) as code
        from mart_disclosure_register where unit_name is not null and unit_id is not null group by all order by unit_name, unit_id"""
    )
    projects = build.rows(
        """
        select project_key as id, min(project_name) as name, min(unit_name) as place, min(project_code) as code
        from mart_project where project_name is not null group by project_key order by 2, 1"""
    )
    return [
        {
            "kind": kind,
            "id": row["id"],
            "name": row["name"],
            "place": row["place"] or "",
            "keys": f"{keys_of(row['name'])}|{row['code'] or ''}",
        }
        for kind, rows in (("unit", bodies), ("project", projects))
        for row in rows
    ]


def search(build: Published, text: str) -> list[dict[str, Any]]:
    """What a text finds: bodies first, then projects, then places where a number is printed.

    Args:
        build: what is searched.
        text: as typed.

    Returns:
        at most some 40 results with `kind`, `id`, `name`, `place`; an exact or leading match comes first.
    """
    wanted = typed(text)
    if not wanted:
        return []
    number = typed_number(wanted)
    if number is not None:
        return [*_named(build, wanted)[:5], *_printed(build, number)]
    return _named(build, wanted)


def _named(build: Published, wanted: str) -> list[dict[str, Any]]:
    matches = [entry for entry in entries(build) if wanted in entry["keys"]]
    matches.sort(
        key=lambda entry: (
            entry["kind"] != "unit",
            not any(k.startswith(wanted) for k in entry["keys"].split("|")),
            len(entry["name"]),
        )
    )
    return matches[:_LIMIT]


def _printed(build: Published, value: Decimal) -> list[dict[str, Any]]:
    rows = build.rows(
        """
        select a.amount_id as id, a.row_label || ' · ' || a.column_path as name,
               concat_ws(' ', d.unit_name, d.fiscal_year, '第' || a.page || '页', a.printed, a.printed_unit) as place
        from fact_amount as a join dim_document as d using (document_id)
        where replace(a.printed, ',', '') = ? or a.amount_yuan = ? or a.amount_yuan = ? * 10000
        order by d.fiscal_year desc, d.unit_name, a.page, a.amount_id limit 40""",
        [f"{value}", value, value],
    )
    return [{"kind": "amount", **row} for row in rows]
