"""Assets of the rule models and of `finding`, which they fill.

A rule that fails is a finding about a document: its asset check warns and is never in the way. A rule that no document could be judged on gives
no result at all, because it must not look like a pass.
"""

import csv
from collections.abc import Iterator, Mapping

import dagster as dg

from pipeline.orchestration.instance import WRITER_POOL
from pipeline.orchestration.listener import ProgressListener
from pipeline.orchestration.metadata import column_schema, markdown_table
from pipeline.orchestration.model_parts import check_result, check_spec, compute, model_metadata, model_spec
from pipeline.orchestration.resources import HomeFolder
from pipeline.warehouse.database import RULE_CATALOGUE
from pipeline.warehouse.sql_models import FINDING, SqlModel
from schemas.declaration import describe
from schemas.registry import TABLES


def rule_assets(models: Mapping[str, SqlModel]) -> list[dg.AssetsDefinition]:
    """One asset per rule model with one check per rule, and `finding`.

    Args:
        models: all models.
    """
    statements = _rule_statements()
    rules = [model for model in models.values() if model.is_rule]
    return [
        *(_rule_asset(model, models, statements) for model in rules),
        _finding_asset([model.name for model in rules]),
    ]


def _rule_statements() -> dict[str, str]:
    """Rule id → what it says, Chinese and English, and how severe a failure is."""
    with RULE_CATALOGUE.open(encoding="utf-8", newline="") as file:
        return {
            row["rule_id"]: f"{row['statement_zh']} · {row['statement_en']} ({row['severity']})"
            for row in csv.DictReader(file)
        }


def _rule_asset(model: SqlModel, models: Mapping[str, SqlModel], statements: Mapping[str, str]) -> dg.AssetsDefinition:
    checks = [dg.AssetCheckSpec(rule, asset=model.name, description=statements.get(rule)) for rule in model.rules]
    checks += [check_spec(check, model.name) for check in model.checks]

    # can_subset: a rule that no document could be judged on gives no result at all, because it must never look like a pass
    @dg.multi_asset(name=model.name, specs=[model_spec(model)], check_specs=checks, can_subset=True, pool=WRITER_POOL)
    def rule(
        context: dg.AssetExecutionContext, home_folder: HomeFolder, progress: dg.ResourceParam[ProgressListener]
    ) -> Iterator[dg.MaterializeResult[None]]:
        result = compute(home_folder, progress, model, models)
        context.log.info(f"{result.scope}: {result.row_count} findings, {result.seconds:.2f} s")
        yield dg.MaterializeResult(
            asset_key=model.name,
            metadata=model_metadata(model, result),
            check_results=[
                *_rule_results(home_folder, model),
                *(check_result(home_folder, check) for check in model.checks),
            ],
        )

    return rule


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
                **({"worst": f"{failed[0][0]}: {failed[0][-1]}"} if failed else {}),
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
        group_name="checks",
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
