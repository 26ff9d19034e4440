"""Random budgets that agree with themselves, on the invented forms: no rule may say that a figure is wrong.

`python -m benchmarks.consistent` runs hundreds; here one of each form.
"""

from __future__ import annotations

import pytest

from benchmarks.consistent import Office, alarms, budget_forms, offices

pytestmark = pytest.mark.integration


@pytest.fixture(scope="module")
def made() -> list[Office]:
    return list(offices(len(budget_forms()), seed=5))


def test_every_form_is_printed_again_with_other_figures(made: list[Office]) -> None:
    assert len({office.form for office in made}) == len(budget_forms())
    assert {bool(office.withheld) for office in made} == {True, False}
    assert {office.variation.finer > 1 for office in made} == {True, False}
    assert all(office.extraction.rejected_reason is None and office.extraction.amounts for office in made)


def test_no_rule_says_that_a_figure_is_wrong(made: list[Office]) -> None:
    assert [
        f"{office.how}: {said.rule_id} {said.message}" for office, said in alarms(made) if not office.withheld
    ] == []
