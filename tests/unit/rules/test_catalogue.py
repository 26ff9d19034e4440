"""The catalogue, the models and the page say the same."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from pipeline.warehouse.model_testing import project_models
from schemas import rule_page

FAMILIES = ("R", 134), ("F", 56)
SEVERITIES = {"error", "warn", "info", "compliance"}


@pytest.fixture(scope="module")
def catalogue():
    with rule_page.CATALOGUE.open(encoding="utf-8", newline="") as file:
        return {row["rule_id"]: row for row in csv.DictReader(file)}


@pytest.mark.parametrize(("letter", "count"), FAMILIES)
def test_every_rule_of_the_domain_is_declared(letter, count, catalogue):
    assert {f"{letter}{n:02d}" for n in range(1, count + 1)} <= catalogue.keys()


def test_every_rule_is_written_in_both_languages_with_severity_and_tolerance(catalogue):
    for rule_id, row in catalogue.items():
        assert row["statement_zh"], rule_id
        assert row["statement_en"], rule_id
        assert row["formula"], rule_id
        assert row["source"], rule_id
        assert row["tolerance"], rule_id
        assert row["severity"] in SEVERITIES, rule_id
        assert row["rule_group"] in rule_page.GROUPS, rule_id


def test_every_source_that_a_rule_cites_can_be_opened_in_the_repository(catalogue):
    root = Path(rule_page.__file__).parents[1]
    for rule_id, row in catalogue.items():
        path, _, anchor = row["source"].partition("#")
        assert (root / path).is_file(), (rule_id, row["source"])
        if anchor:
            headings = re.findall(r"^#+ (.*)$", (root / path).read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor in {heading.lower().replace(" ", "-") for heading in headings}, (rule_id, row["source"])


def test_every_declared_rule_has_exactly_one_model(catalogue):
    emitted = [rule for model in project_models().values() for rule in model.rules]
    assert len(emitted) == len(set(emitted))
    assert set(emitted) == catalogue.keys()


def test_the_page_is_up_to_date():
    assert rule_page.TARGET.read_text(encoding="utf-8") == rule_page.render(), "run python -m schemas.rule_page"
