"""Which builds stay on disk and which one readers get."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pipeline.home import Home
from pipeline.warehouse import publish as publishing
from pipeline.warehouse.builds import (
    NoSuchBuildError,
    build_paths,
    newest_build,
    roll_back,
    rollback_in_force,
    undo_rollback,
)
from pipeline.warehouse.publish import publish
from tests.unit.warehouse.rows import DOCUMENT
from tests.unit.warehouse.test_publish import OTHER, load

THIRD = "aaaabbbbccccdddd"


@pytest.fixture
def two_builds(home: Home) -> tuple[Home, Path, Path]:
    load(home, DOCUMENT)
    first = publish(home, {}).path
    load(home, OTHER)
    return home, first, publish(home, {}).path


def current(home: Home) -> Path:
    return home.current.resolve()


def test_a_rollback_outlives_a_new_build_until_it_is_undone(two_builds):
    home, first, _ = two_builds
    roll_back(home, first.stem)
    assert current(home) == first.resolve()
    load(home, THIRD)
    third = publish(home, {})
    assert third.is_new
    assert current(home) == first.resolve()
    assert not publish(home, {}).is_new
    assert undo_rollback(home) == third.path
    assert current(home) == third.path.resolve()
    assert rollback_in_force(home) is None


def test_a_build_can_be_named_by_its_beginning_when_that_is_clear(two_builds):
    home, first, second = two_builds
    common = first.stem[:4]
    with pytest.raises(NoSuchBuildError, match="2 builds begin"):
        roll_back(home, common)
    with pytest.raises(NoSuchBuildError, match="No build begins"):
        roll_back(home, "1999")
    assert current(home) == second.resolve()


def test_a_build_that_cannot_be_opened_is_not_given_to_readers(two_builds):
    home, first, second = two_builds
    first.write_bytes(b"no database any more")
    with pytest.raises(NoSuchBuildError, match="cannot be opened"):
        roll_back(home, first.stem)
    assert current(home) == second.resolve()


def test_the_build_of_a_rollback_is_never_removed_as_old(two_builds):
    home, first, second = two_builds
    roll_back(home, first.stem)
    load(home, THIRD)
    assert publish(home, {}, keep=1).removed == (second.stem,)
    assert first.exists()


def test_a_build_stays_while_another_process_has_it_open(two_builds):
    home, first, second = two_builds
    program = f"import duckdb; con = duckdb.connect({str(first)!r}, read_only=True); print('open', flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as reader:
        assert reader.stdout is not None
        assert reader.stdout.readline() == "open\n"
        load(home, THIRD)
        assert publish(home, {}, keep=1).removed == (second.stem,)
        reader.communicate("\n")
    load(home, "0" * 16)
    assert first.stem in publish(home, {}, keep=1).removed


def test_builds_sort_by_publication_also_when_the_clock_was_set_back(two_builds, monkeypatch: pytest.MonkeyPatch):
    home, _, _ = two_builds

    class YesterdaysClock(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime.now(UTC) - timedelta(days=3)

    monkeypatch.setattr(publishing, "datetime", YesterdaysClock)
    load(home, THIRD)
    third = publish(home, {})
    assert newest_build(home) == third.path == build_paths(home)[0]
    assert current(home) == third.path.resolve()
    assert not publish(home, {}).is_new
