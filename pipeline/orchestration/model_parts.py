"""What the assets of all models share: their specification, their metadata, their checks."""

import dagster as dg

from pipeline.orchestration.metadata import RawMetadataValue, markdown_table
from pipeline.orchestration.resources import HomeFolder
from pipeline.warehouse.checks import Check, run_check
from pipeline.warehouse.model_runner import ModelResult
from pipeline.warehouse.sql_models import FINDING, SqlModel
from schemas.declaration import quote_identifier

_PREVIEW_ROWS, _PREVIEW_COLUMNS, _PREVIEW_TEXT = 8, 12, 40


def model_spec(model: SqlModel) -> dg.AssetSpec:
    """The asset of a model: its SQL as description, what it reads as dependencies."""
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


def check_spec(check: Check, asset: str) -> dg.AssetCheckSpec:
    """A model's check as asset check; severity error blocks what depends on the model."""
    return dg.AssetCheckSpec(
        check.name,
        asset=asset,
        blocking=check.severity == "error",
        description=f"Rows that must not exist: {_one_line(check.sql)}",
    )


def model_metadata(model: SqlModel, result: ModelResult) -> dict[str, RawMetadataValue]:
    """Row count, column schema and column lineage as the UI knows them."""
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


def check_result(home_folder: HomeFolder, asset: str, check: Check) -> dg.AssetCheckResult:
    """Run a check of an asset; the failing rows stand in its metadata."""
    outcome = run_check(home_folder.working_database(), check)
    return dg.AssetCheckResult(
        asset_key=asset,
        check_name=check.name,
        passed=outcome.passed,
        severity=dg.AssetCheckSeverity.ERROR if check.severity == "error" else dg.AssetCheckSeverity.WARN,
        metadata={
            "failing_rows": outcome.failing_rows,
            "sample": markdown_table(outcome.columns, outcome.sample, total=outcome.failing_rows),
        },
    )


def preview(home_folder: HomeFolder, table: str, columns: list[str]) -> RawMetadataValue:
    """The first rows of a table."""
    shown = columns[:_PREVIEW_COLUMNS]
    names = ", ".join(quote_identifier(name) for name in shown)
    rows = home_folder.working_database().execute(f"select {names} from main.{table} limit {_PREVIEW_ROWS}").fetchall()  # noqa: S608
    return markdown_table(shown, [[_short(value) for value in row] for row in rows])


def _short(value: object) -> str:
    text = "" if value is None else str(value)
    return text if len(text) <= _PREVIEW_TEXT else f"{text[: _PREVIEW_TEXT - 1]}…"


def _one_line(sql: str) -> str:
    return f"`{' '.join(sql.split())}`"
