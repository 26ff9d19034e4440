"""The two ends of a build: the code lists that travel with the program, and the published warehouse."""

from collections.abc import Iterator, Mapping
from datetime import timedelta

import dagster as dg

from pipeline.intake.progress import mark_published, not_published
from pipeline.operating.overview import overview
from pipeline.orchestration.instance import WRITER_POOL
from pipeline.orchestration.io_retries import tried_again
from pipeline.orchestration.listener import ProgressListener
from pipeline.orchestration.monitor import overview_metadata
from pipeline.orchestration.raw_assets import RAW_TABLES
from pipeline.orchestration.resources import HomeFolder
from pipeline.warehouse.builds import newest_build
from pipeline.warehouse.chinese_views import load_chinese_views
from pipeline.warehouse.database import ALLOWED_VALUES, code_list_files
from pipeline.warehouse.loaded import copy_answer
from pipeline.warehouse.publish import publish
from pipeline.warehouse.sql_models import FINDING, SqlModel, models_version

CODE_LISTS = {name: path.name for name, path in code_list_files().items()} | {ALLOWED_VALUES: "the declared tables"}
"""Table → where it comes from."""
_DOCUMENTS = "dim_document"
"""The model that the overview is made of; a project of other models has none."""


@dg.multi_asset(
    name="code_lists",
    specs=[
        dg.AssetSpec(
            name,
            group_name="reference",
            kinds={"csv", "duckdb"},
            description=f"Code list of this version of the program, from {source}.",
        )
        for name, source in CODE_LISTS.items()
    ],
    pool=WRITER_POOL,
)
def code_lists(home_folder: HomeFolder) -> Iterator[dg.MaterializeResult[None]]:
    """The code lists that travel with the program; opening the working database loads those that changed."""
    connection = home_folder.working_database()
    for name, source in CODE_LISTS.items():
        (rows,) = connection.execute(f"select count(*) from main.{name}").fetchone() or (0,)  # noqa: S608
        yield dg.MaterializeResult(asset_key=name, metadata={"dagster/row_count": int(rows), "source": source})


def publication(models: Mapping[str, SqlModel]) -> dg.AssetsDefinition:
    """The asset `published_warehouse`, behind every model and every raw table.

    Args:
        models: as `load_models` gives them.
    """

    @dg.asset(
        name="published_warehouse",
        deps=[*models, FINDING, *RAW_TABLES],
        group_name="publication",
        kinds={"duckdb"},
        pool=WRITER_POOL,
        freshness_policy=dg.FreshnessPolicy.time_window(fail_window=timedelta(days=31), warn_window=timedelta(days=8)),
        description="`published/current.duckdb`: what analysts open. Replaced at once, after every model and every error check has passed. 发布",
    )
    def published_warehouse(
        home_folder: HomeFolder, progress: dg.ResourceParam[ProgressListener]
    ) -> dg.MaterializeResult[None]:
        progress.step("publish")
        home = home_folder.home
        state = not_published(home, models_version(models))  # nobody can load meanwhile: this run holds the writer lock
        copy_answer(home_folder.working_database(), home)
        home_folder.close_working_database()
        before = newest_build(home)
        with tried_again():
            build = publish(home, models, load_chinese_views(), allow_shrink=home_folder.allow_shrink)
        mark_published(home, state)
        seen = overview(home, build.path, before if before != build.path else None) if _DOCUMENTS in models else None
        return dg.MaterializeResult(
            metadata={
                **(overview_metadata(seen) if seen else {}),
                "build": build.build_id,
                "path": dg.MetadataValue.path(str(build.path)),
                "changed": build.is_new,
                "documents": build.document_count,
                "amounts": build.amount_count,
                "megabytes": round(build.path.stat().st_size / 2**20, 1),
                "given_to_readers": home.current.resolve() == build.path.resolve(),
                "old_builds_removed": ", ".join(build.removed) or "none",
            }
        )

    return published_warehouse
