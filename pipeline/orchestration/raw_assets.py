"""Assets of the raw tables: one step loads the Parquet sets of a collection into all of them, in one transaction."""

from collections.abc import Iterator

import dagster as dg

from pipeline.extracting.document import PARSER_VERSION
from pipeline.extracting.documents import reader_version
from pipeline.intake.failures import read_failures
from pipeline.intake.progress import state_of
from pipeline.intake.scan import recall_collection
from pipeline.orchestration.instance import WRITER_POOL
from pipeline.orchestration.intake_assets import extraction
from pipeline.orchestration.listener import ProgressListener
from pipeline.orchestration.metadata import RawMetadataValue, column_schema, markdown_table
from pipeline.orchestration.partitions import COLLECTIONS, COLLECTIONS_AT_ONCE
from pipeline.orchestration.resources import HomeFolder
from pipeline.warehouse.loaded import copy_answer
from pipeline.warehouse.loading import load_batch
from schemas.declaration import describe
from schemas.registry import DOCUMENT_TABLES, TABLES

RAW_TABLES = ("document_file", "correction", "expected_disclosure", *DOCUMENT_TABLES)


def _specs() -> list[dg.AssetSpec]:
    specs = []
    for name in RAW_TABLES:
        declared = describe(TABLES[name])
        specs.append(
            dg.AssetSpec(
                name,
                deps=[extraction],
                group_name="raw",
                kinds={"duckdb", "table"},
                description=f"{declared.description} {declared.term}",
                metadata={
                    "dagster/column_schema": column_schema(declared.columns),
                    "dagster/table_name": f"main.{name}",
                    "grain": ", ".join(declared.grain),
                },
            )
        )
    return specs


@dg.multi_asset(
    name="raw_tables",
    specs=_specs(),
    partitions_def=COLLECTIONS,
    backfill_policy=dg.BackfillPolicy.multi_run(COLLECTIONS_AT_ONCE),
    pool=WRITER_POOL,
)
def raw_tables(
    context: dg.AssetExecutionContext, home_folder: HomeFolder, progress: dg.ResourceParam[ProgressListener]
) -> Iterator[dg.MaterializeResult[None]]:
    """Load what changed in the partition's collections; documents that are loaded unchanged cost nothing."""
    progress.step("load")
    home = home_folder.home
    scans = [recall_collection(home, name) for name in context.partition_keys]
    records = [record for scan in scans for record in scan.records]
    connection = home_folder.working_database()
    summary = load_batch(
        connection,
        home,
        records,
        PARSER_VERSION,
        {document: failure.reason for document, failure in read_failures(home).items()},
        collections=context.partition_keys,
        former=[record for scan in scans for record in scan.former],
        states={scan.collection: state_of(home, scan.collection, reader_version()) for scan in scans},
    )
    copy_answer(connection, home)
    rows = {name: _count(connection.execute(f"select count(*) from main.{name}").fetchone()) for name in RAW_TABLES}  # noqa: S608
    context.log.info(f"{len(summary.loaded)} documents loaded, {len(summary.unchanged)} unchanged.")
    names = {record.document_id: record.file_name for record in records if record.status != "duplicate"}
    rejected = [(names.get(key, key), reason) for key, reason in summary.rejected.items()]
    for name in RAW_TABLES:
        metadata: dict[str, RawMetadataValue] = {
            "dagster/row_count": rows[name],
            "rows_of_this_batch": summary.rows.get(name, 0),
        }
        if name == "document":
            metadata |= {
                "documents_loaded": len(summary.loaded),
                "documents_unchanged": len(summary.unchanged),
                "rejected": markdown_table(("file", "reason"), rejected[:50], total=len(rejected)),
            }
        yield dg.MaterializeResult(asset_key=name, metadata=metadata)


def _count(row: tuple[int, ...] | None) -> int:
    return row[0] if row else 0
