"""The list of mutants is about the code as it is."""

from __future__ import annotations

from pathlib import Path

from benchmarks.mutants import mutants

ROOT = Path(__file__).parents[3]


def test_every_mutant_changes_one_place_that_is_there() -> None:
    found = mutants()
    assert len(found) == len({mutant.name for mutant in found}) >= 30
    for mutant in found:
        assert (ROOT / mutant.file).read_text(encoding="utf-8").count(mutant.old) == 1, mutant.name
        assert all((ROOT / tests).exists() for tests in mutant.tests)
