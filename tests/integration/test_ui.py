"""`mingzhang ui` as an operator uses it: drop a PDF, see it published; the pages render in a real browser."""

import json
import shutil
import socket
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest
from PIL import Image

sys.path.insert(0, str(Path(__file__).parent))
from browser import browser, screenshot

from pipeline.cli.ui import start_services, stop_services
from pipeline.home import Home

pytestmark = [pytest.mark.integration, pytest.mark.xdist_group("ui")]


@dataclass(frozen=True)
class Ui:
    """A running UI."""

    home: Home
    url: str

    def ask(self, query: str) -> dict:
        """Answer of the GraphQL interface."""
        request = urllib.request.Request(
            f"{self.url}/graphql", json.dumps({"query": query}).encode(), {"Content-Type": "application/json"}
        )
        with urllib.request.urlopen(request, timeout=60) as answer:
            return json.load(answer)["data"]


def wait_for(what: Callable[[], object], seconds: float) -> object:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if found := what():
                return found
        except (OSError, duckdb.Error):
            pass
        time.sleep(1)
    raise AssertionError(f"not within {seconds} s")


@pytest.fixture(scope="module")
def ui(tmp_path_factory: pytest.TempPathFactory, ingested) -> Iterator[Ui]:
    home = Home(tmp_path_factory.mktemp("ui") / "home")
    shutil.copytree(ingested.home.root, home.root, symlinks=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    services = start_services(home, port, quiet=True)
    running = Ui(home, f"http://127.0.0.1:{port}")
    try:
        wait_for(
            lambda: (
                running.ask("{ repositoriesOrError { __typename } }")["repositoriesOrError"]["__typename"]
                == "RepositoryConnection"
            ),
            180,
        )
        yield running
    finally:
        stop_services(services)
    assert all(service.poll() is not None for service in services)


def test_the_code_location_is_loaded_and_its_sensors_run(ui: Ui):
    answer = ui.ask(
        """{ repositoriesOrError { ... on RepositoryConnection { nodes { location { name }
             sensors { name sensorState { status } } schedules { name scheduleState { status } } } } } }"""
    )
    (node,) = answer["repositoriesOrError"]["nodes"]
    assert node["location"]["name"] == "mingzhang"
    assert {s["name"]: s["sensorState"]["status"] for s in node["sensors"]} == {
        "alert_sensor": "RUNNING",
        "inbox_sensor": "RUNNING",
        "publish_when_loaded": "RUNNING",
    }
    assert {s["name"]: s["scheduleState"]["status"] for s in node["schedules"]} == {
        "daily_fetch": "RUNNING",
        "daily_scan": "RUNNING",
        "nightly_upkeep": "RUNNING",
    }


def test_the_runs_of_the_command_line_are_listed(ui: Ui):
    runs = ui.ask("{ runsOrError { ... on Runs { results { jobName status } } } }")["runsOrError"]["results"]
    assert {"load_collection", "build_warehouse"} <= {run["jobName"] for run in runs if run["status"] == "SUCCESS"}


def test_a_dropped_pdf_is_published_without_further_ado(ui: Ui, samples: Path):
    folder = ui.home.inbox / "dropped"
    folder.mkdir()
    # the same pages under other bytes are a new content
    (folder / "new.pdf").write_bytes((samples / "S7e_letter.pdf").read_bytes() + b"\n")

    def published() -> bool:
        with duckdb.connect(str(ui.home.current.resolve()), read_only=True) as connection:
            rows = connection.execute("select status from dim_document where collection = 'dropped'").fetchall()
        return rows == [("rejected",)]

    wait_for(published, 400)


@pytest.mark.skipif(browser() is None, reason="needs chromium; .ci/run installs it")
@pytest.mark.parametrize("page", ["asset-groups", "assets/within_table?view=checks"])
def test_the_pages_render_in_a_browser(ui: Ui, tmp_path: Path, page: str):
    target = tmp_path / "page.png"
    screenshot(f"{ui.url}/{page}", target)
    with Image.open(target) as picture:
        colours = picture.convert("RGB").getcolors(maxcolors=1_000_000) or []
    assert len(colours) > 200, "a blank or a loading page has few colours"
