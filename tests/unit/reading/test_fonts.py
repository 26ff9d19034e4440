"""Fonts that a PDF names but does not carry: what is read depends on the bytes of the file alone."""

from __future__ import annotations

import shutil
import subprocess
import sys

import pytest

from pipeline.reading.render import render_page
from tests.unit.reading.conftest import read

LEVELS = ["类", "款", "项"]


def cid_font(name: str, cmap: str, ordering: str = "GB1", more: str = "") -> str:
    """A Chinese font by name, with the widths a report generator writes."""
    return (
        f"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /{cmap} /DescendantFonts [ << /Type /Font "
        f"/Subtype /CIDFontType2 /BaseFont /{name} /CIDSystemInfo << /Registry (Adobe) /Ordering ({ordering}) /Supplement 2 >> "
        f"/DW 1000 /W [ 1 95 500 814 939 500 ] {more} /FontDescriptor << /Type /FontDescriptor /FontName /{name} /Flags 4 "
        "/FontBBox [0 -120 1000 880] /Ascent 880 /Descent -120 /ItalicAngle 0 /StemV 80 /CapHeight 700 >> >> ] >>"
    )


def draw(texts, encoding, font="F9", size=10):
    """One text object for each text, 60 points apart."""
    return "".join(
        f"BT /{font} {size} Tf {50 + 60 * i} 200 Td <{text.encode(encoding).hex()}> Tj ET\n"
        for i, text in enumerate(texts)
    )


@pytest.mark.parametrize(
    ("name", "cmap", "encoding"),
    [
        ("STSong-Light", "UniGB-UCS2-H", "utf-16-be"),
        ("SimSun", "UniGB-UTF16-H", "utf-16-be"),
        ("FangSong_GB2312", "GBK-EUC-H", "gbk"),
        ("SimHei,Bold", "GBKp-EUC-H", "gbk"),
        ("#CB#CE#CC#E5", "GB-EUC-H", "gb2312"),
        ("MicrosoftYaHei", "GBK2K-H", "gb18030"),
    ],
)
def test_a_word_of_one_character_is_read_without_its_font(make_pdf, read_page, name, cmap, encoding):
    texts = [*LEVELS, "费", "1", "208"]
    page = read_page(make_pdf(draw(texts, encoding), fonts=f"/F9 {cid_font(name, cmap)}"))
    assert [w.text for w in sorted(page.words, key=lambda w: w.x0)] == texts


def test_widths_are_those_of_the_file(make_pdf, read_page):
    # 500 of 1000 em for each digit, whatever the shape of the font that stands in
    page = read_page(make_pdf(draw(["1234.56", "预算数"], "gbk"), fonts=f"/F9 {cid_font('SimSun', 'GBK-EUC-H')}"))
    figure, name = sorted(page.words, key=lambda w: w.x0)
    assert (figure.x0, figure.x1) == pytest.approx((50, 50 + 7 * 5), abs=0.01)
    assert (name.x0, name.x1) == pytest.approx((110, 140), abs=0.01)


def test_a_character_that_no_font_has_keeps_its_place(make_pdf, read_page):
    texts = ["㑇", "龘"]
    page = read_page(make_pdf(draw(texts, "utf-16-be"), fonts=f"/F9 {cid_font('SimSun-ExtB', 'UniGB-UTF16-H')}"))
    words = sorted(page.words, key=lambda w: w.x0)
    assert [w.text for w in words] == texts
    assert [w.x0 for w in words] == pytest.approx([50, 110])


def test_a_character_beyond_the_first_plane_is_one_character(make_pdf):
    page = read(make_pdf(draw(["𠮷村"], "utf-16-be"), fonts=f"/F9 {cid_font('SimSun-ExtB', 'UniGB-UTF16-H')}"))
    assert [w.text for w in page.words] == ["𠮷村"]


def test_figures_in_a_western_encoding_of_a_chinese_font(make_pdf, read_page):
    font = (
        "<< /Type /Font /Subtype /TrueType /BaseFont /SimSun /Encoding /WinAnsiEncoding /FirstChar 32 /LastChar 126 "
        f"/Widths [ {'500 ' * 95}] /FontDescriptor << /Type /FontDescriptor /FontName /SimSun /Flags 32 /ItalicAngle 0 "
        "/FontBBox [0 -120 1000 880] /Ascent 880 /Descent -120 /StemV 80 /CapHeight 700 >> >>"
    )
    page = read_page(make_pdf(draw(["7", "1,416.80"], "ascii"), fonts=f"/F9 {font}"))
    words = sorted(page.words, key=lambda w: w.x0)
    assert [w.text for w in words] == ["7", "1,416.80"]
    assert words[1].x0 == pytest.approx(110, abs=0.5)


def test_the_picture_shows_the_text_without_its_font(make_pdf):
    drawn = make_pdf(draw(["类"], "gbk", size=40), fonts=f"/F9 {cid_font('SimSun', 'GBK-EUC-H')}")
    picture = render_page(drawn, 1, dpi=72).convert("L").crop((50, 55, 90, 110))
    ink = picture.point(lambda level: level < 128 and 255).histogram()[255]
    assert 100 < ink < 1200


READ = """
import sys
from pathlib import Path
from pipeline.reading import engine
for path in sys.argv[1:]:
    with engine("pdfium").open(Path(path)) as document:
        for number in range(1, document.page_count + 1):
            page = document.read_page(number)
            print(number, page.words, page.rules)
"""
HIDE = 'for folder in /usr/share/fonts /usr/local/share/fonts; do [ ! -d "$folder" ] || mount -t tmpfs none "$folder"; done; exec "$@"'


def test_no_installed_font_is_asked_for(make_pdf):
    names = [
        ("STSong-Light", "UniGB-UCS2-H", "utf-16-be"),
        ("KaiTi", "GBK-EUC-H", "gbk"),
        ("SimSun", "GBK-EUC-V", "gbk"),
    ]
    paths = [
        str(
            make_pdf(
                draw([*LEVELS, "2024年", "70.10"], encoding), fonts=f"/F9 {cid_font(name, cmap)}", name=f"{name}.pdf"
            )
        )
        for name, cmap, encoding in names
    ]
    unshare = shutil.which("unshare")
    hidden = [unshare or "", "--map-root-user", "--mount", "sh", "-c", HIDE, "sh"]
    if unshare is None or subprocess.run([*hidden, "true"], check=False, capture_output=True).returncode:
        pytest.skip("this machine lets no process hide a folder")
    command = [sys.executable, "-c", READ, *paths]
    present = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    assert present.count("Word(") > len(paths)
    assert subprocess.run([*hidden, *command], check=True, capture_output=True, text=True).stdout == present
