"""The pages in a real browser: the walks arrive, nothing complains, nothing leaves the machine, everybody can use them."""

from pathlib import Path

import pytest

from benchmarks.chrome import browser
from benchmarks.walks import AUDITOR, JOURNALIST, Walked, draft_checked, run

pytestmark = [
    pytest.mark.integration,
    pytest.mark.xdist_group("ingest"),
    pytest.mark.skipif(browser() is None, reason="no browser: install chromium (`.ci/run` does)"),
]
AXE = Path(__file__).parents[1] / "vendor" / "axe-core-4.14.1.min.js"
STEPS = (*JOURNALIST, *(step for step in AUDITOR if step is not draft_checked))  # that one is tested without a browser


@pytest.fixture(scope="module")
def walked(ingested) -> Walked:
    return run(ingested.home, STEPS, axe=AXE.read_text(encoding="utf-8"))


def test_every_walk_arrives_within_three_clicks(walked):
    assert [(walk.name, walk.failed) for walk in walked.walks if walk.failed or walk.clicks > 3] == []
    assert len(walked.walks) == len(STEPS)


def test_the_console_stays_silent(walked):
    assert walked.console == []


def test_no_request_leaves_the_machine(walked):
    assert walked.outside == []


def test_no_page_has_a_serious_fault_of_accessibility(walked):
    assert [fault for walk in walked.walks for fault in walk.faults if fault.startswith(("serious", "critical"))] == []
