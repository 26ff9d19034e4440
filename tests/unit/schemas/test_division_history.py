"""The history of division codes: today's list taken back through the changes."""

from __future__ import annotations

import pytest

from schemas.make_divisions import FIRST, LAST, Change, periods, walk_back

TODAY = {"990000": "某省", "990100": "某市", "990101": "东区", "990103": "南区"}


def change(kind: str, old: tuple[str, str], new: tuple[str, str], year: int = 2015) -> Change:
    return Change(year, kind, *old, *new, "high", "test")


def history(*changes: Change) -> list[tuple[str, str, str, str, str, str]]:
    rows = periods(walk_back(TODAY, list(changes)), list(changes))
    fields = ("code", "name", "valid_from", "valid_to", "change", "successor")
    return [tuple(row[field] for field in fields) for row in rows]


def test_a_list_without_changes_has_no_history() -> None:
    assert history() == []


def test_a_rename_keeps_the_code() -> None:
    assert history(change("change", ("990101", "旧区"), ("990101", "东区"))) == [
        ("990101", "旧区", "", "2015", "rename", "990101"),
        ("990101", "东区", "2015", "", "", ""),
    ]


def test_a_county_that_becomes_a_district_moves_to_a_new_code() -> None:
    assert history(change("change", ("990121", "南县"), ("990103", "南区"))) == [
        ("990103", "南区", "2015", "", "", ""),
        ("990121", "南县", "", "2015", "move", "990103"),
    ]


def test_a_county_that_ends_in_one_that_exists_is_merged() -> None:
    assert history(change("end", ("990102", "西区"), ("990101", "东区"))) == [
        ("990102", "西区", "", "2015", "merge", "990101")
    ]


def test_a_county_that_gives_a_part_to_a_new_one_is_split_and_goes_on() -> None:
    changes = change("new", ("", ""), ("990103", "南区")), change("part", ("990101", "东区"), ("990103", "南区"))
    assert history(*changes) == [
        ("990101", "东区", "", "2015", "split", "990101|990103"),
        ("990101", "东区", "2015", "", "", ""),
        ("990103", "南区", "2015", "", "", ""),
    ]


def test_the_list_is_taken_back_over_several_changes_of_one_county() -> None:
    changes = (
        change("change", ("990121", "南县"), ("990181", "南市"), 2012),
        change("change", ("990181", "南市"), ("990103", "南区"), 2020),
    )
    states = walk_back(TODAY, list(changes))
    assert [sorted(states[year].keys() - {"990000", "990100", "990101"}) for year in (FIRST - 1, 2015, LAST)] == [
        ["990121"],
        ["990181"],
        ["990103"],
    ]


def test_a_change_that_does_not_fit_the_list_of_its_year_is_refused() -> None:
    with pytest.raises(SystemExit, match="not in the list of 2015"):
        history(change("new", ("", ""), ("990109", "北区")))
    with pytest.raises(SystemExit, match="still in the list of 2015"):
        history(change("end", ("990101", "东区"), ("990103", "南区")))
