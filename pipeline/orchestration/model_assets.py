"""One asset per SQL model of `dbt_like_sql/`, with its checks; the code lists; the published build.

Dependencies come from the SQL itself. The checks of a model run in its own step, right after it: a failing check of severity `error` blocks what
depends on the model, and with it the publication, so the last good build stays.
"""

from collections.abc import Iterator, Mapping
from functools import cache

import dagster as dg

from pipeline.intake.progress import mark_published, not_published
from pipeline.orchestration.instance import WRITER_POOL
from pipeline.orchestration.listener import ProgressListener
from pipeline.orchestration.model_parts import check_result, check_spec, compute, model_metadata, model_spec, preview
from pipeline.orchestration.raw_assets import RAW_TABLES
from pipeline.orchestration.resources import HomeFolder
from pipeline.orchestration.rule_assets import rule_assets
from pipeline.warehouse.checks import Check, run_check
from pipeline.warehouse.chinese_views import load_chinese_views
from pipeline.warehouse.database import ALLOWED_VALUES, code_list_files
from pipeline.warehouse.publish import publish
from pipeline.warehouse.sql_models import FINDING, SqlModel, load_models, models_version, tables_read

_CODE_LISTS = {name: path.name for name, path in code_list_files().items()} | {ALLOWED_VALUES: "the declared tables"}
"""Table → where it comes from."""


@cache
def project_models() -> dict[str, SqlModel]:
    """The project's models, parsed once per process."""
    return load_models()


@dg.multi_asset(
    name="code_lists",
    specs=[
        dg.AssetSpec(
            name,
            group_name="reference",
            kinds={"csv", "duckdb"},
            description=f"Code list of this version of the program, from {source}.",
        )
        for name, source in _CODE_LISTS.items()
    ],
    pool=WRITER_POOL,
)
def code_lists(home_folder: HomeFolder) -> Iterator[dg.MaterializeResult[None]]:
    """The code lists that travel with the program; opening the working database loads those that changed."""
    connection = home_folder.working_database()
    for name, source in _CODE_LISTS.items():
        (rows,) = connection.execute(f"select count(*) from main.{name}").fetchone() or (0,)  # noqa: S608
        yield dg.MaterializeResult(asset_key=name, metadata={"dagster/row_count": int(rows), "source": source})


def model_assets(models: Mapping[str, SqlModel]) -> list[dg.AssetsDefinition]:
    """Build all assets behind the raw tables.

    Args:
        models: as `load_models` gives them.

    Returns:
        one asset per model, `finding`, and `published_warehouse`.
    """
    tables = [_table_asset(model, models) for model in models.values() if not model.is_rule]
    return [*tables, *rule_assets(models), _publication(models)]


def late_checks(models: Mapping[str, SqlModel]) -> list[dg.AssetChecksDefinition]:
    """Checks that read a table which may not be there yet when their model is computed; they run when it is.

    Args:
        models: as `load_models` gives them.
    """
    return [_late_check(check, others) for check, others in _late(models)]


def _late(models: Mapping[str, SqlModel]) -> list[tuple[Check, list[str]]]:
    """Late checks with the tables that they wait for."""
    found = []
    for model in models.values():
        for check in model.checks:
            others = _reads(check) - {model.name} - _upstream(model, models)
            if others and not model.is_rule:
                found.append((check, sorted(others)))
    return found


def _reads(check: Check) -> set[str]:
    return tables_read(check.sql, f"check {check.name} of {check.table}") - _CODE_LISTS.keys()


def _upstream(model: SqlModel, models: Mapping[str, SqlModel]) -> set[str]:
    """All tables that are there before a model is computed."""
    found: set[str] = set(RAW_TABLES)
    waiting = set(model.reads)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting |= models[name].reads if name in models else set()
    return found


def _late_check(check: Check, others: list[str]) -> dg.AssetChecksDefinition:
    @dg.asset_check(
        asset=check.table,
        name=check.name,
        additional_deps=others,
        pool=WRITER_POOL,
        description=f"Rows that must not exist: `{' '.join(check.sql.split())}`",
    )
    def late(home_folder: HomeFolder) -> dg.AssetCheckResult:
        return check_result(home_folder, check)

    return late


def _table_asset(model: SqlModel, models: Mapping[str, SqlModel]) -> dg.AssetsDefinition:
    there = {model.name} | _upstream(model, models)
    prompt = [check for check in model.checks if _reads(check) <= there]
    specs = [check_spec(check, model.name) for check in prompt]

    @dg.multi_asset(name=model.name, specs=[model_spec(model)], check_specs=specs, pool=WRITER_POOL)
    def table(
        context: dg.AssetExecutionContext, home_folder: HomeFolder, progress: dg.ResourceParam[ProgressListener]
    ) -> Iterator[dg.MaterializeResult[None]]:
        result = compute(home_folder, progress, model, models)
        context.log.info(f"{result.scope}: {result.row_count} rows, {result.seconds:.2f} s")
        metadata = model_metadata(model, result) | {
            "preview": preview(home_folder, model.name, [name for name, _, _ in result.columns])
        }
        results = [check_result(home_folder, check) for check in prompt]
        yield dg.MaterializeResult(asset_key=model.name, metadata=metadata, check_results=results)

    return table


def _publication(models: Mapping[str, SqlModel]) -> dg.AssetsDefinition:
    @dg.asset(
        name="published_warehouse",
        deps=[*models, FINDING, *RAW_TABLES],
        group_name="publication",
        kinds={"duckdb"},
        pool=WRITER_POOL,
        description="`published/current.duckdb`: what analysts open. Replaced at once, after every model and every error check has passed. 发布",
    )
    def published_warehouse(
        home_folder: HomeFolder, progress: dg.ResourceParam[ProgressListener]
    ) -> dg.MaterializeResult[None]:
        progress.step("publish")
        home = home_folder.home
        state = not_published(home, models_version(models))  # nobody can load meanwhile: this run holds the writer lock
        _refuse_when_late_checks_fail(home_folder, models)
        home_folder.close_working_database()
        build = publish(home, models, load_chinese_views())
        mark_published(home, state)
        return dg.MaterializeResult(
            metadata={
                "build": build.build_id,
                "path": dg.MetadataValue.path(str(build.path)),
                "changed": build.is_new,
                "documents": build.document_count,
                "amounts": build.amount_count,
                "megabytes": round(build.path.stat().st_size / 2**20, 1),
                "old_builds_removed": ", ".join(build.removed) or "none",
            }
        )

    return published_warehouse


def _refuse_when_late_checks_fail(home_folder: HomeFolder, models: Mapping[str, SqlModel]) -> None:
    """Late checks cannot block in Dagster's graph (their model may be upstream of what they read), so the publication asks them."""
    failed = [
        f"{check.name} of {check.table} ({outcome.failing_rows} rows)"
        for check, _ in _late(models)
        if check.severity == "error"
        for outcome in [run_check(home_folder.working_database(), check)]
        if not outcome.passed
    ]
    if failed:
        raise dg.Failure(f"Not published, because these checks failed: {', '.join(failed)}.", allow_retries=False)
