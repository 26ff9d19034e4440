"""Five walks of a journalist and three of an auditor through the pages, in a real browser: clicks, seconds, pictures.

    python -m benchmarks.walks [--home DIR] [--pictures DIR] [--draft FILE.pdf] [--axe axe.min.js]

What is looked for is chosen from the build, so that every home can be walked through. Exit status 1 when a walk does not arrive, the console
shows an error, a request leaves the machine, or axe finds a serious fault.
"""

from __future__ import annotations

import argparse
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import uvicorn

from benchmarks.chrome import Chrome, ChromeError
from pipeline.answers.build import Published
from pipeline.cli.web import check_in_a_process
from pipeline.home import Home
from pipeline.web.server import application

_AXE = """
axe.run({resultTypes: ['violations']}).then(
    (found) => found.violations.map((v) => `${v.impact} ${v.id} ${v.nodes[0].target.join(' ')} (${v.nodes.length})`))
"""
_GRAVE = ("serious", "critical")


@dataclass(slots=True)
class Walk:
    """One walk and what it cost."""

    name: str
    clicks: int = 0
    seconds: float = 0.0
    failed: str = ""
    faults: list[str] = field(default_factory=list)
    """What axe found, on any of its pages."""


class Walker:
    """Walks, counts, and takes a picture at the end of every step that is worth one."""

    def __init__(self, chrome: Chrome, base: str, pictures: Path | None, axe: str):
        """Args: chrome: the browser; base: address of the pages; pictures: folder, or None; axe: the script that checks a page, or nothing."""
        self.chrome, self._base, self._pictures, self._axe = chrome, base, pictures, axe
        self.walk = Walk("")

    def home(self) -> None:
        """Begin at the first page, which is no click."""
        self.chrome.open(self._base)
        self._look()

    def click(self, selector: str, text: str = "") -> None:
        """One click."""
        self.walk.clicks += 1
        self.chrome.click(selector, text)
        self._look()

    def search(self, text: str) -> None:
        """Type into the search box and take the first hit."""
        self.chrome.run("document.getElementById('q').focus()")
        self.chrome.type(text)
        self.chrome.wait_for("document.querySelectorAll('#hits a').length > 0")
        self.picture("search")
        self.click("#hits a")

    def choose(self, name: str, value: str) -> None:
        """Choose in a form."""
        self.walk.clicks += 1
        self.chrome.run(f"document.querySelector('select[name={name}]').value = '{value}'")

    def must_show(self, script: str) -> None:
        """The walk has arrived when this is true."""
        self.chrome.wait_for(script, 10)

    def picture(self, step: str) -> None:
        """A picture of what is seen."""
        if self._pictures:
            self._pictures.mkdir(parents=True, exist_ok=True)
            self.chrome.screenshot(self._pictures / f"walk-{self.walk.name}-{step}.png")

    def _look(self) -> None:
        if self._axe:
            self.chrome.run(f"{self._axe}; undefined")
            self.walk.faults += [
                f"{fault} on {self.chrome.run('location.pathname')}" for fault in self.chrome.run(_AXE)
            ]


Step = Callable[[Walker, Published, Path | None], None]


def car_costs(walker: Walker, build: Published, _: Path | None) -> None:
    """What an office's cars cost over the years, to the cell."""
    row = build.one(
        """
        select unit_name, unit_id from mart_unit_year where vehicle_operation_yuan > 0 and unit_id is not null
        group by all order by count(distinct fiscal_year) desc, max(vehicle_operation_yuan) desc limit 1"""
    )
    assert row
    walker.home()
    walker.search(row["unit_name"])
    walker.must_show("document.querySelector('h1').textContent.length > 1")
    walker.picture("unit")
    walker.click("a[href*='/vehicle_operation_yuan']")
    walker.picture("evidence")
    walker.click("a[href^='/amount/']")
    walker.must_show("document.querySelector('img.strip').complete")
    walker.picture("cell")


def most_growth(walker: Walker, _: Published, __: Path | None) -> None:
    """Who grew most against the year before."""
    walker.home()
    walker.click("nav a", "指标比较")
    walker.picture("compare")
    walker.click("main a[href^='/growth']")
    walker.must_show("document.querySelectorAll('tbody tr').length > 0")
    walker.picture("growth")
    walker.click("tbody td a")
    walker.must_show("document.querySelector('h2') !== null")


def one_project(walker: Walker, build: Published, _: Path | None) -> None:
    """One project with its years and targets."""
    row = build.one(
        """
        select project_name from mart_project where project_name is not null and amount_yuan > 0 and length(project_name) between 4 and 40
        order by indicator_count desc nulls last, amount_yuan desc, row_key limit 1"""
    )
    assert row
    walker.home()
    walker.search(row["project_name"])
    walker.must_show("document.querySelector('tbody td a') !== null")
    walker.picture("project")
    walker.click("td.n a")
    walker.must_show("document.querySelector('tbody') !== null")


def missing_offices(walker: Walker, build: Published, _: Path | None) -> None:
    """Which offices of a place are missing."""
    row = build.one("select place from mart_disclosure_register where status = 'missing' and place is not null limit 1")
    walker.home()
    if row:
        walker.click("td.n a[href*='absent']")
        walker.must_show("document.getElementById('absent') !== null")
    else:
        walker.click("tbody th a")
        walker.must_show("document.querySelector('tbody') !== null")
    walker.picture("absent")


def figure_from_the_news(walker: Walker, build: Published, _: Path | None) -> None:
    """A figure read in the news, back to the cell in which it is printed."""
    row = build.one(
        """
        select printed from fact_amount join dim_document as d using (document_id)
        where d.is_current and printed like '%_.__' and amount_yuan > 1000000
        group by all having count(*) < 30 order by count(*) desc, printed limit 1"""
    )
    assert row
    walker.home()
    walker.search(row["printed"])
    walker.must_show(
        "document.querySelector('img.strip').complete && document.querySelector('img.strip').naturalWidth > 0"
    )
    walker.picture("cell")


def cases_of_a_bureau(walker: Walker, build: Published, _: Path | None) -> None:
    """What a bureau is asked to answer."""
    walker.home()
    walker.search(_with_cases(build)["unit_name"])
    walker.click("main a[href*='/answer/']")
    walker.must_show("document.querySelectorAll('.cases li').length > 0")
    walker.picture("answer")


def one_case(walker: Walker, _: Published, __: Path | None) -> None:
    """One case, with the cells of both sides marked on the page."""
    walker.home()
    walker.click("nav a", "问题")
    walker.picture("findings")
    walker.click("a[href^='/document/']")
    walker.click("a[href*='mark=']")
    walker.must_show("document.querySelectorAll('.cell.accused').length > 0")
    walker.must_show("document.querySelector('.sheet img').complete")
    walker.picture("page")


def draft_checked(walker: Walker, _: Published, draft: Path | None) -> None:
    """A draft dropped on the page, and its report."""
    if draft is None:
        raise ChromeError("no draft was given")
    walker.home()
    walker.click("nav a", "公开前核对")
    walker.picture("drop")
    walker.chrome.choose_files("input[type=file]", [draft])
    walker.walk.clicks += 1
    walker.chrome.run("document.querySelector('form.drop button').click()")
    walker.chrome.wait_for(
        "document.querySelector('ol li img') !== null || document.querySelector('pre') !== null", 600
    )
    walker.must_show("document.querySelector('ol li img') !== null")
    walker.picture("report")


def _with_cases(build: Published) -> dict[str, Any]:
    row = build.one(
        """
        select r.unit_id, any_value(r.unit_name) as unit_name from mart_finding as f join mart_disclosure_register as r using (document_id)
        where f.outcome = 'fail' and f.severity = 'error' and f.is_current and r.unit_name is not null group by r.unit_id
        order by count(*) desc, r.unit_id limit 1"""
    )
    assert row
    return row


JOURNALIST: tuple[Step, ...] = (car_costs, most_growth, one_project, missing_offices, figure_from_the_news)
AUDITOR: tuple[Step, ...] = (cases_of_a_bureau, one_case, draft_checked)


@contextmanager
def served(home: Home) -> Iterator[str]:
    """The pages of a home on a free port of this machine; gives their address."""
    app = application(home, check=check_in_a_process)
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}/"
    finally:
        server.should_exit = True
        thread.join(20)


@dataclass(frozen=True, slots=True)
class Walked:
    """All walks and what the browser noted."""

    walks: list[Walk]
    console: list[str]
    outside: list[str]
    """Requests to other machines."""


def run(
    home: Home, steps: tuple[Step, ...], pictures: Path | None = None, draft: Path | None = None, axe: str = ""
) -> Walked:
    """Walk through a home's pages.

    Args:
        home: with a published build.
        steps: the walks.
        pictures: folder for pictures; none are taken when None.
        draft: a PDF that contradicts itself, for the walk that checks one.
        axe: the script of axe-core; pages are not judged without it.
    """
    build = Published(home)
    walks = []
    with served(home) as base, Chrome() as chrome:
        for step in steps:
            walker = Walker(chrome, base, pictures, axe)
            walker.walk = Walk(step.__name__)
            begun = time.perf_counter()
            try:
                step(walker, build, draft)
            except (ChromeError, AssertionError) as error:
                walker.walk.failed = str(error) or "nothing to walk to"
            walker.walk.seconds = time.perf_counter() - begun
            walks.append(walker.walk)
        host = urlsplit(base).netloc
        outside = [
            url
            for url in chrome.requests
            if urlsplit(url).scheme not in {"data", "about", "blob"} and urlsplit(url).netloc != host
        ]
        return Walked(walks, chrome.console, outside)


def main() -> None:
    """Walk and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--pictures", type=Path)
    parser.add_argument("--draft", type=Path)
    parser.add_argument("--axe", type=Path)
    chosen = parser.parse_args()
    steps = (*JOURNALIST, *(step for step in AUDITOR if chosen.draft or step is not draft_checked))
    axe = chosen.axe.read_text(encoding="utf-8") if chosen.axe else ""
    done = run(Home.locate(chosen.home), steps, chosen.pictures, chosen.draft, axe)
    for walk in done.walks:
        print(f"{walk.name:22} {walk.clicks} clicks {walk.seconds:5.1f} s  {walk.failed or 'arrived'}")
        for fault in sorted(set(walk.faults)):
            print(f"    axe: {fault}")
    for text in done.console:
        print(f"console: {text}")
    for url in done.outside:
        print(f"left the machine: {url}")
    grave = [fault for walk in done.walks for fault in walk.faults if fault.startswith(_GRAVE)]
    sys.exit(1 if grave or done.console or done.outside or any(walk.failed for walk in done.walks) else 0)


if __name__ == "__main__":
    main()
