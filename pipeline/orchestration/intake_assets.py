"""Assets from the inbox to Parquet: `inbox_files` and `extraction`, one partition per collection.

https://docs.dagster.io/guides/build/partitions-and-backfills/partitioning-assets
"""

from collections import Counter
from collections.abc import Sequence

import dagster as dg

from pipeline.extracting.document import PARSER_VERSION
from pipeline.extracting.documents import DocumentOutcome, documents_to_read, extract_documents, local_pool
from pipeline.intake.ledger import known_collections
from pipeline.intake.model import IntakeRecord
from pipeline.intake.scan import recall_collection, scan_collection
from pipeline.orchestration.instance import WRITER_POOL
from pipeline.orchestration.io_retries import tried_again
from pipeline.orchestration.listener import ProgressListener
from pipeline.orchestration.metadata import RawMetadataValue, markdown_table
from pipeline.orchestration.partitions import COLLECTIONS, COLLECTIONS_AT_ONCE
from pipeline.orchestration.resources import HomeFolder, ReaderSettings

_LISTED = 50


@dg.asset(
    group_name="intake",
    partitions_def=COLLECTIONS,
    backfill_policy=dg.BackfillPolicy.multi_run(COLLECTIONS_AT_ONCE),
    deps=["fetched_files"],
    kinds={"pdf", "filesystem"},
    pool=WRITER_POOL,
    description="Every PDF of a collection: hashed, stored once per content, with the reason when it cannot be opened. 收件",
)
def inbox_files(
    context: dg.AssetExecutionContext,
    home_folder: HomeFolder,
    reader: ReaderSettings,
    progress: dg.ResourceParam[ProgressListener],
) -> dg.MaterializeResult[None]:
    """Scan the inbox of the partition's collections."""
    progress.step("intake")
    records: list[IntakeRecord] = []
    problems: list[str] = []
    first_seen = 0
    for collection in context.partition_keys:
        with tried_again():
            scan = scan_collection(home_folder.home, collection, reader.settle_seconds)
        records.extend(scan.records)
        problems.extend(scan.manifest_problems)
        first_seen += scan.first_seen
    for problem in problems:
        context.log.warning(problem)
    counts = Counter(record.status for record in records)
    refused = [(r.file_name, r.status, r.reason or "") for r in records if r.status != "new"]
    return dg.MaterializeResult(
        metadata={
            "files": len(records),
            "seen_for_the_first_time": first_seen,
            "readable": counts["new"],
            "duplicates": counts["duplicate"],
            "rejected": counts["rejected"],
            "not_to_be_read": markdown_table(("file", "status", "reason"), refused[:_LISTED], total=len(refused)),
            "manifest_problems": markdown_table(("problem",), [(p,) for p in problems[:_LISTED]], total=len(problems)),
        }
    )


@dg.asset_check(
    asset=inbox_files,
    description="Every line of manifest.csv and expected.csv is understood, and the manifest names files that are there.",
)
def manifest_is_understood(home_folder: HomeFolder) -> dg.AssetCheckResult:
    """Report what is wrong with manifests and lists of expected disclosures, over all collections."""
    problems = [
        f"{name}: {problem}"
        for name in _collections(home_folder)
        for problem in recall_collection(home_folder.home, name).manifest_problems
    ]
    return dg.AssetCheckResult(
        passed=not problems,
        severity=dg.AssetCheckSeverity.WARN,
        metadata={"problems": markdown_table(("problem",), [(p,) for p in problems[:_LISTED]], total=len(problems))},
    )


@dg.asset(
    group_name="extraction",
    partitions_def=COLLECTIONS,
    backfill_policy=dg.BackfillPolicy.multi_run(COLLECTIONS_AT_ONCE),
    deps=[inbox_files],
    kinds={"python", "parquet"},
    pool=WRITER_POOL,
    code_version=PARSER_VERSION,
    description="Tables, amounts, indicators and claims of every readable document, one set of Parquet files each. 抽取",
)
def extraction(
    context: dg.AssetExecutionContext,
    home_folder: HomeFolder,
    reader: ReaderSettings,
    progress: dg.ResourceParam[ProgressListener],
) -> dg.MaterializeResult[None]:
    """Read the documents that this version of the parser has not read yet, several at a time."""
    progress.step("extraction")
    home = home_folder.home
    scans = [recall_collection(home, name) for name in context.partition_keys]
    records = [record for scan in scans for record in (*scan.former, *scan.records)]
    waiting = documents_to_read(home, records)
    context.log.info(f"{len(waiting)} of {len(records)} files to read with parser version {PARSER_VERSION}.")

    def tell(outcome: DocumentOutcome, done: int, total: int) -> None:
        progress.documents(outcome, done, total)
        context.log.info(f"{done}/{total} {outcome.file_name}: {_in_words(outcome)}")
        if outcome.failure:
            context.log.warning(f"{outcome.file_name}: {outcome.failure}")

    with tried_again(), local_pool(reader.workers or None, reader.limits) as pool:
        outcomes = extract_documents(home, waiting, pool, reader.engine, tell)
    progress.readers(pool.usage)
    usage = {
        "cpu_seconds_of_readers": round(pool.usage.cpu_seconds, 2),
        "peak_mb_of_a_reader": round(pool.usage.peak_mb),
    }
    return dg.MaterializeResult(metadata={**_extraction_metadata(records, outcomes), **usage})


def _extraction_metadata(
    records: Sequence[IntakeRecord], outcomes: Sequence[DocumentOutcome]
) -> dict[str, RawMetadataValue]:
    rejected = [(o.file_name, o.rejected_reason or "") for o in outcomes if o.rejected_reason]
    slowest = sorted(outcomes, key=lambda outcome: -outcome.seconds)
    rows = [
        (o.file_name, o.page_count, o.table_count, o.bound_count, o.amount_count, f"{o.seconds:.2f}") for o in slowest
    ]
    return {
        "documents_read": len(outcomes),
        "documents_read_before": sum(record.status == "new" for record in records) - len(outcomes),
        "pages": sum(o.page_count for o in outcomes),
        "tables": sum(o.table_count for o in outcomes),
        "tables_bound": sum(o.bound_count for o in outcomes),
        "amounts": sum(o.amount_count for o in outcomes),
        "reader_failures": sum(o.failure is not None for o in outcomes),
        "seconds_of_reading": round(sum(o.seconds for o in outcomes), 2),
        "cpu_seconds_of_reading": round(sum(o.cpu_seconds for o in outcomes), 2),
        "largest_memory_of_a_reader_mb": round(max((o.peak_mb for o in outcomes), default=0)),
        "rejected": markdown_table(("file", "reason"), rejected[:_LISTED], total=len(rejected)),
        "documents": markdown_table(
            ("file", "pages", "tables", "bound", "amounts", "seconds"), rows[:_LISTED], total=len(rows)
        ),
    }


def _in_words(outcome: DocumentOutcome) -> str:
    if outcome.rejected_reason:
        return f"rejected. {outcome.rejected_reason}"
    tables = f"{outcome.bound_count}/{outcome.table_count} tables bound"
    return f"{outcome.page_count} pages, {tables}, {outcome.amount_count} amounts, {outcome.seconds:.2f} s"


def _collections(home_folder: HomeFolder) -> list[str]:
    return known_collections(home_folder.home)
