"""One asset per SQL model of `dbt_like_sql/`, with its checks; `finding`, which all rule models fill; the published build.

Dependencies come from the SQL itself. The checks of a model run in its own step, right after it: a failing check of severity `error` blocks what
depends on the model, and with it the publication, so the last good build stays. Rules are different: a rule that fails is a finding about a
document, shown as a warning and never in the way.
"""

import csv
from collections.abc import Iterator, Mapping

import dagster as dg

from pipeline.intake.progress import loads_not_published, mark_published
from pipeline.orchestration.instance import WRITER_POOL
from pipeline.orchestration.listener import ProgressListener
from pipeline.orchestration.metadata import RawMetadataValue, column_schema, markdown_table
from pipeline.orchestration.resources import HomeFolder
from pipeline.warehouse.checks import Check, run_check
from pipeline.warehouse.chinese_views import load_chinese_views
from pipeline.warehouse.database import ALLOWED_VALUES, RULE_CATALOGUE, code_list_files
from pipeline.warehouse.model_runner import ModelResult, drop_leftovers, run_model
from pipeline.warehouse.publish import publish
from pipeline.warehouse.sql_models import FINDING, SqlModel, tables_read
from schemas.declaration import describe, quote_identifier
from schemas.registry import TABLES

REFERENCE_GROUP, PUBLICATION_GROUP = "reference", "publication"
_PREVIEW_ROWS, _PREVIEW_COLUMNS, _PREVIEW_TEXT = 8, 12, 40


_CODE_LISTS = {name: path.name for name, path in code_list_files().items()} | {ALLOWED_VALUES: "the declared tables"}
"""Table → where it comes from."""


@dg.multi_asset(
    name="code_lists",
    specs=[
        dg.AssetSpec(
            name,
            group_name=REFERENCE_GROUP,
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
    rules = [name for name, model in models.items() if model.is_rule]
    statements = _rule_statements()
    assets = [
        _rule_asset(model, models, statements) if model.is_rule else _table_asset(model, models)
        for model in models.values()
    ]
    return [*assets, _finding_asset(rules), _publication(models)]


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
    found: set[str] = set(TABLES) - {FINDING}
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
        description=f"Rows that must not exist: {_one_line(check.sql)}",
    )
    def late(home_folder: HomeFolder) -> dg.AssetCheckResult:
        return _check_result(home_folder, check)

    return late


def _table_asset(model: SqlModel, models: Mapping[str, SqlModel]) -> dg.AssetsDefinition:
    there = {model.name} | _upstream(model, models)
    prompt = [check for check in model.checks if _reads(check) <= there]
    specs = [_spec_of(check, model.name) for check in prompt]

    @dg.multi_asset(name=model.name, specs=[_spec(model)], check_specs=specs, pool=WRITER_POOL)
    def table(
        context: dg.AssetExecutionContext, home_folder: HomeFolder, progress: dg.ResourceParam[ProgressListener]
    ) -> Iterator[dg.MaterializeResult[None]]:
        result = _compute(home_folder, progress, model, models)
        context.log.info(f"{result.scope}: {result.row_count} rows, {result.seconds:.2f} s")
        metadata = _model_metadata(model, result) | {
            "preview": _preview(home_folder, model.name, [name for name, _, _ in result.columns])
        }
        results = [_check_result(home_folder, check) for check in prompt]
        yield dg.MaterializeResult(asset_key=model.name, metadata=metadata, check_results=results)

    return table


def _spec_of(check: Check, asset: str) -> dg.AssetCheckSpec:
    return dg.AssetCheckSpec(
        check.name,
        asset=asset,
        blocking=check.severity == "error",
        description=f"Rows that must not exist: {_one_line(check.sql)}",
    )


def _rule_statements() -> dict[str, str]:
    """Rule id → what it says, Chinese and English, and how severe a failure is."""
    with RULE_CATALOGUE.open(encoding="utf-8", newline="") as file:
        return {
            row["rule_id"]: f"{row['statement_zh']} · {row['statement_en']} ({row['severity']})"
            for row in csv.DictReader(file)
        }


def _rule_asset(model: SqlModel, models: Mapping[str, SqlModel], statements: Mapping[str, str]) -> dg.AssetsDefinition:
    checks = [
        dg.AssetCheckSpec(
            rule, asset=model.name, description=f"Rule {rule} holds for every document that it can be judged on."
        )
        for rule in model.rules
    ]
    checks += [_spec_of(check, model.name) for check in model.checks]

    # can_subset: a rule that no document could be judged on gives no result at all, because it must never look like a pass
    @dg.multi_asset(name=model.name, specs=[_spec(model)], check_specs=checks, can_subset=True, pool=WRITER_POOL)
    def rule(
        context: dg.AssetExecutionContext, home_folder: HomeFolder, progress: dg.ResourceParam[ProgressListener]
    ) -> Iterator[dg.MaterializeResult[None]]:
        result = _compute(home_folder, progress, model, models)
        context.log.info(f"{result.scope}: {result.row_count} findings, {result.seconds:.2f} s")
        yield dg.MaterializeResult(
            asset_key=model.name,
            metadata=_model_metadata(model, result),
            check_results=[
                *_rule_results(home_folder, model),
                *(_check_result(home_folder, check) for check in model.checks),
            ],
        )

    return rule


def _spec(model: SqlModel) -> dg.AssetSpec:
    warnings = "\n".join(f"* {warning}" for warning in model.warnings)
    return dg.AssetSpec(
        model.name,
        deps=sorted(model.reads),
        group_name=model.layer,
        kinds={"duckdb", "sql", "view" if model.materialization == "view" else "table"},
        description=f"{model.description} {model.description_zh}\n\n```sql\n{model.sql}\n```",
        code_version=model.code_version,
        metadata={
            "grain": ", ".join(model.grain),
            "materialization": model.materialization,
            **({"warnings": dg.MetadataValue.md(warnings)} if warnings else {}),
            **({"answers": ", ".join(model.answers)} if model.answers else {}),
        },
    )


def _compute(
    home_folder: HomeFolder, progress: ProgressListener, model: SqlModel, models: Mapping[str, SqlModel]
) -> ModelResult:
    progress.model(model.name, len(models))
    connection = home_folder.working_database()
    drop_leftovers(connection, models)
    return run_model(connection, model, models)


def _model_metadata(model: SqlModel, result: ModelResult) -> dict[str, RawMetadataValue]:
    columns = [dg.TableColumn(name, data_type, comment or None) for name, data_type, comment in result.columns]
    lineage = {
        column: [dg.TableColumnDep(asset_key=dg.AssetKey(table), column_name=source) for table, source in pairs]
        for column, pairs in result.lineage.items()
    }
    return {
        "dagster/row_count": result.row_count,
        "dagster/column_schema": dg.MetadataValue.table_schema(dg.TableSchema(columns)),
        "dagster/column_lineage": dg.MetadataValue.column_lineage(dg.TableColumnLineage(lineage)),
        "dagster/table_name": f"main.{FINDING if model.is_rule else model.name}",
        "computed": result.scope,
        "seconds": round(result.seconds, 3),
    }


def _preview(home_folder: HomeFolder, table: str, columns: list[str]) -> RawMetadataValue:
    shown = columns[:_PREVIEW_COLUMNS]
    names = ", ".join(quote_identifier(name) for name in shown)
    rows = home_folder.working_database().execute(f"select {names} from main.{table} limit {_PREVIEW_ROWS}").fetchall()  # noqa: S608
    return markdown_table(shown, [[_short(value) for value in row] for row in rows])


def _short(value: object) -> str:
    text = "" if value is None else str(value)
    return text if len(text) <= _PREVIEW_TEXT else f"{text[: _PREVIEW_TEXT - 1]}…"


def _check_result(home_folder: HomeFolder, check: Check) -> dg.AssetCheckResult:
    outcome = run_check(home_folder.working_database(), check)
    return dg.AssetCheckResult(
        check_name=check.name,
        passed=outcome.passed,
        severity=dg.AssetCheckSeverity.ERROR if check.severity == "error" else dg.AssetCheckSeverity.WARN,
        metadata={
            "failing_rows": outcome.failing_rows,
            "sample": markdown_table(outcome.columns, outcome.sample, total=outcome.failing_rows),
        },
    )


_JUDGED = {"pass", "pass_rounding", "fail"}
_RULE_RESULTS = """
    select f.rule_id, f.outcome, count(*) as findings, count(distinct f.document_id) as documents
    from main.finding as f where f.rule_model = ? group by all
"""
_RULE_FAILURES = """
    select f.rule_id, d.file_name, f.left_value, f.right_value, f.difference, f.message
    from main.finding as f join main.document as d using (document_id)
    where f.rule_model = ? and f.outcome = 'fail' order by abs(f.difference) desc nulls last, d.file_name
"""


def _rule_results(home_folder: HomeFolder, model: SqlModel) -> Iterator[dg.AssetCheckResult]:
    """One result per rule that a document was judged on: it passes when none fails it. What could not be judged is counted beside it."""
    connection = home_folder.working_database()
    counts: dict[str, dict[str, int]] = {}
    for rule, outcome, findings, _ in connection.execute(_RULE_RESULTS, [model.name]).fetchall():
        counts.setdefault(rule, {})[outcome] = findings
    failures: dict[str, list[tuple[object, ...]]] = {}
    for rule, *values in connection.execute(_RULE_FAILURES, [model.name]).fetchall():
        failures.setdefault(rule, []).append(tuple(values))
    for rule in model.rules:
        if not counts.get(rule, {}).keys() & _JUDGED:
            continue
        failed = failures.get(rule, [])
        yield dg.AssetCheckResult(
            check_name=rule,
            passed=not failed,
            severity=dg.AssetCheckSeverity.WARN,
            metadata={
                **counts.get(rule, {}),
                "failures": markdown_table(
                    ("file", "left", "right", "difference", "message"), failed[:20], total=len(failed)
                ),
            },
        )


def _finding_asset(rules: list[str]) -> dg.AssetsDefinition:
    declared = describe(TABLES[FINDING])

    @dg.asset(
        name=FINDING,
        deps=rules,
        group_name="rules",
        kinds={"duckdb", "table"},
        pool=WRITER_POOL,
        description=f"{declared.description} {declared.term}",
        metadata={"grain": ", ".join(declared.grain), "dagster/column_schema": column_schema(declared.columns)},
    )
    def finding(home_folder: HomeFolder) -> dg.MaterializeResult[None]:
        connection = home_folder.working_database()
        by_outcome = connection.execute(
            "select outcome, severity, count(*) from main.finding group by all order by 1, 2"
        ).fetchall()
        worst = connection.execute(
            """select r.rule_id, r.severity, r.statement_zh, count(*) as failures, count(distinct f.document_id) as documents
               from main.finding as f join main.dim_rule as r using (rule_id) where f.outcome = 'fail'
               group by all order by failures desc, r.rule_id limit 20"""
        ).fetchall()
        return dg.MaterializeResult(
            metadata={
                "dagster/row_count": sum(row[2] for row in by_outcome),
                "outcomes": markdown_table(("outcome", "severity", "findings"), by_outcome),
                "most_often_failed": markdown_table(("rule", "severity", "statement", "failures", "documents"), worst),
            }
        )

    return finding


def _publication(models: Mapping[str, SqlModel]) -> dg.AssetsDefinition:
    @dg.asset(
        name="published_warehouse",
        deps=[*models, FINDING, *(name for name in TABLES if name not in {FINDING, "meta_build"})],
        group_name=PUBLICATION_GROUP,
        kinds={"duckdb"},
        pool=WRITER_POOL,
        description="`published/current.duckdb`: what analysts open. Replaced at once, after every model and every error check has passed. 发布",
    )
    def published_warehouse(
        home_folder: HomeFolder, progress: dg.ResourceParam[ProgressListener]
    ) -> dg.MaterializeResult[None]:
        progress.step("publish")
        home = home_folder.home
        loads = loads_not_published(home)  # nobody can load meanwhile: this run holds the writer lock
        _refuse_when_late_checks_fail(home_folder, models)
        home_folder.close_working_database()
        build = publish(home, models, load_chinese_views())
        mark_published(home, loads)
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


def _one_line(sql: str) -> str:
    return f"`{' '.join(sql.split())}`"
