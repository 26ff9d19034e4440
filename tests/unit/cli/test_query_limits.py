"""A query of a user ends: by its answer, by the clock, or by the memory it may take."""

import time

import duckdb
import pytest

from pipeline.cli import published
from pipeline.cli.output import UsageError
from pipeline.cli.published import ask_as_user, open_published
from pipeline.home import Home


@pytest.fixture
def connection(home: Home):
    with duckdb.connect(str(home.published / "20261129T000000000000Z_ab.duckdb")) as build:
        build.execute("create table t as select range as n from range(10)")
    home.current.symlink_to("20261129T000000000000Z_ab.duckdb")
    with open_published(home) as connection:
        yield connection


def test_a_query_without_end_is_stopped_and_the_connection_stays_usable(connection):
    began = time.monotonic()
    with pytest.raises(UsageError, match=r"stopped after 0\.3 seconds"):
        ask_as_user(connection, "select sum(a.range * b.range) from range(10000000) a, range(10000000) b", 0.3)
    assert time.monotonic() - began < 10
    assert ask_as_user(connection, "select count(*) from t").rows == [(10,)]


def test_a_query_takes_no_more_memory_than_allowed(home: Home, connection, monkeypatch: pytest.MonkeyPatch):
    connection.close()
    monkeypatch.setattr(published, "MOST_MEMORY_MB", 50)
    with open_published(home) as small, pytest.raises(UsageError, match="more than 50 MB of memory"):
        ask_as_user(small, "select list(range) from range(100000000)")


def test_the_limits_cannot_be_lifted_by_a_query(connection):
    with pytest.raises(UsageError, match="locked"):
        ask_as_user(connection, "set memory_limit = '100GB'")
