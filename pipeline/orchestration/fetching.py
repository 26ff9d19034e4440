"""Publishers' sites as an asset: once a day what `sources.yml` names comes into the inbox, where the sensor finds it."""

from collections import Counter
from collections.abc import Iterator, Sequence

import dagster as dg

from pipeline.fetching.fetch import FetchOutcome, fetch_all, named_hosts
from pipeline.fetching.polite import Guest
from pipeline.fetching.sources import SourcesError, read_sources, sources_file
from pipeline.home import Home
from pipeline.orchestration.abandoned import note_process
from pipeline.orchestration.jobs import QUIET
from pipeline.orchestration.metadata import RawMetadataValue, markdown_table

_LISTED = 50
FETCH_JOB = "fetch_sources"


@dg.multi_asset(
    name="fetched_files",
    specs=[
        dg.AssetSpec(
            "fetched_files",
            group_name="fetching",
            kinds={"http", "pdf"},
            description="New and changed PDFs of the publishers' sites that `sources.yml` names, in the inbox with their line of the manifest. 采集",
        )
    ],
    check_specs=[
        dg.AssetCheckSpec(
            "every_address_answers",
            asset="fetched_files",
            description="No address of `sources.yml` failed. 每个来源都能取到",
        )
    ],
)
def fetched_files(context: dg.AssetExecutionContext) -> Iterator[dg.MaterializeResult[None] | dg.AssetCheckResult]:
    """Fetch. It writes into the inbox only, file by file at once, so it needs no turn as a writer."""
    note_process(context.instance, context.run.run_id)
    home = Home.locate().ensure()
    try:
        sources = read_sources(home)
    except SourcesError as error:
        raise dg.Failure(str(error), allow_retries=False) from error
    outcomes: list[FetchOutcome] = []
    guest = Guest(named_hosts=named_hosts(sources))
    try:
        for outcome in fetch_all(home, sources, guest):
            outcomes.append(outcome)
            if outcome.what != "unchanged":
                context.log.info(f"{outcome.what} {outcome.address} {outcome.file_name or ''} {outcome.reason or ''}")
    finally:
        guest.close()
    failed = [one for one in outcomes if one.what == "failed"]
    yield dg.MaterializeResult(asset_key="fetched_files", metadata=_metadata(outcomes))
    yield dg.AssetCheckResult(
        asset_key="fetched_files",
        check_name="every_address_answers",
        passed=not failed,
        severity=dg.AssetCheckSeverity.WARN,
        metadata={"failed": _table(failed)},
    )


def _metadata(outcomes: Sequence[FetchOutcome]) -> dict[str, RawMetadataValue]:
    counts = Counter(outcome.what for outcome in outcomes)
    return {
        **{what: counts[what] for what in ("new", "changed", "unchanged", "failed")},
        "fetched": _table([one for one in outcomes if one.what in {"new", "changed"}]),
        "not_fetched": _table([one for one in outcomes if one.what == "failed"]),
    }


def _table(outcomes: Sequence[FetchOutcome]) -> dg.MarkdownMetadataValue:
    rows = [(one.collection, one.file_name, one.address, one.reason) for one in outcomes[:_LISTED]]
    return markdown_table(("collection", "file", "address", "reason"), rows, total=len(outcomes))


fetch_sources = dg.define_asset_job(
    FETCH_JOB,
    selection=["fetched_files"],
    config=QUIET,
    tags={"dagster/max_runtime": 8 * 3600},
    description="Fetch what is new on the publishers' sites that `sources.yml` names.",
)


@dg.schedule(
    name="daily_fetch",
    job=fetch_sources,
    cron_schedule="0 1 * * *",
    execution_timezone="Asia/Shanghai",
    default_status=dg.DefaultScheduleStatus.RUNNING,
    description="At night, when sites have few visitors; nothing without a `sources.yml` in the home.",
)
def daily_fetch() -> dg.RunRequest | dg.SkipReason:
    """Request a run when there is a list of sources; one that cannot be used fails it, with the reason."""
    if sources_file(Home.locate()).exists():
        return dg.RunRequest()
    return dg.SkipReason("The home has no sources.yml.")
