"""The pages over a real build: every link leads somewhere, every number to its cell, and a browser sees no error."""

import re
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from docx import Document
from PIL import Image
from starlette.testclient import TestClient

from pipeline.answers.build import Published
from pipeline.web.server import application
from pipeline.web.site import write_site
from tests.integration.browser import browser, screenshot

pytestmark = pytest.mark.integration
_LINK = re.compile(r'(?:href|src)="([^"#]+)')


@pytest.fixture(scope="module")
def client(ingested) -> Iterator[TestClient]:
    with TestClient(application(ingested.home)) as session:
        yield session


def links_of(text: str) -> set[str]:
    return {link.replace("&amp;", "&") for link in _LINK.findall(text) if link.startswith("/")}


def largest_printed(ingested) -> tuple[str, str]:
    found = Published(ingested.home).one(
        "select amount_id, printed from fact_amount where printed like '%.%' order by amount_yuan desc, amount_id limit 1"
    )
    assert found
    return found["amount_id"], found["printed"]


def test_every_page_that_is_linked_from_the_first_ones_is_there(client):
    seen: set[str] = set()
    waiting = {"/"}
    for _ in range(4):  # three clicks deep, some of each kind
        following: set[str] = set()
        for link in sorted(waiting - seen):
            seen.add(link)
            answer = client.get(link)
            assert answer.status_code == 200, link
            if answer.headers["content-type"].startswith("text/html"):
                following |= links_of(answer.text)
        by_kind: dict[str, list[str]] = {}
        for link in sorted(following - seen):
            by_kind.setdefault(link.split("/")[1], []).append(link)
        waiting = {link for links in by_kind.values() for link in links[:4]}
    assert {"place", "unit", "document", "rule", "findings"} <= {link.split("/")[1] for link in seen}


def test_a_number_of_a_body_leads_to_the_printed_cell_in_two_clicks(client):
    body = next(hit for hit in client.get("/search.json", params={"q": "教育局"}).json() if hit["kind"] == "unit")
    page = client.get(f"/unit/{body['id']}").text
    evidence = next(
        link for link in links_of(page) if link.startswith("/evidence/") and link.endswith("expenditure_yuan")
    )
    cell = next(link for link in links_of(client.get(evidence).text) if link.startswith("/amount/"))
    text = client.get(cell).text
    picture = next(link for link in links_of(text) if link.startswith("/cell/"))
    assert client.get(picture).headers["content-type"] == "image/png"


def test_an_amount_finds_where_it_is_printed(client, ingested):
    amount_id, printed = largest_printed(ingested)
    hits = client.get("/search.json", params={"q": printed}).json()
    assert amount_id in {hit["id"] for hit in hits if hit["kind"] == "amount"}


def test_what_is_not_in_the_build_is_said_politely(client):
    answer = client.get("/unit/nobody")
    assert answer.status_code == 404
    assert "没有这一页" in answer.text


def test_nothing_but_pages_can_be_asked_for(client):
    for path in (
        "/static/../server.py",
        "/picture/..%2f..%2fetc/1.png",
        "/original/none.pdf",
        "/compare?measure=1;drop",
    ):
        assert client.get(path).status_code in {400, 404}, path


def test_the_server_says_that_no_other_machine_is_asked(client):
    policy = client.get("/").headers["content-security-policy"]
    assert policy.startswith("default-src 'self'")


def test_a_folder_of_files_has_no_dead_link_and_is_written_once(ingested, tmp_path: Path):
    first = write_site(ingested.home, tmp_path, pictures="none")
    assert (
        first.pages
        == first.written - sum(1 for path in tmp_path.rglob("*") if path.is_file() and path.suffix != ".html") - 1
    )
    for file in tmp_path.rglob("*.html"):
        for link in _LINK.findall(file.read_text(encoding="utf-8")):
            if not link.startswith(("data:", "http")):
                assert (file.parent / link).resolve().is_file(), f"{file}: {link}"
    second = write_site(ingested.home, tmp_path, pictures="none")
    assert (second.written, second.removed) == (0, 0)


def test_pages_of_documents_that_are_gone_are_removed(ingested, tmp_path: Path):
    write_site(ingested.home, tmp_path, pictures="none")
    old = tmp_path / "p" / "unit" / "gone.html"
    old.write_text("old", encoding="utf-8")
    assert write_site(ingested.home, tmp_path, pictures="none").removed == 1
    assert not old.exists()


@pytest.mark.skipif(browser() is None, reason="no browser: install chromium (`.ci/run` does)")
def test_a_browser_draws_the_page_of_a_document(ingested, client, tmp_path: Path):
    server = uvicorn.Server(uvicorn.Config(application(ingested.home), host="127.0.0.1", port=0, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    port = server.servers[0].sockets[0].getsockname()[1]
    amount_id, _ = largest_printed(ingested)
    page = next(link for link in links_of(client.get(f"/amount/{amount_id}").text) if link.startswith("/page/"))
    target = tmp_path / "page.png"
    try:
        screenshot(f"http://127.0.0.1:{port}{page}", target, wait_ms=5000)
    finally:
        server.should_exit = True
        thread.join(20)
    picture = Image.open(target).convert("L")
    assert picture.size == (1600, 1000)
    assert len(picture.getcolors(256) or []) > 50  # text, lines and the page's picture, no blank or error page


def test_a_draft_is_checked_and_nothing_of_it_is_kept(cli, samples, tmp_path: Path):
    report = tmp_path / "check.html"
    done = cli("check", samples / "S6_justice_2024_inconsistent.pdf", "-o", report)
    assert done.returncode == 1, done.stderr  # a contradiction was found
    text = report.read_text(encoding="utf-8")
    assert "7.88" in text  # page 15: 三公 total 7.88 against its parts 6.38
    assert "data:image/png;base64," in text
    assert list(tmp_path.iterdir()) == [report]


def test_two_editions_of_a_disclosure_are_compared_in_a_document_for_the_files(cli, samples, tmp_path: Path):
    """S8 is S3 with the figures of one school amended: its project +42.00, its 绩效工资 -17.30, and all totals."""
    report = tmp_path / "check.docx"
    done = cli("check", samples / "S3_edu_bureau_2024.pdf", samples / "S8_edu_bureau_2024_revised.pdf", "-o", report)
    assert "figures differ between editions" in done.stderr, done.stderr
    document = Document(str(report))
    assert "两个版本的不同" in [paragraph.text for paragraph in document.paragraphs]
    rows = [[cell.text for cell in row.cells] for row in document.tables[-1].rows]
    assert rows[0] == ["页", "行", "栏", "前", "后"]
    assert rows[1:]
    assert all(row[3] != row[4] for row in rows[1:])
