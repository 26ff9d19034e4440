"""Statements that try to reach beyond a published build, or to hold it up, and what became of each.

    python -m benchmarks.attacks [--home DIR] [--seconds 8]

Every statement runs as `mingzhang mcp` runs it. An escape is an answer to a statement that must be refused, an answer that holds the planted
secret, a file that came into being, a build that changed, or a statement that took more than ten seconds.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from pipeline.answers.locked_sql import SECONDS, StatementRefusedError, run_locked
from pipeline.home import Home

LIMIT_SECONDS = 10.0
_SECRET = "mingzhang-planted-secret"


@dataclass(frozen=True, slots=True)
class Attack:
    """A statement and what it tries."""

    aim: str
    statement: str
    must_be_refused: bool = True
    """False: an answer within the limits is no escape (it takes long, or is large)."""


def attacks(folder: Path, database: Path) -> Iterator[Attack]:
    """All statements, the same in every run.

    Args:
        folder: where files lie that must not be read, and where none may come into being.
        database: the build.
    """
    yield from _files(folder / "secret.csv")
    yield from _surroundings()
    yield from _changes(folder / "out.csv", database)
    yield from _burdens()


def _files(secret: Path) -> Iterator[Attack]:
    sources = [str(secret), f"file://{secret}", str(secret.parent / "*.csv"), *_ELSEWHERE.split()]
    for reader, source in itertools.product(_READERS.split(), sources):
        yield Attack("read a file", f"select * from {reader}('{source}')")
    for form, source in itertools.product(_READING_FORMS.strip().splitlines(), sources):
        yield Attack("read a file", form.format(source))


def _surroundings() -> Iterator[Attack]:
    for function in _FUNCTIONS.split():
        yield Attack("look around", f"select * from {function}()")
        yield Attack("look around", f"from {function.upper()}()")
        yield Attack("look around", f"with t as materialized (select * from {function}()) select count(*) from t")
    for view in _VIEWS.split():
        yield Attack("look around", f"select * from {view}")
    for call, form in itertools.product(_CALLS.split(), _CALLING_FORMS.strip().splitlines()):
        yield Attack("look around", form.format(call))


def _changes(out: Path, database: Path) -> Iterator[Attack]:
    for line in _CHANGES.strip().splitlines():
        change = line.format(out=out, folder=out.parent, database=database)
        yield Attack("change something", change)
        yield Attack("change something", f"select 1; {change}")
        yield Attack("change something", f"{change}; select 1")
        yield Attack("change something", f"/* a report */ {change} -- select")
    for nothing in ("", ";", "--", "/* */", "\x00", "select 1;;select 2"):
        yield Attack("change something", nothing)


def _burdens() -> Iterator[Attack]:
    for form, number in itertools.product(_BURDENS.strip().splitlines(), (10**6, 10**9, 10**12)):
        yield Attack("hold up", form.format(number), must_be_refused=False)
    tables = ("fact_amount", "fact_performance_indicator", "mart_economic_year")
    for one, other in itertools.product(tables, tables):
        condition = "a.document_id <> c.document_id or b.document_id <> c.document_id"
        for statement in (
            f"select count(*) from {one} a, {other} b, fact_amount c where {condition}",
            f"select * from {one} a cross join {other} b order by random()",
        ):
            yield Attack("hold up", statement, must_be_refused=False)
    for endless in (
        *_ENDLESS.strip().splitlines(),
        "select " + " + ".join(["1"] * 9000),
        "select " + "(" * 3000 + "1" + ")" * 3000,
        "select '" + "x" * 30_000 + "'",
    ):
        yield Attack("hold up", endless, must_be_refused=False)


_ELSEWHERE = "/etc/passwd /proc/self/environ https://example.org/x.csv s3://b/x.csv"
_READERS = """read_csv read_csv_auto read_text read_blob read_json read_json_auto read_ndjson read_parquet parquet_scan parquet_metadata
parquet_schema glob sniff_csv read_duckdb"""
_READING_FORMS = """
select * from '{0}'
from "{0}" select *
with t as (select * from '{0}') select * from t
select (select count(*) from read_text('{0}')) from mart_unit_year
select * from mart_unit_year where exists (select 1 from read_text('{0}'))
select * from query('select * from read_text(''{0}'')')
select * from mart_unit_year union all by name select * from read_csv('{0}')
select * from mart_unit_year, lateral (select * from read_text('{0}')) as t
"""
_FUNCTIONS = """duckdb_settings duckdb_databases duckdb_secrets duckdb_extensions duckdb_memory duckdb_logs duckdb_temporary_files
duckdb_external_file_cache pragma_database_size pragma_version pragma_platform pragma_user_agent which_secret enable_logging disable_logging
force_checkpoint checkpoint enable_profiling python_map_function pandas_scan arrow_scan seq_scan test_all_types repeat_row
json_execute_serialized_sql truncate_duckdb_logs icu_calendar_names"""
_VIEWS = """duckdb_databases duckdb_settings duckdb_secrets pragma_database_list sqlite_master pg_catalog.pg_settings
system.main.duckdb_databases temp.t memory.main.t information_schema.schemata main.duckdb_logs"""
_CALLS = """getenv('HOME') current_setting('home_directory') current_setting('temp_directory') GETENV('PATH') getvariable('x') "getenv"('HOME')
main.getenv('HOME') nextval('s') current_setting('secret_directory')"""
_CALLING_FORMS = """
select {0}
select * from mart_unit_year where {0} is not null
select unit_name, {0} from mart_unit_year order by 2
select max({0}) over () from mart_unit_year
select [x || {0} for x in ['a']]
select list_transform([1], x -> {0})
"""
_CHANGES = """
copy mart_unit_year to '{out}'
copy (select 1) to '{out}' (format parquet)
export database '{folder}/dump'
attach '{folder}/a.db' as a
attach '{database}' as again
detach main
drop table fact_amount
drop view zh.金额
delete from fact_amount
update fact_amount set amount_yuan = 0
insert into meta_build select * from meta_build
create table t as select 1
create temp table t as select 1
create or replace view v as select 1
create macro f(x) as x
create secret s (type s3)
alter table fact_amount add column x int
truncate fact_amount
checkpoint
vacuum
set memory_limit = '100GB'
set enable_external_access = true
set lock_configuration = false
set global threads = 64
reset memory_limit
pragma enable_profiling
pragma database_list
pragma threads=64
install httpfs
load httpfs
install 'https://example.org/x.duckdb_extension'
load '{folder}/x.duckdb_extension'
import database '{folder}'
begin
commit
use memory
call pragma_version()
prepare p as select 1
execute p
explain analyze select 1
explain select 1
set variable x = 1
comment on table fact_amount is 'x'
analyze
show databases
show tables
show all tables
summarize mart_unit_year
describe mart_unit_year
pivot mart_unit_year on stage using sum(expenditure_yuan)
merge into fact_amount using fact_amount as s on false when not matched then insert *
select
selec 1
"""
_BURDENS = """
select count(*) from range({0}) a, range({0}) b
select sum(a.range * b.range) from range({0}) a, range({0}) b where a.range <> b.range
select list(range) from range({0})
select string_agg(range::varchar, ',') from range({0})
select repeat('x', {0})
select * from range({0}) order by random()
select count(distinct range) from range({0})
select unnest(range({0}))
select list_sort(range({0}))
select approx_quantile(range, 0.5) from range({0})
"""
_ENDLESS = """
with recursive t(x) as (select 1 union all select x + 1 from t) select count(*) from t
with recursive t(x) as (select 'a' union all select x || x from t) select max(length(x)) from t
select regexp_matches(repeat('a', 1000000) || 'b', '(a*)*(a*)*$') from range(1000000)
select levenshtein(repeat('a', 100000), repeat('b', 100000))
select list_reduce(range(100000000), (a, b) -> a + b)
select * from fact_amount
select a.*, b.* from fact_amount a join fact_amount b using (page)
select sha256(repeat(range::varchar, 100000)) from range(10000000)
"""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a statement."""

    attack: Attack
    seconds: float
    answered: bool
    escape: str
    """Why it is one; empty when it is none."""


def outcome(attack: Attack, database: Path, seconds: float) -> Outcome:
    """Run one statement."""
    begun = time.perf_counter()
    given = ""
    answered = False
    try:
        found = run_locked(database, attack.statement, rows=200, seconds=seconds)
        given, answered = str(found.rows), True
    except StatementRefusedError as error:
        given = str(error)
    took = time.perf_counter() - begun
    escape = ""
    if answered and attack.must_be_refused:
        escape = "answered"
    elif _SECRET in given:
        escape = "the secret was read"
    elif took > LIMIT_SECONDS:
        escape = f"took {took:.1f} s"
    return Outcome(attack, took, answered, escape)


def run(home: Home, seconds: float = SECONDS, workers: int = 2) -> list[Outcome]:
    """Run all statements on a home's build; what lies in the folder of secrets, and the build, must be the same after."""
    database = home.current.resolve()
    before = hashlib.sha256(database.read_bytes()).hexdigest()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "secret.csv").write_text(f"a\n{_SECRET}\n", encoding="utf-8")
        with ThreadPoolExecutor(workers) as pool:
            found = list(pool.map(lambda attack: outcome(attack, database, seconds), attacks(folder, database)))
        left = sorted(path.name for path in folder.iterdir())
    changed = hashlib.sha256(database.read_bytes()).hexdigest() != before
    if left != ["secret.csv"] or changed:
        found.append(
            Outcome(
                Attack("change something", "all"),
                0,
                answered=True,
                escape=f"changed the build: {changed}; files: {left}",
            )
        )
    return found


def main() -> None:
    """Print the escapes and the counts; exit status 1 when there is an escape."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--seconds", type=float, default=SECONDS)
    chosen = parser.parse_args()
    found = run(Home.locate(chosen.home), chosen.seconds)
    for one in found:
        if one.escape:
            print(f"ESCAPE {one.escape}: {one.attack.aim}: {one.attack.statement[:120]}")
    escapes = sum(bool(one.escape) for one in found)
    slowest = max(one.seconds for one in found)
    print(
        f"{len(found)} statements, {escapes} escapes, {sum(one.answered for one in found)} answered within the limits, slowest {slowest:.1f} s"
    )
    sys.exit(1 if escapes else 0)


if __name__ == "__main__":
    main()
