"""Every subject of printed language has one room; what still stands outside may become less and not more."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.language_rooms import GOAL, Counts, count

LIMITS = {"number patterns": 0, "normalisers": 0, "Chinese literals": 40}
"""What stood outside its room when this was last lowered; the goals are in the benchmark."""


@pytest.fixture(scope="module")
def counts() -> Counts:
    return count()


@pytest.mark.parametrize("kind", LIMITS)
def test_no_reader_spells_for_itself_that_did_not_before(counts: Counts, kind: str) -> None:
    assert LIMITS[kind] <= GOAL[kind]
    assert counts.outside(kind) <= LIMITS[kind], (
        "move the words to schemas/vocabulary/, the spelling to pipeline/language/"
    )


@pytest.mark.parametrize("room", ["identity", "narrative", "performance", "reading", "tables"])
def test_a_room_whose_words_are_data_stays_so(counts: Counts, room: str) -> None:
    assert counts.by_package("Chinese literals").get(room, 0) == 0


def _counted(tmp_path: Path, text: str) -> Counts:
    room = tmp_path / "pipeline" / "tables"
    room.mkdir(parents=True)
    (room / "one.py").write_text(text, encoding="utf-8")
    return count(tmp_path)


@pytest.mark.parametrize(
    "pattern", [r"[\d,]+(\.\d+)?", r"\d{1,3}(?:,\d{3})+", r"-?\d+\.\d{2}", r"\d+(?:\.\d+)?元", r"[-0-9,.]+$"]
)
def test_an_expression_for_a_printed_number_is_counted(tmp_path: Path, pattern: str) -> None:
    assert _counted(tmp_path, f"A = r'{pattern}'\n").by_package("number patterns") == {"tables": 1}


@pytest.mark.parametrize(
    "pattern", [r"20\d{2}年", r"^\d{3,12}$", r"[^,。;\d]{0,9}", r"\d{1,2}[.、]", r"^(\d{3})(?:\d{2})?$"]
)
def test_years_codes_and_ordinals_are_no_numbers(tmp_path: Path, pattern: str) -> None:
    assert _counted(tmp_path, f"A = r'{pattern}'\n").by_package("number patterns") == {}


def test_every_way_to_remove_blanks_is_counted(tmp_path: Path) -> None:
    text = (
        "import re, unicodedata\n_BLANKS = re.compile(r'\\s+')\n"
        "def a(t): return _BLANKS.sub('', t)\ndef b(t): return re.sub(r'\\s+', '', t)\n"
        "def c(t): return ''.join(t.split())\ndef d(t): return unicodedata.normalize('NFKC', t)\n"
        "def other(t): return ' '.join(t.split()) + _BLANKS.sub(' ', t)\n"
    )
    assert _counted(tmp_path, text).by_package("normalisers") == {"tables": 4}


def test_docstrings_are_no_literals(tmp_path: Path) -> None:
    assert _counted(tmp_path, '"""表."""\nA = "合计"\n"""行."""\n').by_package("Chinese literals") == {"tables": 1}


def test_packages_that_import_each_other_are_a_cycle(tmp_path: Path) -> None:
    for room, imported in (("a", "b"), ("b", "c"), ("c", "a"), ("d", "a")):
        folder = tmp_path / "pipeline" / room
        folder.mkdir(parents=True)
        (folder / "one.py").write_text(f"from pipeline.{imported}.one import x\n", encoding="utf-8")
    assert count(tmp_path).cycles() == ["a", "b", "c"]
