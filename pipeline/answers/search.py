"""Finding bodies, projects and amounts by what a person types: part of a name, pinyin or its initials, a code, an amount."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import lru_cache
from itertools import accumulate, groupby
from typing import Any

from pypinyin import Style, lazy_pinyin

from pipeline.answers.build import Published
from pipeline.language.numbers import typed_number
from pipeline.language.spelling import typed

Entry = dict[str, Any]
_LIMIT = 40
_SCALES = (1, 1000, 10_000, 1_000_000, 100_000_000)
"""Yuan of the units in which a number may be printed."""


def keys_of(name: str) -> str:
    """What a name can be found by, in one lower-case text: itself, its pinyin, its initials."""
    plain = typed(name)
    syllables = lazy_pinyin(plain, style=Style.NORMAL, errors="default")
    return f"{plain}|{''.join(syllables)}|{''.join(part[0] for part in syllables if part)}"


def entries(build: Published) -> list[Entry]:
    """All bodies and projects with their keys, sorted by kind and name: the index of the server and of the static site."""
    return _entries(build, build.build_id)


@lru_cache(maxsize=2)
def _entries(build: Published, build_id: str) -> list[Entry]:  # noqa: ARG001  a new build has a new index
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
    return indexed([{"kind": "unit", **row} for row in bodies] + [{"kind": "project", **row} for row in projects])


def indexed(rows: Iterable[Mapping[str, Any]]) -> list[Entry]:
    """Rows with `kind`, `id`, `name`, `place` and `code`, with what each can be found by."""
    return [
        {
            "kind": row["kind"],
            "id": row["id"],
            "name": row["name"],
            "place": row["place"] or "",
            "keys": f"{keys_of(row['name'])}|{row['code'] or ''}",
        }
        for row in rows
    ]


def search(build: Published, text: str) -> list[Entry]:
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
        return [*_names(build, build.build_id).named(wanted)[:5], *_printed(build, number)]
    return _names(build, build.build_id).named(wanted)


class Names:
    """Entries in the order in which hits are shown, and their keys as one text, in which a search is one look for a word."""

    def __init__(self, entries: Iterable[Entry]):
        """Args: entries: as `indexed` gives them."""
        self._kinds: list[tuple[list[Entry], str, list[int]]] = []
        shown = sorted(entries, key=lambda entry: (entry["kind"] != "unit", len(entry["name"])))
        for _, group in groupby(shown, key=lambda entry: entry["kind"] == "unit"):
            members = list(group)
            lines = [f"|{entry['keys']}" for entry in members]
            starts = [0, *accumulate(len(line) + 1 for line in lines)]
            self._kinds.append((members, "\n".join(lines), starts))

    def named(self, wanted: str) -> list[Entry]:
        """Entries that hold what is wanted: bodies first, those that begin with it before the others, short names before long ones."""
        found: dict[tuple[bool, int], Entry] = {}
        for members, text, starts in self._kinds:
            for word in (f"|{wanted}", wanted):
                at = text.find(word)
                while at >= 0 and len(found) < _LIMIT:
                    number = bisect_right(starts, at) - 1
                    found.setdefault((members[number]["kind"] == "unit", number), members[number])
                    at = text.find(word, starts[number + 1])
        return list(found.values())[:_LIMIT]


@lru_cache(maxsize=2)
def _names(build: Published, build_id: str) -> Names:
    return Names(_entries(build, build_id))


def _printed(build: Published, value: Decimal) -> list[Entry]:
    rows = build.rows(
        """
        select a.amount_id as id, a.row_label || ' · ' || a.column_path as name,
               concat_ws(' ', d.unit_name, d.fiscal_year, '第' || a.page || '页', a.printed, a.printed_unit) as place
        from fact_amount as a join dim_document as d using (document_id)
        where list_contains(?, a.amount_yuan)
        order by replace(a.printed, ',', '') <> ?, not d.is_current, d.fiscal_year desc, d.unit_name, a.page, a.amount_id limit 40""",
        [[value * scale for scale in _SCALES], f"{value}"],
    )
    return [{"kind": "amount", **row} for row in rows]
