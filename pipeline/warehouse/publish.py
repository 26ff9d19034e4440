"""From the working database to `published/current.duckdb`, atomically.

Readers open a symlink to a versioned file that never changes again, so a reader keeps its build for as long as it is open, nobody waits for
the writer, and a run that fails leaves the last good build in place. (Replacing the file itself would go on serving the old data to a process
that still holds a connection, because DuckDB caches databases by path.)
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import duckdb

from pipeline.home import Home
from pipeline.warehouse.batches import close_batch, current_load
from pipeline.warehouse.build_diff import compare_builds, store_diff, write_diff_files
from pipeline.warehouse.builds import (
    BUILDS_KEPT,
    newest_build,
    next_stamp,
    point_current_to,
    remove_old_builds,
    rollback_in_force,
)
from pipeline.warehouse.chinese_views import chinese_views_version, create_chinese_views
from pipeline.warehouse.database import SETTINGS, WarehouseError, working_connection
from pipeline.warehouse.shrinkage import Shrinkage, shrinkage
from pipeline.warehouse.sql_models import ModelError, SqlModel, models_version
from schemas.declaration import describe, quote_identifier, quote_literal
from schemas.registry import TABLES

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class PublishedBuild:
    """A build that analysts can open."""

    build_id: str
    path: Path
    """The versioned file; `current.duckdb` points to it unless an operator chose an older one (`pipeline.warehouse.builds`)."""
    is_new: bool
    """False when nothing had changed since the current build."""
    document_count: int
    amount_count: int
    removed: tuple[str, ...]
    """Older builds deleted now."""


def publish(
    home: Home,
    models: Mapping[str, SqlModel],
    views: Mapping[str, SqlModel] | None = None,
    *,
    keep: int = BUILDS_KEPT,
    allow_shrink: bool = False,
) -> PublishedBuild:
    """Publish the working database.

    Args:
        home: the home folder; no connection to its working database may be open in another process.
        models: the models that were computed, for `meta_build`.
        views: Chinese views to make in the build (schema `zh`); none when None.
        keep: how many builds to keep.
        allow_shrink: publish also when documents or amounts of the current build would be missing.

    Returns:
        the newest build. `current.duckdb` points to it unless an operator went back to an older one.

    Raises:
        WarehouseError: the build could not be written, or would shrink the warehouse; the last good one is still current.
    """
    home.published.mkdir(parents=True, exist_ok=True)
    with working_connection(home) as connection:
        close_batch(connection)
        build = _describe_build(connection, home, models, views or {})
        unchanged = _unchanged_build(connection, home, build)
        if unchanged:
            return unchanged
        lost = Shrinkage() if allow_shrink else shrinkage(connection, newest_build(home))
        if lost:
            raise WarehouseError(
                f"The new build would hold less than the published one, which stays ({lost}). Deliver again what is missing, or run "
                "`mingzhang ingest --allow-shrink` if that is meant."
            )
        connection.execute("CHECKPOINT")
    path = home.published / f"{build['build_id']}.duckdb"
    unfinished = home.published / f".{build['build_id']}.unfinished"
    try:
        _compact_copy(home, unfinished)
        with duckdb.connect(unfinished, config=SETTINGS) as connection:
            _insert_build(connection, build)
            create_chinese_views(connection, views or {})
            connection.execute("CHECKPOINT")
        _keep_diff(home, unfinished, path)
        unfinished.replace(path)
        if rollback_in_force(home) is None:
            point_current_to(home, path)
    except (OSError, duckdb.Error, ModelError) as problem:
        raise WarehouseError(
            f"The new build could not be published ({str(problem).splitlines()[0]}); the last good build is unchanged. "
            f"Check the free space of {home.published} and run again."
        ) from problem
    finally:
        for leftover in home.published.glob(f"{unfinished.name}*"):
            leftover.unlink(missing_ok=True)
    with working_connection(home) as connection:
        _insert_build(connection, build)
    return PublishedBuild(
        build_id=build["build_id"],
        path=path,
        is_new=True,
        document_count=build["document_count"],
        amount_count=build["amount_count"],
        removed=remove_old_builds(home, keep),
    )


def _compact_copy(home: Home, target: Path) -> None:
    """Copy what is published into a new file: a copy of the working file would carry its free blocks along, which are more than half of it."""
    with duckdb.connect(target, config=SETTINGS) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        (name,) = connection.execute("SELECT current_database()").fetchone() or ("",)
        connection.execute(f"ATTACH {quote_literal(str(home.working_database))} AS working (READ_ONLY)")
        connection.execute(f"COPY FROM DATABASE working TO {quote_identifier(name)}")
        connection.execute("DETACH working")
        connection.execute("DROP SCHEMA IF EXISTS state CASCADE")


def _keep_diff(home: Home, unfinished: Path, path: Path) -> None:
    """Say in the new build, and beside it, what it changes; a comparison that fails is reported and never stops the build."""
    previous = newest_build(home)
    if previous is None:
        return
    try:
        diff = replace(compare_builds(previous, unfinished), build_id=path.stem)
        with duckdb.connect(unfinished, config=SETTINGS) as connection:
            store_diff(connection, diff)
            connection.execute("CHECKPOINT")
        write_diff_files(diff, home.published)
    except (OSError, duckdb.Error) as problem:
        logger.warning("The build could not be compared with %s: %s", previous.stem, problem)


def _describe_build(
    connection: duckdb.DuckDBPyConnection,
    home: Home,
    models: Mapping[str, SqlModel],
    views: Mapping[str, SqlModel],
) -> dict[str, Any]:
    now = datetime.now(UTC)
    inputs = connection.execute("SELECT document_id, parser_version FROM main.document ORDER BY document_id").fetchall()
    digest = hashlib.sha256(f"load {current_load(connection)}".encode())
    for document_id, parser_version in inputs:
        digest.update(f"{document_id} {parser_version}\n".encode())
    (amounts,) = connection.execute("SELECT count(*) FROM main.fact_amount").fetchone() or (0,)
    models_digest = models_version(models)
    if views:
        models_digest = hashlib.sha256(f"{models_digest} {chinese_views_version(views)}".encode()).hexdigest()[:12]
    try:
        program = version("mingzhang")
    except PackageNotFoundError:
        program = "not installed"
    return {
        "build_id": f"{next_stamp(home, now)}_{models_digest[:8]}",
        "built_at": now.replace(tzinfo=None),
        "mingzhang_version": program,
        "parser_version": ", ".join(sorted({row[1] for row in inputs})),
        "models_version": models_digest,
        "duckdb_version": duckdb.__version__,
        "document_count": len(inputs),
        "amount_count": int(amounts),
        "input_digest": digest.hexdigest()[:16],
    }


def _unchanged_build(connection: duckdb.DuckDBPyConnection, home: Home, build: dict[str, Any]) -> PublishedBuild | None:
    last = connection.execute(
        "SELECT build_id, models_version, input_digest, mingzhang_version FROM main.meta_build ORDER BY build_id DESC LIMIT 1"
    ).fetchone()
    if last is None or last[1:] != (build["models_version"], build["input_digest"], build["mingzhang_version"]):
        return None
    path = home.published / f"{last[0]}.duckdb"
    if path != newest_build(home) or not home.current.exists():
        return None
    return PublishedBuild(
        build_id=last[0],
        path=path,
        is_new=False,
        document_count=build["document_count"],
        amount_count=build["amount_count"],
        removed=(),
    )


def _insert_build(connection: duckdb.DuckDBPyConnection, build: dict[str, Any]) -> None:
    names = describe(TABLES["meta_build"]).column_names
    marks = ", ".join("?" for _ in names)
    connection.execute(
        f"INSERT INTO main.meta_build ({', '.join(names)}) VALUES ({marks})",  # noqa: S608
        [build[name] for name in names],
    )
