"""What a build changed against the one before it, the most surprising first."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipeline.home import Home
from pipeline.records import DocumentIdentity
from pipeline.warehouse import publish as publishing
from pipeline.warehouse.build_diff import BuildDiff, Change, compare_builds, markdown
from pipeline.warehouse.database import working_connection
from pipeline.warehouse.extracts import write_extraction
from pipeline.warehouse.loading import load_batch
from pipeline.warehouse.model_runner import run_all
from pipeline.warehouse.model_testing import project_models
from pipeline.warehouse.publish import PublishedBuild, publish
from pipeline.warehouse.sql_models import SqlModel
from tests.unit.warehouse.intake import intake
from tests.unit.warehouse.rows import DOCUMENT, amount, extraction

OTHER = "fedcba9876543210"
VERSIONS = iter(range(1, 1000))


def needed() -> dict[str, SqlModel]:
    """What a comparison reads, and what that reads; without rules, which take most of the time."""
    wanted, waiting = set(), {"mart_unit_year", "dim_document"}
    while waiting:
        name = waiting.pop()
        if name in project_models() and name not in wanted:
            wanted.add(name)
            waiting |= project_models()[name].reads
    return {name: model for name, model in project_models().items() if name in wanted}


def build(home: Home, **documents: list[Any]) -> PublishedBuild:
    """Publish a build in which these documents have these amounts (document name → amounts)."""
    bodies = {"first": "526", "second": "527"}
    names = {"first": DOCUMENT, "second": OTHER}
    version = str(next(VERSIONS))
    with working_connection(home) as connection:
        for name, amounts in documents.items():
            identity = DocumentIdentity("department_budget", 2024, "410802", bodies[name], f"单位{bodies[name]}")
            write_extraction(home, extraction(amounts, identity=identity), names[name], version)
            load_batch(connection, home, [intake(names[name])], version)
        run_all(connection, needed())
    return publish(home, needed())


def changes(home: Home) -> list[dict[str, Any]]:
    with duckdb.connect(home.current, read_only=True) as connection:
        cursor = connection.execute("select * from meta_build_diff order by diff_no")
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def of(home: Home, subject: str) -> list[tuple[Any, ...]]:
    return [(row["change"], row["key"], row["surprise"]) for row in changes(home) if row["subject"] == subject]


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home with one build, and a second one in which a figure was read differently, one vanished and one came."""
    home = Home(tmp_path_factory.mktemp("home")).ensure()
    before = [amount(1, yuan="1000000.00"), amount(2, yuan="400.00"), amount(3, yuan="50.00", top=400.0, bottom=420.0)]
    after = [
        amount(1, yuan="250000.00"),
        amount(2, yuan="400.00", spending_kind="project"),
        amount(4, yuan="60.00", top=600.0, bottom=620.0),
    ]
    build(home, first=before)
    build(home, first=after, second=[amount(1, document_id=OTHER)])
    return home


def test_the_relative_deviation_of_a_figure_is_its_surprise(first: Home) -> None:
    assert ("changed", f"{DOCUMENT}-1-1-1", Decimal("0.7500")) in of(first, "amount")
    row = next(row for row in changes(first) if row["key"] == f"{DOCUMENT}-1-1-1")
    assert (row["before_yuan"], row["after_yuan"]) == (Decimal("1000000.00"), Decimal("250000.00"))


def test_a_figure_that_vanished_startles_more_than_one_that_came(first: Home) -> None:
    found = {key: (change, surprise) for change, key, surprise in of(first, "amount")}
    assert found[f"{DOCUMENT}-1-3-1"] == ("removed", Decimal("0.8000"))
    assert found[f"{DOCUMENT}-1-4-1"] == ("added", Decimal("0.4000"))


def test_a_changed_meaning_is_a_change_although_the_figure_is_the_same(first: Home) -> None:
    row = next(row for row in changes(first) if row["key"] == f"{DOCUMENT}-1-2-1")
    assert (row["before_text"], row["after_text"]) == ("spending_kind -", "spending_kind project")


def test_a_new_document_is_one_change(first: Home) -> None:
    of_other = [row for row in changes(first) if row["document_id"] == OTHER]
    assert [(row["subject"], row["change"]) for row in of_other] == [("document", "added")]


def test_changes_are_in_order_of_surprise_and_bounded(first: Home) -> None:
    surprises = [row["surprise"] for row in changes(first)]
    assert surprises == sorted(surprises, reverse=True)
    assert all(0 <= surprise <= 1 for surprise in surprises)


def test_totals_of_a_body_are_compared(first: Home) -> None:
    found = {key: surprise for change, key, surprise in of(first, "figure")}
    assert found["expenditure_yuan"] > Decimal("0.7")


def test_the_diff_stands_beside_the_build_for_programs_and_people(first: Home) -> None:
    current = first.current.resolve()
    content = json.loads(current.with_suffix(".diff.json").read_text(encoding="utf-8"))
    assert content["build"] == current.stem
    assert len(content["changes"]) == sum(content["counts"].values()) == len(changes(first))
    assert "1,000,000.00" in current.with_suffix(".diff.md").read_text(encoding="utf-8")


def test_a_cell_with_a_new_id_in_its_old_place_is_the_same_cell(tmp_path: Path) -> None:
    home = Home(tmp_path).ensure()
    build(home, first=[amount(1, yuan="100.00")])
    build(home, first=[amount(7, yuan="200.00")])
    assert of(home, "amount") == [("changed", f"{DOCUMENT}-1-7-1", Decimal("0.5000"))]


def test_a_build_is_no_different_from_itself(first: Home) -> None:
    current = first.current.resolve()
    found = compare_builds(current, current.with_name(current.name))
    assert (found.counts, found.changes) == ({}, [])
    assert "Nothing changed." in markdown(found)


def test_a_comparison_that_fails_never_stops_a_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    home = Home(tmp_path).ensure()
    build(home, first=[amount(1)])

    def broken(*_: object) -> BuildDiff:
        raise duckdb.BinderException("a column of old builds is missing")

    monkeypatch.setattr(publishing, "compare_builds", broken)
    made = build(home, first=[amount(1, yuan="1.00")])
    assert home.current.resolve() == made.path
    assert "could not be compared" in caplog.text


def test_text_for_people_keeps_its_columns_whatever_the_names_hold() -> None:
    change = Change(
        "amount",
        "changed",
        "d",
        "f.pdf",
        "甲|乙",
        2024,
        "a",
        "row\nname",
        None,
        None,
        Decimal(1),
        Decimal(2),
        Decimal("0.5"),
    )
    lines = markdown(BuildDiff("b", "a", {"amount changed": 1}, [change])).splitlines()
    assert lines[-1].replace("\\|", "").count("|") == 8
