"""A file that unpacks to too much is refused before any PDF library opens it; an ordinary one is not."""

import random
import tracemalloc
import zlib
from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.hostile import one_page, stream
from pipeline.intake.opening import why_not_readable
from pipeline.intake.unpacking import UnpackingLimits, why_too_large_unpacked

LIMITS = UnpackingLimits(plain=1, heavy=4, whole=1)
MB = 2**20


def file(body: bytes) -> bytes:
    return b"%PDF-1.7\n5 0 obj\n" + body + b"\nendobj\n"


@pytest.mark.parametrize("twice", [False, True])
def test_a_stream_that_unpacks_to_too_much_is_told_without_unpacking_it_as_a_whole(twice):
    bomb = file(stream(bytes(200 * MB), twice=twice))
    tracemalloc.start()
    said = why_too_large_unpacked(bomb, LIMITS)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert said is not None
    assert "unpacks to more than 1 MB in one place" in said
    assert peak < 20 * MB


def test_a_picture_may_be_larger_than_drawing_operators():
    head = "/Subtype /Image"
    assert why_too_large_unpacked(file(stream(bytes(3 * MB), head)), LIMITS) is None
    assert why_too_large_unpacked(file(stream(bytes(5 * MB), head)), LIMITS) is not None


def test_many_streams_count_together():
    picture = stream(bytes(3 * MB) + random.Random(1).randbytes(2_000), "/Subtype /Image")
    limits = replace(LIMITS, whole=50)
    assert why_too_large_unpacked(b"".join(file(picture) for _ in range(10)), limits) is None
    assert why_too_large_unpacked(b"".join(file(picture) for _ in range(20)), limits) is not None


@pytest.mark.parametrize("cut", [1, 10, 1000])
def test_a_damaged_stream_counts_as_far_as_it_goes(cut):
    packed = zlib.compress(bytes(100 * MB))
    body = b"<< /Filter /FlateDecode >>\nstream\n" + packed[:-cut] + b"\nendstream"
    assert why_too_large_unpacked(file(body), LIMITS) is not None


def test_what_is_not_packed_is_none_of_this(samples):
    assert why_too_large_unpacked(file(stream(b"x" * 3 * MB, packed=False)), LIMITS) is None
    for path in sorted(samples.glob("*.pdf")):
        assert why_too_large_unpacked(path.read_bytes()) is None, path.name


def test_intake_refuses_a_bomb_with_its_own_reason(tmp_path: Path):
    path = tmp_path / "bomb.pdf"
    path.write_bytes(one_page(b"0 0 m 9 9 l S\n" * 2_000_000))
    assert "unpacks to more than 16 MB" in (why_not_readable(path) or "")


def test_intake_refuses_more_pages_than_are_read(tmp_path: Path):
    path = tmp_path / "pages.pdf"
    kids = "3 0 R " * 3_001
    path.write_bytes(one_page(b"").replace(b"/Kids [3 0 R] /Count 1", f"/Kids [{kids}] /Count 3001".encode()))
    assert why_not_readable(path) == "The PDF has 3,001 pages, more than the 3,000 that are read: split it."
