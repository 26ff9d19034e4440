"""What the rules say in the UI: one asset check per rule, and `finding`, which the rule models fill.

A rule that fails is a finding about a document: its asset check warns and is never in the way. It fails while a document fails it that did not in
the build before, so that what is new stands out; how many documents fail it in all is in its words. A rule that no document could be judged on gives
no result at all, because it must not look like a pass.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence

import dagster as dg
import duckdb

from pipeline.orchestration.metadata import RawMetadataValue, column_schema, markdown_table
from pipeline.orchestration.resources import HomeFolder
from pipeline.warehouse.builds import newest_build
from pipeline.warehouse.database import RULE_CATALOGUE
from pipeline.warehouse.sql_models import FINDING, SqlModel
from schemas.declaration import describe
from schemas.registry import TABLES


def rule_check_specs(models: Mapping[str, SqlModel]) -> list[dg.AssetCheckSpec]:
    """One check per rule of a rule model.

    Args:
        models: all models.
    """
    statements = _rule_statements()
    return [
        dg.AssetCheckSpec(rule, asset=model.name, description=statements.get(rule))
        for model in models.values()
        if model.is_rule
        for rule in model.rules
    ]


def _rule_statements() -> dict[str, str]:
    """Rule id → what it says, Chinese and English, and how severe a failure is."""
    with RULE_CATALOGUE.open(encoding="utf-8", newline="") as file:
        return {
            row["rule_id"]: f"{row['statement_zh']} · {row['statement_en']} ({row['severity']})"
            for row in csv.DictReader(file)
        }


_JUDGED = {"pass", "pass_rounding", "fail"}
_RULE_RESULTS = """
    select f.rule_id, f.outcome, count(*) as findings from main.finding as f where f.rule_model = ? group by all
"""
_JUDGED_DOCUMENTS = """
    select f.rule_id, count(distinct f.document_id) from main.finding as f
    where f.rule_model = ? and f.outcome in ('pass', 'pass_rounding', 'fail') group by all
"""
_RULE_FAILURES = """
    select f.rule_id, f.document_id, d.file_name, f.left_value, f.right_value, f.difference, f.message
    from main.finding as f join main.document as d using (document_id)
    where f.rule_model = ? and f.outcome = 'fail' order by abs(f.difference) desc nulls last, d.file_name
"""


def failed_before(home_folder: HomeFolder) -> frozenset[tuple[str, str]]:
    """Rule and document of every failure in the build that was published last."""
    newest = newest_build(home_folder.home)
    if newest is None:
        return frozenset()
    with duckdb.connect(str(newest), read_only=True) as connection:
        rows = connection.execute("select distinct rule_id, document_id from finding where outcome = 'fail'").fetchall()
    return frozenset((str(rule), str(document)) for rule, document in rows)


def rule_results(
    home_folder: HomeFolder, model: SqlModel, before: frozenset[tuple[str, str]]
) -> Iterator[dg.AssetCheckResult]:
    """One result per rule that a document was judged on: it passes when none fails it anew. What could not be judged is counted beside it.

    Args:
        home_folder: with the working database.
        model: a rule model.
        before: what failed in the build before (`failed_before`).
    """
    connection = home_folder.working_database()
    counts: dict[str, dict[str, int]] = {}
    for rule, outcome, findings in connection.execute(_RULE_RESULTS, [model.name]).fetchall():
        counts.setdefault(rule, {})[outcome] = findings
    judged = dict(connection.execute(_JUDGED_DOCUMENTS, [model.name]).fetchall())
    failures: dict[str, list[tuple[object, ...]]] = {}
    for rule, *values in connection.execute(_RULE_FAILURES, [model.name]).fetchall():
        failures.setdefault(rule, []).append(tuple(values))
    statements = _rule_statements()
    for rule in model.rules:
        if not counts.get(rule, {}).keys() & _JUDGED:
            continue
        failed = failures.get(rule, [])
        documents = {str(row[0]) for row in failed}
        new = {document for document in documents if (rule, document) not in before}
        # those that are new first
        rows = sorted(((row[0] in new, *row[1:]) for row in failed), key=lambda row: not row[0])
        yield dg.AssetCheckResult(
            asset_key=model.name,
            check_name=rule,
            passed=not new,
            severity=dg.AssetCheckSeverity.WARN,
            description=f"{rule} {statements.get(rule, '')} – {len(documents)} of {judged[rule]} documents fail, {len(new)} anew",
            metadata={
                **counts.get(rule, {}),
                "failing_documents": len(documents),
                "failing_anew": len(new),
                **({"worst": f"{failed[0][1]}: {failed[0][-1]}"} if failed else {}),
                "failures": markdown_table(
                    ("new", "file", "left", "right", "difference", "message"),
                    [("new" if row[0] else "", *row[1:]) for row in rows[:20]],
                    total=len(rows),
                ),
            },
        )


def finding_spec(rule_models: Sequence[str]) -> dg.AssetSpec:
    """The asset `finding`.

    Args:
        rule_models: names of the models that fill it.
    """
    declared = describe(TABLES[FINDING])
    return dg.AssetSpec(
        FINDING,
        deps=rule_models,
        group_name="checks",
        kinds={"duckdb", "table"},
        description=f"{declared.description} {declared.term}",
        metadata={"grain": ", ".join(declared.grain), "dagster/column_schema": column_schema(declared.columns)},
    )


def finding_metadata(home_folder: HomeFolder) -> dict[str, RawMetadataValue]:
    """Findings by outcome, and the rules that fail most."""
    connection = home_folder.working_database()
    by_outcome = connection.execute(
        "select outcome, severity, count(*) from main.finding group by all order by 1, 2"
    ).fetchall()
    worst = connection.execute(
        """select r.rule_id, r.severity, r.statement_zh, count(*) as failures, count(distinct f.document_id) as documents
           from main.finding as f join main.dim_rule as r using (rule_id) where f.outcome = 'fail'
           group by all order by failures desc, r.rule_id limit 20"""
    ).fetchall()
    return {
        "dagster/row_count": sum(row[2] for row in by_outcome),
        "outcomes": markdown_table(("outcome", "severity", "findings"), by_outcome),
        "most_often_failed": markdown_table(("rule", "severity", "statement", "failures", "documents"), worst),
    }
