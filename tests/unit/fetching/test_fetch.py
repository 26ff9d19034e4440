"""Fetching from a site that misbehaves: what is fetched is whole, known, and asked for no more often than needed."""

from collections.abc import Iterator
from datetime import date

import pytest

from pipeline.fetching.fetch import FetchOutcome, fetch_all, named_hosts
from pipeline.fetching.polite import Guest, Manners
from pipeline.fetching.sources import Source, read_sources
from pipeline.home import Home
from pipeline.intake.inbox import list_collection
from pipeline.intake.manifest import read_manifest
from tests.unit.fetching.site import Site, running_site

PDF = b"%PDF-1.7\n" + bytes(range(256)) * 400 + b"\nstartxref\n9\n%%EOF\n"
OTHER = PDF.replace(b"1.7", b"1.6")
QUICK = Manners(0, attempts=3, first_wait=0, longest_wait=0, silence_seconds=1, file_seconds=1)


@pytest.fixture
def site() -> Iterator[Site]:
    with running_site() as site:
        yield site


def fetch(home: Home, *sources: Source, manners: Manners = QUICK, most_bytes: int = 10**6) -> list[FetchOutcome]:
    guest = Guest(manners, named_hosts=named_hosts(sources), sleep=lambda _seconds: None)
    try:
        return list(fetch_all(home, sources, guest, most_bytes))
    finally:
        guest.close()


def file_source(site: Site, path: str = "/a.pdf") -> Source:
    return Source("c", files=(site.address + path,))


def inbox(home: Home) -> dict[str, bytes]:
    return (
        {path.name: path.read_bytes() for path in (home.inbox / "c").glob("*.pdf")}
        if (home.inbox / "c").exists()
        else {}
    )


def test_links_of_a_page_are_fetched_with_the_day_that_stands_beside_them(home, site):
    site.gives(
        "/list/",
        "<li><a href='../up/2024预算.pdf'>预算</a><span>2024-02-19</span></li><li><a href=b.doc>x</a></li>".encode(),
    )
    site.gives("/up/2024%E9%A2%84%E7%AE%97.pdf", PDF)
    (done,) = fetch(home, Source("c", pages=(f"{site.address}/list/",)))
    assert (done.what, done.file_name) == ("new", "2024预算.pdf")
    assert inbox(home) == {"2024预算.pdf": PDF}
    entry = read_manifest(home.inbox / "c").entries["2024预算.pdf"]
    assert entry.source_url == f"{site.address}/up/2024预算.pdf"
    assert entry.published_on == date(2024, 2, 19)


def test_a_page_in_gbk_and_the_next_page_of_its_list_are_read(home, site):
    site.gives(
        "/1",
        "<meta charset=gb2312><a href=/决算.pdf>决算</a> <a href=/2>下一页</a><a href=/no.pdf>通知</a>".encode(
            "gb18030"
        ),
    )
    site.gives("/2", "<a href=/b.pdf>2023决算</a><a href=/1>下一页</a>".encode())
    for path in ("/%E5%86%B3%E7%AE%97.pdf", "/b.pdf", "/no.pdf"):
        site.gives(path, PDF if path != "/b.pdf" else OTHER)
    (home.root / "sources.yml").write_text(
        f"sources: [{{collection: c, pages: ['{site.address}/1'], links: 决算, follow: 下一页}}]", encoding="utf-8"
    )
    assert [done.what for done in fetch(home, *read_sources(home))] == ["new", "new"]
    assert set(inbox(home)) == {"决算.pdf", "b.pdf"}


def test_what_has_not_changed_is_not_sent_again(home, site):
    site.gives("/a.pdf", PDF, ETag='"one"')
    assert [done.what for done in fetch(home, file_source(site))] == ["new"]
    assert [done.what for done in fetch(home, file_source(site))] == ["unchanged"]
    assert site.asked("/a.pdf")[1]["If-None-Match"] == '"one"'


def test_a_changed_file_under_the_same_name_takes_its_place(home, site):
    site.gives("/a.pdf", PDF, ETag='"one"')
    fetch(home, file_source(site))
    site.gives("/a.pdf", OTHER, ETag='"two"')
    assert [done.what for done in fetch(home, file_source(site))] == ["changed"]
    assert inbox(home) == {"a.pdf": OTHER}


def test_two_addresses_with_one_name_give_two_files(home, site):
    site.gives("/x/a.pdf", PDF)
    site.gives("/y/a.pdf", OTHER)
    fetch(home, Source("c", files=(f"{site.address}/x/a.pdf", f"{site.address}/y/a.pdf")))
    assert sorted(inbox(home).values()) == sorted([PDF, OTHER])
    assert len(read_manifest(home.inbox / "c").entries) == 2


def test_an_answer_that_breaks_off_is_gone_on_with_where_it_ended(home, site):
    site.cuts_off("/a.pdf", PDF, 50_000, ETag='"one"')
    assert [done.what for done in fetch(home, file_source(site))] == ["new"]
    assert inbox(home) == {"a.pdf": PDF}
    assert site.asked("/a.pdf")[1]["Range"] == "bytes=50000-"


def test_a_file_that_changes_between_two_attempts_is_fetched_anew(home, site):
    site.cuts_off("/a.pdf", PDF, 50_000, ETag='"one"')
    cut = site.behaviours["/a.pdf"]

    def then_another(visit):
        cut(visit)
        site.gives("/a.pdf", OTHER, ETag='"two"')

    site.behaviours["/a.pdf"] = then_another
    fetch(home, file_source(site))
    assert inbox(home) == {"a.pdf": OTHER}


def test_a_part_is_kept_for_the_next_day_when_the_server_stays_broken(home, site):
    site.cuts_off("/a.pdf", PDF, 50_000, ETag='"one"')
    cut = site.behaviours["/a.pdf"]

    def then_gone(visit):
        cut(visit)
        site.gives("/a.pdf", b"busy", status=503)

    site.behaviours["/a.pdf"] = then_gone
    (done,) = fetch(home, file_source(site))
    assert (done.what, inbox(home)) == ("failed", {})
    site.gives("/a.pdf", PDF, ETag='"one"')
    assert [done.what for done in fetch(home, file_source(site))] == ["new"]
    assert site.asked("/a.pdf")[-1]["Range"] == "bytes=50000-"
    assert inbox(home) == {"a.pdf": PDF}


def test_an_answer_without_a_length_and_without_an_end_was_cut_off(home, site):
    def cut(visit):
        visit.send_response(200)
        visit.send_header("Connection", "close")
        visit.end_headers()
        visit.wfile.write(PDF[:50_000])
        visit.close_connection = True

    site.behaviours["/a.pdf"] = cut
    (done,) = fetch(home, file_source(site))
    assert done.what == "failed"
    assert "cut off" in (done.reason or "")
    assert inbox(home) == {}


@pytest.mark.parametrize("status", [500, 502, 503, 429])
def test_an_error_of_the_server_is_tried_again(home, site, status):
    def once(visit):
        site.gives("/a.pdf", PDF)
        visit.answer(status, b"busy", Retry_After="0")

    site.behaviours["/a.pdf"] = once
    assert [done.what for done in fetch(home, file_source(site))] == ["new"]


def test_an_error_that_lasts_is_a_reason_and_the_others_go_on(home, site):
    site.gives("/a.pdf", b"broken", status=500)
    site.gives("/b.pdf", PDF)
    done = fetch(
        home, Source("c", files=(f"{site.address}/a.pdf", f"{site.address}/gone.pdf", f"{site.address}/b.pdf"))
    )
    assert [one.what for one in done] == ["failed", "failed", "new"]
    assert "500" in (done[0].reason or "")
    assert "404" in (done[1].reason or "")
    assert len(site.asked("/a.pdf")) == QUICK.attempts
    assert len(site.asked("/gone.pdf")) == 1


def test_a_login_page_with_status_200_never_reaches_the_inbox(home, site):
    site.gives("/a.pdf", b"<!DOCTYPE html><html><form>login</form></html>", Content_Type="application/pdf")
    (done,) = fetch(home, file_source(site))
    assert done.what == "failed"
    assert "web page instead of a PDF" in (done.reason or "")
    assert list_collection(home, "c") == [] if (home.inbox / "c").exists() else True


def test_a_good_file_stays_when_the_site_later_answers_with_a_page(home, site):
    site.gives("/a.pdf", PDF)
    fetch(home, file_source(site))
    site.gives("/a.pdf", b"<html>maintenance</html>")
    assert [done.what for done in fetch(home, file_source(site))] == ["failed"]
    assert inbox(home) == {"a.pdf": PDF}


@pytest.mark.parametrize("says_so", [True, False])
def test_a_file_beyond_the_limit_is_refused(home, site, says_so):
    def give(visit):
        visit.send_response(200)
        visit.send_header(*(("Content-Length", str(len(PDF))) if says_so else ("Connection", "close")))
        visit.end_headers()
        visit.wfile.write(PDF)
        visit.close_connection = True

    site.behaviours["/a.pdf"] = give
    (done,) = fetch(home, file_source(site), most_bytes=60_000)
    assert "more than the" in (done.reason or "")
    assert not list(home.root.rglob("*.part"))


def test_a_server_that_drips_does_not_hold_the_others_up(home, site):
    site.drips("/a.pdf", PDF, 0.05)
    site.gives("/b.pdf", PDF)
    done = fetch(
        home,
        Source("c", files=(f"{site.address}/a.pdf", f"{site.address}/b.pdf")),
        manners=Manners(0, 1, 0, 0, file_seconds=0.3),
    )
    assert [one.what for one in done] == ["failed", "new"]
    assert "needed more than" in (done[0].reason or "")


def test_a_silent_server_is_given_up(home, site):
    site.drips("/a.pdf", PDF, 5)
    (done,) = fetch(home, file_source(site), manners=Manners(0, 1, 0, 0, silence_seconds=0.2))
    assert "does not answer properly" in (done.reason or "")


def test_redirects_are_followed_and_circles_are_not(home, site):
    site.redirects("/a.pdf", "/b.pdf")
    site.gives("/b.pdf", PDF)
    site.redirects("/round.pdf", "/round.pdf")
    site.redirects("/file.pdf", "file:///etc/passwd")
    names = ("/a.pdf", "/round.pdf", "/file.pdf")
    done = fetch(home, Source("c", files=tuple(site.address + name for name in names)))
    assert [one.what for one in done] == ["new", "failed", "failed"]
    assert "leads on more than" in (done[1].reason or "")
    assert "no web address" in (done[2].reason or "")


def test_a_site_must_not_lead_into_the_own_network(home, site):
    port = site.address.rsplit(":", 1)[1]
    site.gives("/list", f"<a href='http://localhost:{port}/secret.pdf'>预算</a>".encode())
    site.gives("/secret.pdf", PDF)
    site.redirects("/a.pdf", f"http://localhost:{port}/secret.pdf")
    done = fetch(home, Source("c", pages=(f"{site.address}/list",), files=(f"{site.address}/a.pdf",)))
    assert [one.what for one in done] == ["failed", "failed"]
    assert all("private network" in (one.reason or "") for one in done)
    assert site.asked("/secret.pdf") == []


def test_robots_txt_is_obeyed(home, site):
    site.gives("/robots.txt", b"User-agent: *\nDisallow: /inner/\n")
    site.gives("/inner/a.pdf", PDF)
    site.gives("/b.pdf", PDF)
    done = fetch(home, Source("c", files=(f"{site.address}/inner/a.pdf", f"{site.address}/b.pdf")))
    assert [one.what for one in done] == ["failed", "new"]
    assert "robots.txt forbids" in (done[0].reason or "")
    assert site.asked("/inner/a.pdf") == []


def test_a_site_that_cannot_say_its_rules_is_left_alone_for_now(home, site):
    site.gives("/robots.txt", b"", status=503)
    site.gives("/a.pdf", PDF)
    (done,) = fetch(home, file_source(site))
    assert "robots.txt answers with 503" in (done.reason or "")
    assert site.asked("/a.pdf") == []


def test_requests_to_one_host_wait_as_long_as_its_robots_txt_asks(home, site):
    site.gives("/robots.txt", b"User-agent: *\nCrawl-delay: 7\n")
    site.gives("/a.pdf", PDF)
    site.gives("/b.pdf", PDF)
    waits: list[float] = []
    source = Source("c", files=(f"{site.address}/a.pdf", f"{site.address}/b.pdf"))
    guest = Guest(QUICK, named_hosts=named_hosts([source]), sleep=waits.append)
    list(fetch_all(home, [source], guest))
    guest.close()
    assert [round(wait) for wait in waits] == [7, 7]


def test_a_name_that_the_server_gives_cannot_leave_the_collection(home, site):
    site.gives("/d?id=1", PDF, Content_Disposition="attachment; filename*=UTF-8''..%2F..%2F2024%E9%A2%84%E7%AE%97.pdf")
    site.gives("/d?id=2", OTHER, Content_Disposition='attachment; filename="..\\\\..\\\\x:y.PDF"')
    fetch(home, Source("c", files=(f"{site.address}/d?id=1", f"{site.address}/d?id=2")))
    assert set(inbox(home)) == {"2024预算.pdf", "x_y.pdf"}
    assert not list(home.root.glob("*.pdf"))


def test_lines_of_people_in_the_manifest_stay(home, site):
    site.gives("/a.pdf", PDF)
    (home.inbox / "c").mkdir()
    (home.inbox / "c" / "manifest.csv").write_text(
        "file,unit_name,published_on\na.pdf,某局,2024-01-05\nz.pdf,另局,\n", encoding="utf-8"
    )
    fetch(home, file_source(site))
    entries = read_manifest(home.inbox / "c").entries
    assert (entries["a.pdf"].unit_name, entries["a.pdf"].published_on) == ("某局", date(2024, 1, 5))
    assert entries["a.pdf"].source_url == f"{site.address}/a.pdf"
    assert entries["z.pdf"].unit_name == "另局"


def test_lines_that_nobody_understands_are_not_lost(home, site):
    site.gives("/a.pdf", PDF)
    (home.inbox / "c").mkdir()
    strange = "file,remark\nz.pdf,see the letter\n"
    (home.inbox / "c" / "manifest.csv").write_text(strange, encoding="utf-8")
    fetch(home, file_source(site))
    text = (home.inbox / "c" / "manifest.csv").read_text(encoding="utf-8")
    assert text == strange + "a.pdf,\n"
