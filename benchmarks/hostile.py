"""Hostile and damaged PDFs, made anew each time: bombs, loops, lies, giants and ruins, none of them more than a few hundred kilobytes.

`python -m benchmarks.hostile FOLDER [--seed N]` writes them; `python -m benchmarks.fuzz --hostile` reads them and says what became of each.
"""

from __future__ import annotations

import argparse
import random
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

SAMPLES = Path(__file__).parent.parent / "tests" / "samples"
A4 = "[0 0 842 595]"
_CHINESE = (
    "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [<< /Type /Font "
    "/Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> "
    "/FontDescriptor << /Type /FontDescriptor /FontName /STSong-Light /Flags 4 >> >>] >>"
)
_LATIN = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
Named = Iterator[tuple[str, bytes]]


def stream(data: bytes, head: str = "", *, packed: bool = True, twice: bool = False) -> bytes:
    """A stream object's body, compressed once or twice."""
    filters = ""
    if packed:
        data, filters = zlib.compress(data, 9), "/Filter /FlateDecode"
    if twice:
        data, filters = zlib.compress(data, 9), "/Filter [/FlateDecode /FlateDecode]"
    return f"<< {head} {filters} /Length {len(data)} >>\nstream\n".encode() + data + b"\nendstream"


def pdf(objects: Mapping[int, str | bytes], root: int = 1, trailer: str = "") -> bytes:
    """A file with a correct index."""
    out = bytearray(b"%PDF-1.7\n")
    offsets = {}
    for number, body in objects.items():
        offsets[number] = len(out)
        out += f"{number} 0 obj\n".encode() + (body.encode() if isinstance(body, str) else body) + b"\nendobj\n"
    start = len(out)
    size = max(offsets) + 1
    lines = [f"{offsets[n]:010} 00000 n \n" if n in offsets else "0000000000 65535 f \n" for n in range(size)]
    out += f"xref\n0 {size}\n{''.join(lines)}trailer\n<< /Size {size} /Root {root} 0 R {trailer} >>\n".encode()
    return bytes(out + f"startxref\n{start}\n%%EOF\n".encode())


def one_page(
    content: bytes, page: str = "", more: Mapping[int, str | bytes] | None = None, box: str = A4, resources: str = ""
) -> bytes:
    """A document of one page with a Chinese and a Latin font."""
    fonts = f"/Font << /F1 {_CHINESE} /F2 {_LATIN} >>"
    return pdf(
        {
            1: "<< /Type /Catalog /Pages 2 0 R >>",
            2: "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            3: f"<< /Type /Page /Parent 2 0 R /MediaBox {box} /Contents 4 0 R /Resources << {fonts} {resources} >> {page} >>",
            4: stream(content),
            **(more or {}),
        }
    )


def text(x: float, y: float, words: str, size: float = 10) -> bytes:
    """One string on a page."""
    code = words.encode("utf-16-be", "surrogatepass").hex()
    return f"BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm <{code}> Tj ET\n".encode()


def cover(name: str = "某某县财政局") -> bytes:
    """What makes a page a disclosure, so that all of the reader has to do with it."""
    return (
        text(200, 560, f"{name}2024年部门预算", 18) + text(300, 530, "部门收支总表", 14) + text(700, 515, "单位：万元")
    )


def grid(columns: int, rows: int, cell: Callable[[int, int], str], width: float = 800, height: float = 480) -> bytes:
    """A ruled table."""
    dx, dy = width / columns, height / rows
    lines = [f"20 {20 + dy * r:.2f} m {20 + width} {20 + dy * r:.2f} l S" for r in range(rows + 1)]
    lines += [f"{20 + dx * c:.2f} 20 m {20 + dx * c:.2f} {20 + height} l S" for c in range(columns + 1)]
    words = [
        text(22 + dx * c, 22 + height - dy * (r + 1), said, 6)
        for r in range(rows)
        for c in range(columns)
        if (said := cell(c, r))
    ]
    return "\n".join(lines).encode() + b"\n" + b"".join(words)


def _ones(_column: int, _row: int) -> str:
    return "1.00"


def bombs(_rng: random.Random) -> Named:
    """Little that unpacks to much, in every place that holds a stream."""
    for megabytes in (8, 64, 256, 1024):
        zeros = bytes(megabytes * 2**20)
        for twice in (False, True):
            packed = stream(zeros, twice=twice)
            name = f"{megabytes}mb{'_twice' if twice else ''}"
            plain = one_page(cover())
            yield f"content_{name}", _with(plain, 4, packed)
            image = packed.replace(
                b"<< ",
                f"<< /Type /XObject /Subtype /Image /Width 65535 /Height {megabytes * 16} /BitsPerComponent 8 /ColorSpace /DeviceGray ".encode(),
                1,
            )
            yield (
                f"image_{name}",
                one_page(
                    cover() + b"q 800 0 0 500 20 20 cm /I Do Q", more={5: image}, resources="/XObject << /I 5 0 R >>"
                ),
            )
            map_ = packed.replace(b"<< ", b"<< /Type /CMap ", 1)
            font = _CHINESE.replace("/DescendantFonts", "/ToUnicode 5 0 R /DescendantFonts")
            yield (
                f"tounicode_{name}",
                one_page(cover().replace(b"/F1", b"/F3"), more={5: map_}, resources=f"/Font << /F3 {font} >>"),
            )
            embedded = _CHINESE.replace("/Flags 4", "/Flags 4 /FontFile3 5 0 R")
            yield (
                f"font_{name}",
                one_page(cover().replace(b"/F1", b"/F3"), more={5: packed}, resources=f"/Font << /F3 {embedded} >>"),
            )
            numbers = packed.replace(b"<< ", b"<< /Type /ObjStm /N 100000 /First 8 ", 1)
            yield f"objects_{name}", _with_xref_stream({9: numbers})
            yield f"index_{name}", _with_xref_stream({}, index=packed)
    for depth in (5, 10, 20, 60):
        for width in (2, 10, 30):
            forms = {
                10 + level: stream(
                    b" ".join(b"/F%d Do" % (level + 1) for _ in range(width)) if level < depth else b"0 0 m 9 9 l S",
                    f"/Type /XObject /Subtype /Form /BBox [0 0 800 500] /Resources << /XObject << /F{level + 1} {11 + level} 0 R >> >>",
                )
                for level in range(depth + 1)
            }
            yield (
                f"laughs_{depth}_{width}",
                one_page(cover() + b"/F0 Do", more=forms, resources="/XObject << /F0 10 0 R >>"),
            )
    for count in (10_000, 300_000, 2_000_000):
        yield f"lines_{count}", one_page(cover() + b"0 0 m 9 9 l S\n" * count)
        yield f"curves_{count}", one_page(cover() + b"0 0 m 1 2 3 4 5 6 c f\n" * count)
        yield f"glyphs_{count}", one_page(cover() + b"BT /F2 1 Tf (" + b"1" * count + b") Tj ET")
        yield f"states_{count}", one_page(cover() + b"q " * count)
        yield f"words_{count}", one_page(cover() + b"BT /F2 4 Tf 9 9 Td (7.00 ) Tj ET\n" * (count // 10))
        yield f"arrays_{count}", one_page(cover() + b"[" * count)
        yield f"colours_{count}", one_page(cover() + b"0.1 0.2 0.3 rg 1 1 5 5 re f\n" * (count // 10))


def loops(_rng: random.Random) -> Named:
    """What refers to itself, near and far."""
    page = f"<< /Type /Page /Parent 2 0 R /MediaBox {A4} >>"
    for count in (1, 2, 10_000, 2**31 - 1, -1, 0):
        yield (
            f"tree_self_{count}",
            pdf({1: "<< /Type /Catalog /Pages 2 0 R >>", 2: f"<< /Type /Pages /Kids [2 0 R] /Count {count} >>"}),
        )
        yield (
            f"tree_pair_{count}",
            pdf(
                {
                    1: "<< /Type /Catalog /Pages 2 0 R >>",
                    2: f"<< /Type /Pages /Kids [3 0 R] /Count {count} >>",
                    3: f"<< /Type /Pages /Kids [2 0 R 4 0 R] /Count {count} >>",
                    4: page,
                }
            ),
        )
        yield (
            f"count_{count}",
            pdf(
                {1: "<< /Type /Catalog /Pages 2 0 R >>", 2: f"<< /Type /Pages /Kids [3 0 R] /Count {count} >>", 3: page}
            ),
        )
    for depth in (100, 5_000):
        chain: dict[int, str | bytes] = {n: f"<< /Type /Pages /Kids [{n + 1} 0 R] /Count 1 >>" for n in range(2, depth)}
        yield f"tree_deep_{depth}", pdf({1: "<< /Type /Catalog /Pages 2 0 R >>", **chain, depth: page})
    for share in (100, 3_000, 20_000, 200_000):
        kids = "3 0 R " * share
        yield (
            f"pages_{share}",
            pdf(
                {
                    1: "<< /Type /Catalog /Pages 2 0 R >>",
                    2: f"<< /Type /Pages /Kids [{kids}] /Count {share} >>",
                    3: page,
                }
            ),
        )
    form = stream(b"/Me Do", "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /Me 5 0 R >> >>")
    yield "form_self", one_page(cover() + b"/Me Do", more={5: form}, resources="/XObject << /Me 5 0 R >>")
    glyph = stream(b"BT /F3 9 Tf (a) Tj ET")
    type3 = (
        "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [1 0 0 1 0 0] /CharProcs << /a 6 0 R >> /FirstChar 97 /LastChar 97 "
        "/Encoding << /Differences [97 /a] >> /Widths [9] /Resources << /Font << /F3 5 0 R >> >> >>"
    )
    yield (
        "glyph_self",
        one_page(cover() + b"BT /F3 9 Tf (aaa) Tj ET", more={5: type3, 6: glyph}, resources="/Font << /F3 5 0 R >>"),
    )
    pattern = stream(
        b"/Pattern cs /P scn 0 0 9 9 re f",
        "/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] /XStep 1 /YStep 1 /Resources << /Pattern << /P 5 0 R >> >>",
    )
    yield (
        "pattern_self",
        one_page(
            cover() + b"/Pattern cs /P scn 0 0 800 500 re f", more={5: pattern}, resources="/Pattern << /P 5 0 R >>"
        ),
    )
    for length in ("5 0 R", "4 0 R", "999 0 R", "-1", "99999999999"):
        body = f"<< /Length {length} >>\nstream\n".encode() + cover() + b"\nendstream"
        yield f"length_{length.split()[0]}", _with(one_page(b""), 4, body)
    whole = one_page(cover())
    start = int(whole.rsplit(b"startxref\n", 1)[1].split()[0])
    for target in (start, 0, len(whole) - 5, 2**40):
        yield f"prev_{target}", whole.replace(b"/Root 1 0 R", f"/Root 1 0 R /Prev {target}".encode())
    for count in (10, 20_000):
        notes: dict[int, str | bytes] = {
            n: f"<< /Type /Annot /Subtype /Widget /FT /Tx /Rect [0 0 99 9] /V (1.00) /Parent {n} 0 R /Kids [{n} 0 R] >>"
            for n in range(10, 10 + count)
        }
        listed = " ".join(f"{n} 0 R" for n in notes)
        yield f"fields_{count}", one_page(cover(), f"/Annots [{listed}]", more=notes)
    for depth in (100, 20_000):
        yield f"nested_{depth}", one_page(cover(), "/X " + "[" * depth + "]" * depth)
        yield f"dicts_{depth}", one_page(cover(), "/X " + "<< /X " * depth + "0" + " >>" * depth)


def giants(rng: random.Random) -> Named:
    """Sizes, positions and numbers that no page has."""
    for box in (
        "[0 0 20000 20000]", "[0 0 1e9 1e9]", "[0 0 0 0]", "[0 0 -500 -500]", "[0 0 0.001 0.001]", "[595 842 0 0]", "[]", "[0 0 14400 2]",
        "[1e38 1e38 2e38 2e38]", "[-1e9 -1e9 1e9 1e9]", "[0 0 99999999999999999999 1]", "[(a) (b) (c) (d)]", "[0 0 100000 100]",
    ):  # fmt: skip
        for words in (b"", cover()):
            yield f"box_{len(words)}_{abs(hash_of(box))}", one_page(words, box=box)
    for unit in ("1000000", "0", "-1", "0.0000001"):
        yield f"unit_{unit}", one_page(cover(), f"/UserUnit {unit}")
    for width, height in ((100_000, 100_000), (65_535, 65_535), (1, 10**9), (2**31 - 1, 2**31 - 1), (0, 0), (-5, 5)):
        for filter_ in (
            "FlateDecode",
            "CCITTFaxDecode",
            "DCTDecode",
            "JBIG2Decode",
            "JPXDecode",
            "RunLengthDecode",
            "LZWDecode",
        ):
            head = f"/Type /XObject /Subtype /Image /Width {width} /Height {height} /BitsPerComponent 8 /ColorSpace /DeviceRGB /Filter /{filter_}"
            image = stream(rng.randbytes(300), head, packed=False)
            content = b"q 800 0 0 500 20 20 cm /I Do Q"
            yield (
                f"image_{width}_{height}_{filter_}",
                one_page(content, more={5: image}, resources="/XObject << /I 5 0 R >>"),
            )
    for matrix in (
        "1e38 0 0 1e38 0 0",
        "0 0 0 0 0 0",
        "1e-38 0 0 1e-38 0 0",
        "nan 0 0 inf 0 0",
        "1 1e20 1e20 1 0 0",
        "1 0 0 1 1e30 1e30",
        "-1 0 0 -1 0 0",
    ):
        yield (
            f"matrix_{abs(hash_of(matrix))}",
            one_page(f"{matrix} cm\n".encode() + cover() + grid(5, 20, _ones)),
        )
    for size in ("0", "1e30", "-10", "0.000001", "4000"):
        yield f"size_{size}", one_page(f"BT /F1 {size} Tf 100 100 Td <9884 7b97> Tj ET\n".encode() + cover())


def crowds(rng: random.Random) -> Named:
    """Pages with more figures, cells, words and lines than any page has."""
    for digits in (20, 60, 400, 5_000):
        figure = "9" * digits + ".99"
        yield f"digits_{digits}", one_page(cover() + grid(4, 12, lambda c, r, f=figure: f if c and r else "收入合计"))  # type: ignore[misc]
    for columns, rows in ((4, 400), (60, 60), (200, 200), (2, 1_500), (400, 3)):
        for dense in (False, True):
            fill = (lambda c, r: f"{c * r}.00") if dense else (lambda c, _r: "收入" if not c else "")
            yield f"grid_{columns}_{rows}_{dense}", one_page(cover() + grid(columns, rows, fill))
    for count in (1_000, 20_000):
        spots = [(rng.random() * 800, rng.random() * 500) for _ in range(count)]
        yield f"scatter_{count}", one_page(cover() + b"".join(text(x, y, f"{x:.2f}", 5) for x, y in spots))
        yield (
            f"rules_{count}",
            one_page(
                cover()
                + b"".join(b"%.1f %.1f m %.1f %.1f l S\n" % (x, y, x + 40, y) for x, y in spots)
                + grid(6, 12, _ones)
            ),
        )
        yield (
            f"slanted_{count}",
            one_page(cover() + b"".join(b"%.1f %.1f m %.1f %.1f l S\n" % (x, y, y, x) for x, y in spots)),
        )
        sentence = "2024年本年收入合计1,234.56万元，比上年增加12.3%，主要原因是人员增加。"
        yield (
            f"prose_{count}",
            one_page(cover() + b"".join(text(20, 500 - n * 0.02, sentence, 4) for n in range(count // 20))),
        )


def characters(rng: random.Random) -> Named:
    """Text that is none."""
    for name, words in {
        "surrogate": "\ud800收入\udfff", "null": "\0收\0入\0", "direction": "\u202e元万00.21\u202c", "combining": "收" + "\u0301" * 3_000,
        "private": "".join(chr(0xE000 + n) for n in range(300)), "unassigned": "\uffff\ufffe", "long": "支出" * 20_000,
        "csv": "=cmd|'/C calc'!A0",
        "html": "<script>alert(1)</script>", "escape": "\x1b]0;title\x07", "sql": "'); DROP TABLE document; --",
        "formula": "=1+1", "quotes": "\"'`“”",
    }.items():  # fmt: skip
        yield (
            f"text_{name}",
            one_page(cover() + text(50, 480, words) + grid(4, 10, lambda c, _r, w=words: w[:40] if not c else "1.00")),
        )  # type: ignore[misc]
        yield f"name_{name}", one_page(cover(words[:200]) + grid(4, 10, _ones))
    maps = {
        "everything": b"1 begincodespacerange <0000> <ffff> endcodespacerange 1 beginbfrange <0000> <ffff> <d800> endbfrange",
        "itself": b"/Me usecmap 1 beginbfchar <0041> <" + b"0042" * 5_000 + b"> endbfchar",
        "backwards": b"1 beginbfrange <ffff> <0000> <0041> endbfrange",
        "empty": b"",
        "unfinished": b"1 beginbfrange <0000> <00",
        "many": b"100 beginbfrange " + b"<0000> <ffff> <0000> " * 5_000,
    }
    for name, data in maps.items():
        font = _CHINESE.replace("/DescendantFonts", "/ToUnicode 5 0 R /DescendantFonts")
        page = cover().replace(b"/F1", b"/F3") + grid(4, 10, _ones).replace(b"/F1", b"/F3")
        yield f"map_{name}", one_page(page, more={5: stream(data)}, resources=f"/Font << /F3 {font} >>")
    for n in range(20):
        embedded = _CHINESE.replace("/Flags 4", "/Flags 4 /FontFile3 5 0 R")
        head = b"\x01\x00\x04\x01" if n % 2 else b"\0\1\0\0\0\x0c\0\x80"
        junk = head + rng.randbytes(rng.choice((10, 500, 20_000)))
        yield (
            f"font_{n}",
            one_page(
                cover().replace(b"/F1", b"/F3"),
                more={5: stream(junk, "/Subtype /CIDFontType0C")},
                resources=f"/Font << /F3 {embedded} >>",
            ),
        )


def actions(_rng: random.Random) -> Named:
    """What would do something in a program that obeys."""
    for name, action in {
        "script": "/S /JavaScript /JS (while(true){})", "launch": "/S /Launch /F (/bin/sh)", "uri": "/S /URI /URI (http://127.0.0.1:9/)",
        "remote": "/S /GoToR /F (\\\\\\\\host\\\\share\\\\x.pdf) /D [0 /Fit]",
        "submit": "/S /SubmitForm /F (http://127.0.0.1:9/)", "next": "/S /Named /N /NextPage /Next 1 0 R",
    }.items():  # fmt: skip
        whole = one_page(cover() + grid(4, 10, _ones))
        yield f"open_{name}", whole.replace(b"/Type /Catalog", f"/Type /Catalog /OpenAction << {action} >>".encode())
    outside = "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /F (/etc/passwd) /FFilter /FlateDecode /Length 0 >>\nstream\n\nendstream"
    yield "outside_file", one_page(cover() + b"/I Do", more={5: outside}, resources="/XObject << /I 5 0 R >>")
    for revision in (2, 3, 4, 5, 6, 99):
        secret = f"/Encrypt << /Filter /Standard /V {revision} /R {revision} /O <{'00' * 32}> /U <{'00' * 32}> /P -1 /Length 128 >> /ID [<00> <00>]"
        yield (
            f"encrypted_{revision}",
            pdf({1: "<< /Type /Catalog /Pages 2 0 R >>", 2: "<< /Type /Pages /Kids [] /Count 0 >>"}, trailer=secret),
        )


def ruins(rng: random.Random) -> Named:
    """The samples of this project, damaged as transfers and disks damage."""
    for path in sorted(SAMPLES.glob("*.pdf")):
        whole = path.read_bytes()
        if not 1_000 < len(whole) < 2**20:
            continue
        for n in range(12):
            yield f"{path.stem}_cut_{n}", whole[: rng.randrange(len(whole))]
        for n in range(8):
            at, length = rng.randrange(len(whole)), rng.choice((16, 512, 4_096))
            yield f"{path.stem}_hole_{n}", whole[:at] + bytes(length) + whole[at + length :]
            yield f"{path.stem}_gone_{n}", whole[:at] + whole[at + length :]
        at = whole.rfind(b"startxref")
        yield f"{path.stem}_no_index", whole[:at] + b"startxref\n0\n%%EOF"
        yield f"{path.stem}_wrong_index", whole[:at] + b"startxref\n99999999\n%%EOF"
        yield f"{path.stem}_crlf", whole.replace(b"\n", b"\r\n")
        yield f"{path.stem}_utf8", whole.decode("latin-1").encode()
        yield f"{path.stem}_before", b"HTTP/1.1 200 OK\r\n\r\n" + whole
        yield f"{path.stem}_twice", whole + whole
    for n in range(30):
        yield (
            f"noise_{n}",
            b"%PDF-1.7\n" + rng.randbytes(rng.choice((0, 10, 1_000, 100_000))) + b"\nstartxref\n9\n%%EOF",
        )


KINDS: dict[str, Callable[[random.Random], Named]] = {
    kind.__name__: kind for kind in (bombs, loops, giants, crowds, characters, actions, ruins)
}


def everything(seed: int) -> Named:
    """All of them, under names that say what they are."""
    for kind, make in KINDS.items():
        for name, data in make(random.Random(f"{seed} {kind}")):
            yield f"{kind}_{name.replace('.', '_').replace('-', 'm')}.pdf", data


def hash_of(value: str) -> int:
    """The same number for the same text in every process."""
    return zlib.crc32(value.encode())


def _with(whole: bytes, number: int, body: bytes) -> bytes:
    """A file with another body for one object; PDF readers find it by their repair, as in real damaged files."""
    start = whole.index(f"{number} 0 obj".encode())
    end = whole.index(b"endobj", start)
    return whole[:start] + f"{number} 0 obj\n".encode() + body + b"\n" + whole[end:]


def _with_xref_stream(more: Mapping[int, bytes], index: bytes | None = None) -> bytes:
    """A file whose index is a stream, with objects in another stream."""
    out = bytearray(b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n")
    out += f"3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox {A4} >>\nendobj\n".encode()
    offsets = {1: 9, 3: out.index(b"3 0 obj")}
    for number, body in more.items():
        offsets[number] = len(out)
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    container = next(iter(more), 9)
    rows = []
    for number in range(10):
        kind, value = (1, offsets[number]) if number in offsets else (2, container) if number == 2 else (0, 0)
        rows.append(bytes([kind]) + value.to_bytes(3, "big") + b"\0")
    head = "/Type /XRef /Size 10 /W [1 3 1] /Root 1 0 R"
    body = stream(b"".join(rows), head) if index is None else index.replace(b"<< ", f"<< {head} ".encode(), 1)
    return bytes(out + b"8 0 obj\n" + body + b"\nendobj\n" + f"startxref\n{start}\n%%EOF\n".encode())


def main() -> None:
    """Write them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=20261129)
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    count = 0
    for name, data in everything(arguments.seed):
        (arguments.folder / name).write_bytes(data)
        count += 1
    print(f"{count} files in {arguments.folder}")


if __name__ == "__main__":
    main()
