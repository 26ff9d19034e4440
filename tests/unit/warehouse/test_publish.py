from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from pipeline.home import Home
from pipeline.warehouse import publish as publishing
from pipeline.warehouse.database import WarehouseError, working_connection
from pipeline.warehouse.extracts import write_extraction
from pipeline.warehouse.loading import load_batch
from pipeline.warehouse.publish import publish
from tests.unit.warehouse.intake import intake
from tests.unit.warehouse.rows import DOCUMENT, amount, extraction

OTHER = "fedcba9876543210"


def load(home: Home, document_id: str) -> None:
    write_extraction(home, extraction([amount(1, document_id=document_id)]), document_id, "1")
    with working_connection(home) as connection:
        load_batch(connection, home, [intake(document_id)], "1")


def amounts(path: Path) -> int:
    with duckdb.connect(path, read_only=True) as connection:
        return connection.execute("select count(*) from fact_amount").fetchone()[0]


def test_a_reader_keeps_its_build_while_a_new_one_is_published(tmp_path: Path) -> None:
    home = Home(tmp_path)
    load(home, DOCUMENT)
    publish(home, {})
    with duckdb.connect(home.current, read_only=True) as reader:
        load(home, OTHER)
        build = publish(home, {})
        assert build.is_new
        assert reader.execute("select count(*) from fact_amount").fetchone() == (1,)
        assert amounts(build.path) == 2
    assert amounts(home.current) == 2


def test_publishing_nothing_new_keeps_the_current_build(tmp_path: Path) -> None:
    home = Home(tmp_path)
    load(home, DOCUMENT)
    first = publish(home, {})
    again = publish(home, {})
    assert (again.is_new, again.build_id) == (False, first.build_id)
    assert len(list(home.published.glob("*.duckdb"))) == 2  # the build and the symlink


def test_a_failed_publication_leaves_the_last_good_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = Home(tmp_path)
    load(home, DOCUMENT)
    good = publish(home, {})
    load(home, OTHER)

    def no_space(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(publishing, "_compact_copy", no_space)
    with pytest.raises(WarehouseError, match="last good build is unchanged"):
        publish(home, {})
    assert home.current.resolve() == good.path.resolve()
    assert amounts(home.current) == 1
    monkeypatch.undo()
    assert publish(home, {}).is_new


def test_old_builds_are_removed_and_the_current_one_never(tmp_path: Path) -> None:
    home = Home(tmp_path)
    load(home, DOCUMENT)
    first = publish(home, {}, keep=1)
    load(home, OTHER)
    second = publish(home, {}, keep=1)
    assert second.removed == (first.build_id,)
    assert [path.name for path in home.published.glob("*Z_*.duckdb")] == [second.path.name]


def test_a_build_tells_its_inputs_and_versions_and_those_of_the_builds_before(tmp_path: Path) -> None:
    home = Home(tmp_path)
    load(home, DOCUMENT)
    first = publish(home, {})
    load(home, OTHER)
    second = publish(home, {})
    with duckdb.connect(home.current, read_only=True) as reader:
        rows = reader.execute(
            "select build_id, document_count, amount_count, parser_version from meta_build order by built_at"
        ).fetchall()
        schemas = reader.execute("select distinct schema_name from duckdb_tables()").fetchall()
    assert rows == [(first.build_id, 1, 1, "1"), (second.build_id, 2, 2, "1")]
    assert schemas == [("main",)]


def test_a_build_that_lacks_a_document_is_not_published_unless_that_is_meant(tmp_path: Path) -> None:
    home = Home(tmp_path)
    load(home, DOCUMENT)
    load(home, OTHER)
    whole = publish(home, {})
    home.working_database.unlink()
    load(home, DOCUMENT)
    with pytest.raises(WarehouseError, match=rf"1 documents are missing: 410802-2024/{OTHER}.pdf"):
        publish(home, {})
    assert home.current.resolve() == whole.path.resolve()
    assert publish(home, {}, allow_shrink=True).document_count == 1


def test_a_document_with_fewer_amounts_stops_the_build_unless_another_reader_read_it(tmp_path: Path) -> None:
    home = Home(tmp_path)

    def read(version: str, count: int) -> None:
        several = [amount(n) for n in range(1, count + 1)]
        write_extraction(home, extraction(several), DOCUMENT, version)
        with working_connection(home) as connection:
            load_batch(connection, home, [intake(DOCUMENT)], version, reload=True)

    read("1", 100)
    publish(home, {})
    read("1", 99)
    with pytest.raises(WarehouseError, match=r"fewer amounts: .*100 → 99"):
        publish(home, {})
    read("2", 99)
    assert publish(home, {}).is_new
    read("3", 90)
    with pytest.raises(WarehouseError, match=r"99 → 90"):
        publish(home, {})


def test_a_build_has_the_types_and_comments_of_the_working_database(tmp_path: Path) -> None:
    home = Home(tmp_path)
    load(home, DOCUMENT)
    build = publish(home, {})
    query = "select table_name, column_name, data_type, comment from duckdb_columns() where schema_name = 'main' and not internal order by all"
    with working_connection(home) as connection:
        expected = connection.execute(query).fetchall()
    with duckdb.connect(build.path, read_only=True) as reader:
        assert reader.execute(query).fetchall() == expected
