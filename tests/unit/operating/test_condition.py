"""What an operator is told of a home: what waits, what was given up, what is damaged."""

import hashlib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from pipeline.home import Home
from pipeline.intake.failures import record_failure
from pipeline.operating.condition import condition
from pipeline.operating.verification import damaged_originals, missing_originals
from pipeline.warehouse.builds import list_builds, roll_back


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home").ensure()


def put_build(home: Home, day: int, sha256: str = "0" * 64) -> Path:
    path = home.published / f"202611{day}T000000000000Z_{day}.duckdb"
    with duckdb.connect(str(path)) as con:
        con.execute(
            "CREATE TABLE meta_build (build_id VARCHAR, built_at TIMESTAMP, document_count BIGINT, amount_count BIGINT)"
        )
        con.execute("INSERT INTO meta_build VALUES ('before', '2026-01-01', 1, 5)")
        con.execute("INSERT INTO meta_build VALUES (?, ?, 1, 10)", [path.stem, f"2026-11-{day}"])
        con.execute("CREATE TABLE dim_document (status VARCHAR, sha256 VARCHAR, amount_count INTEGER)")
        con.execute("INSERT INTO dim_document VALUES ('loaded', ?, 10)", [sha256])
    home.current.unlink(missing_ok=True)
    home.current.symlink_to(path.name)
    return path


def store(home: Home, content: bytes) -> Path:
    path = home.stored_file(hashlib.sha256(content).hexdigest())
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def test_a_home_in_order_needs_nobody(home):
    put_build(home, day=28)
    found = condition(home, datetime(2026, 11, 28, 1, tzinfo=UTC))
    assert (found.build_id, found.documents, found.needs) == ("20261128T000000000000Z_28", {"loaded": 1}, ())


def test_a_home_without_a_build_needs_a_first_run(home):
    assert condition(home).needs == ("Nothing is published: run `mingzhang ingest`.",)


def test_a_document_that_was_given_up_is_named_with_its_reason(home):
    put_build(home, day=28)
    record_failure(home, "a" * 16, "stopped because it needed more than 1,000 MB of memory", "7")
    found = condition(home, datetime(2026, 11, 28, 1, tzinfo=UTC))
    assert found.to_retry == {"a" * 16: "stopped because it needed more than 1,000 MB of memory"}
    assert "mingzhang retry" in found.needs[0]


@pytest.mark.parametrize(("hours", "needs"), [(23, 0), (25, 1)])
def test_files_that_wait_longer_than_a_day_need_a_person(home, hours, needs):
    put_build(home, day=28)
    (home.inbox / "c").mkdir()
    (home.inbox / "c" / "new.pdf").write_bytes(b"%PDF-1.4")
    found = condition(home, datetime(2026, 11, 28, tzinfo=UTC) + timedelta(hours=hours))
    assert found.not_seen == {"c": 1}
    assert len(found.needs) == needs


def test_builds_are_listed_newest_first_and_the_current_one_is_marked(home):
    old, new = put_build(home, day=27), put_build(home, day=28)
    (home.published / "20261129T000000000000Z_broken.duckdb").write_bytes(b"no database")
    assert [(build.build_id, build.is_current) for build in list_builds(home)] == [(new.stem, True), (old.stem, False)]


def test_a_rollback_needs_a_person_until_it_is_undone(home):
    old, new = put_build(home, day=27), put_build(home, day=28)
    roll_back(home, old.stem)
    found = condition(home, datetime(2026, 11, 28, 1, tzinfo=UTC))
    assert (found.build_id, found.newer_build) == (old.stem, new.stem)
    assert "mingzhang rollback --undo" in found.needs[0]


def test_one_changed_bit_of_an_original_is_found(home):
    path = store(home, b"%PDF-1.4 good")
    assert damaged_originals(home) == {}
    path.write_bytes(b"%PDF-1.4 gooe")
    assert list(damaged_originals(home)) == [str(path)]


def test_an_original_that_is_gone_is_found(home):
    path = store(home, b"%PDF-1.4 good")
    with duckdb.connect(str(put_build(home, day=28, sha256=path.stem))) as build:
        assert missing_originals(home, build) == {}
        path.unlink()
        assert list(missing_originals(home, build)) == [str(path)]
