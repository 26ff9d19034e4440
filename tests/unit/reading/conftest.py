"""Tiny PDFs, written by hand so that each test shows the drawing operations it is about."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.reading import Page, engine

MakePdf = Callable[..., Path]

# Helvetica, and a Chinese font whose codes are UTF-16 (every PDF library carries its character map)
FONTS = (
    "<< /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >> /F2 << /Type /Font /Subtype /Type0 "
    "/BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [ << /Type /Font /Subtype /CIDFontType0 "
    "/BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /DW 1000 "
    "/FontDescriptor << /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [0 -120 1000 880] /Ascent 880 "
    "/Descent -120 /ItalicAngle 0 /StemV 80 /CapHeight 700 >> >> ] >> >>"
)


def show(text: str, x: float, y: float, size: float = 10, matrix: str = "1 0 0 1") -> str:
    """Content that prints `text` with its baseline at (x, y)."""
    font, code = ("F1", f"({text})") if text.isascii() else ("F2", f"<{text.encode('utf-16-be').hex()}>")
    return f"BT /{font} {size} Tf {matrix} {x} {y} Tm {code} Tj ET\n"


@pytest.fixture
def make_pdf(tmp_path: Path) -> MakePdf:
    """make_pdf(content, …): writes a PDF with one page per content string."""

    def make(
        *contents: str,
        media: str = "0 0 400 300",
        extra: str = "",
        form: tuple[str, str] | None = None,
        image: bytes | None = None,
        image_width: int = 1,
        fonts: str = "",
        resources: str = "",
        catalog: str = "",
        more: dict[int, str] | None = None,
        name: str = "t.pdf",
    ) -> Path:
        objects: list[bytes] = [f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode()]
        kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(contents)))
        objects.append(f"<< /Type /Pages /Kids [ {kids} ] /Count {len(contents)} >>".encode())
        last = 4 + 2 * len(contents)
        xobjects = f"<< /X1 {last} 0 R >>" if form or image else "<< >>"
        objects.append(f"<< /Font {FONTS[:-2]}{fonts} >> /XObject {xobjects} {resources} >>".encode())
        for i, content in enumerate(contents):
            objects.append(
                f"<< /Type /Page /Parent 2 0 R /MediaBox [ {media} ] /Resources 3 0 R {extra} "
                f"/Contents {5 + 2 * i} 0 R >>".encode()
            )
            objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content.encode()))
        if form:
            matrix, content = form
            head = f"<< /Type /XObject /Subtype /Form /BBox [ -999 -999 999 999 ] /Matrix [ {matrix} ] /Resources 3 0 R"
            objects.append(f"{head} /Length {len(content)} >>\nstream\n{content}\nendstream".encode())
        if image is not None:
            head = f"<< /Type /XObject /Subtype /Image /Width {image_width} /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8"
            objects.append(f"{head} /Length {len(image)} >>\nstream\n".encode() + image + b"\nendstream")
        out = bytearray(b"%PDF-1.4\n")
        offsets = []
        for number, body in enumerate(objects, start=1):
            offsets.append(len(out))
            out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
        extra_offsets = []
        for number, text in (more or {}).items():
            extra_offsets.append((number, len(out)))
            out += f"{number} 0 obj\n{text}\nendobj\n".encode()
        start = len(out)
        out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
        out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
        out += b"".join(b"%d 1\n%010d 00000 n \n" % entry for entry in extra_offsets)
        out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
            max([len(objects), *(more or {})]) + 1,
            start,
        )
        path = tmp_path / name
        path.write_bytes(bytes(out))
        return path

    return make


def read(path: Path, number: int = 1, name: str = "pdfium") -> Page:
    """One page of a file."""
    with engine(name).open(path) as document:
        return document.read_page(number)


@pytest.fixture(params=["pdfium", "pdfplumber"])
def read_page(request: pytest.FixtureRequest) -> Callable[..., Page]:
    """read_page(path, number=1) with each of the two engines in turn."""
    return lambda path, number=1: read(path, number, request.param)


@pytest.fixture(name="show")
def show_fixture() -> Callable[..., str]:
    """Content that prints a text."""
    return show
