"""The scheduled asset of the publishers' sites, against a site on localhost."""

import dagster as dg
import pytest

from pipeline.home import HOME_VARIABLE, Home
from pipeline.intake.manifest import read_manifest
from pipeline.orchestration.assembly import build_definitions
from pipeline.orchestration.fetching import FETCH_JOB, daily_fetch
from tests.unit.fetching.site import Site, running_site

pytestmark = pytest.mark.integration
PDF = b"%PDF-1.7\n" + b"x" * 3000 + b"\n%%EOF\n"


@pytest.fixture
def site(home: Home, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv(HOME_VARIABLE, str(home.root))
    with running_site() as site:
        yield site


def run(site: Site, home: Home, *paths: str) -> dg.ExecuteInProcessResult:
    listed = [site.address + path for path in paths]
    (home.root / "sources.yml").write_text(f"sources: [{{collection: c, files: {listed}}}]", encoding="utf-8")
    with dg.DagsterInstance.ephemeral() as instance:
        return (
            build_definitions().resolve_job_def(FETCH_JOB).execute_in_process(instance=instance, raise_on_error=False)
        )


def test_new_files_reach_the_inbox_and_what_failed_fails_a_check_and_not_the_run(home, site):
    site.gives("/a.pdf", PDF)
    done = run(site, home, "/a.pdf", "/gone.pdf")
    assert done.success
    (event,) = done.get_asset_materialization_events()
    metadata = event.materialization.metadata
    assert (metadata["new"].value, metadata["failed"].value) == (1, 1)
    assert "404" in str(metadata["not_fetched"].value)
    assert [check.passed for check in done.get_asset_check_evaluations()] == [False]
    assert (home.inbox / "c" / "a.pdf").read_bytes() == PDF
    assert read_manifest(home.inbox / "c").entries["a.pdf"].source_url == f"{site.address}/a.pdf"


def test_a_list_that_cannot_be_used_fails_the_run_with_the_reason(home, site):
    (home.root / "sources.yml").write_text("sources: 1", encoding="utf-8")
    with dg.DagsterInstance.ephemeral() as instance:
        done = (
            build_definitions().resolve_job_def(FETCH_JOB).execute_in_process(instance=instance, raise_on_error=False)
        )
    assert not done.success
    assert any(
        "must begin with" in str(event.step_failure_data.error) for event in done.all_events if event.is_step_failure
    )


def test_without_a_list_nothing_is_run(home, site):
    assert daily_fetch() == dg.SkipReason("The home has no sources.yml.")
