"""A list of sources is used as a whole or not at all, and says why."""

import pytest

from pipeline.fetching.links import day_in_address, links_of
from pipeline.fetching.sources import SourcesError, read_sources


def test_without_a_list_there_is_nothing_to_fetch(home):
    assert read_sources(home) == []


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("sources: {", "no YAML"),
        ("- a", "must begin with"),
        ("sources: [{collection: c}]", "neither pages nor files"),
        ("sources: [{collection: ../c, files: ['http://a.cn/a.pdf']}]", "cannot name a collection"),
        ("sources: [{collection: c, files: ['ftp://a.cn/a.pdf']}]", "no address"),
        ("sources: [{collection: c, files: ['file:///etc/passwd']}]", "no address"),
        ("sources: [{collection: c, files: ['http://a.cn/a.pdf'], links: '('}]", "no regular expression"),
        ("sources: [{collection: c, file: ['http://a.cn/a.pdf']}]", "unknown file"),
        ("sources: [{collection: c, files: ['http://a.cn/a.pdf'], most_pages: 0}]", "most_pages"),
    ],
)
def test_what_is_wrong_is_said(home, text, says):
    (home.root / "sources.yml").write_text(text, encoding="utf-8")
    with pytest.raises(SourcesError, match=says):
        read_sources(home)


def test_a_day_belongs_to_the_links_of_its_own_line():
    html = """<meta name=PubDate content='2024-05-01 10:00'><table>
      <tr><td><a href=a.pdf>预算</a></td><td>2024年2月9日</td></tr><tr><td><a href=b.pdf>决算</a></td></tr>
      <tr><td><a href=c.pdf>2024-02-19 与 2024-02-20</a></td></tr></table>"""
    days = {link.address: str(link.published_on) for link in links_of(html.encode(), "https://a.cn/x/")}
    assert days["https://a.cn/x/b.pdf"] == days["https://a.cn/x/c.pdf"] == "2024-05-01"


def test_the_day_in_an_address_of_the_usual_content_system():
    assert str(day_in_address("https://a.cn/ys/202402/t20240219_3301.html")) == "2024-02-19"
    assert day_in_address("https://a.cn/20240219.pdf") is None
