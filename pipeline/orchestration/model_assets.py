"""One asset per SQL model of `dbt_like_sql/`, with its checks, all computed by one step.

Dependencies come from the SQL itself. A step of its own for each of a hundred models costs more than the models: Dagster writes some ten events and
plans inputs and outputs for each. So one step computes the models in their order and reports each as an asset of its own; a person may still choose
any of them in the UI. All checks run when the models are there; a failing check of severity `error` fails the step, and with it the publication, so
the last good build stays.
"""

from collections.abc import Iterator, Mapping
from functools import cache

import dagster as dg

from pipeline.orchestration.instance import WRITER_POOL
from pipeline.orchestration.listener import ProgressListener
from pipeline.orchestration.model_parts import check_result, check_spec, model_metadata, model_spec, preview
from pipeline.orchestration.resources import HomeFolder
from pipeline.orchestration.rule_checks import (
    failed_before,
    finding_metadata,
    finding_spec,
    rule_check_specs,
    rule_results,
)
from pipeline.warehouse.model_runner import drop_leftovers, run_model
from pipeline.warehouse.sql_models import FINDING, SqlModel, load_models

Yielded = dg.MaterializeResult[None] | dg.AssetCheckResult


@cache
def project_models() -> dict[str, SqlModel]:
    """The project's models, parsed once per process."""
    return load_models()


def model_assets(models: Mapping[str, SqlModel]) -> dg.AssetsDefinition:
    """The assets of all models, and `finding`, which the rule models fill.

    Args:
        models: as `load_models` gives them.
    """
    rule_models = [model.name for model in models.values() if model.is_rule]

    @dg.multi_asset(
        name="warehouse_models",
        specs=[*(model_spec(model) for model in models.values()), finding_spec(rule_models)],
        check_specs=[
            *(check_spec(check, model.name) for model in models.values() for check in model.checks),
            *rule_check_specs(models),
        ],
        can_subset=True,
        pool=WRITER_POOL,
    )
    def warehouse_models(
        context: dg.AssetExecutionContext, home_folder: HomeFolder, progress: dg.ResourceParam[ProgressListener]
    ) -> Iterator[Yielded]:
        chosen = {key.to_user_string() for key in context.selected_asset_keys}
        drop_leftovers(home_folder.working_database(), models)
        wanted = [model for model in models.values() if model.name in chosen]
        last_rule = next((model.name for model in reversed(wanted) if model.is_rule), None)
        if FINDING in chosen and last_rule is None:
            yield dg.MaterializeResult(asset_key=FINDING, metadata=finding_metadata(home_folder))
        for model in wanted:
            progress.model(model.name, len(wanted))
            yield _computed(context, home_folder, model, models)
            if (
                FINDING in chosen and model.name == last_rule
            ):  # before its readers: Dagster wants the order of the graph
                yield dg.MaterializeResult(asset_key=FINDING, metadata=finding_metadata(home_folder))
        asked = {(key.asset_key.to_user_string(), key.name) for key in context.selected_asset_check_keys}
        before = failed_before(home_folder)
        for model in models.values():
            yield from _checked(home_folder, model, {name for asset, name in asked if asset == model.name}, before)

    return warehouse_models


def _computed(
    context: dg.AssetExecutionContext, home_folder: HomeFolder, model: SqlModel, models: Mapping[str, SqlModel]
) -> dg.MaterializeResult[None]:
    result = run_model(home_folder.working_database(), model, models)
    context.log.debug(f"{model.name}: {result.scope}, {result.row_count} rows, {result.seconds:.2f} s")
    metadata = model_metadata(model, result)
    if not model.is_rule:
        metadata["preview"] = preview(home_folder, model.name, [name for name, _, _ in result.columns])
    return dg.MaterializeResult(asset_key=model.name, metadata=metadata)


def _checked(
    home_folder: HomeFolder, model: SqlModel, asked: set[str], before: frozenset[tuple[str, str]]
) -> Iterator[dg.AssetCheckResult]:
    """Results of a model's checks, and of its rules."""
    for check in model.checks:
        if check.name in asked:
            yield check_result(home_folder, model.name, check)
    if model.is_rule:
        yield from (result for result in rule_results(home_folder, model, before) if result.check_name in asked)
