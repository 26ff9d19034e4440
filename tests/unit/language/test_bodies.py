"""Endings of the names of bodies: one list, subsets by name."""

from __future__ import annotations

import re

import pytest

from pipeline.language import bodies
from pipeline.language.data import VocabularyError


def test_a_bold_reader_knows_endings_that_a_careful_one_does_not() -> None:
    assert all(re.search(f"(?:{bodies.endings(subset)})$", "某市教育局") for subset in bodies.SUBSETS)
    assert re.search(f"(?:{bodies.endings('publisher')})$", "某市致公")
    assert not re.search(f"(?:{bodies.endings('sentence')})$", "某市致公")


def test_a_longer_ending_is_tried_before_the_one_it_ends_with() -> None:
    words = bodies.endings("publisher").split("|")
    assert words == sorted(words, key=len, reverse=True)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("局,rows,general", "body_endings.csv:3: unknown subset rows"),
        ("局,row", "body_endings.csv:3: a line is"),
        ("厅,row,general", "body_endings.csv:3: 厅 stands there already"),
    ],
)
def test_a_wrong_line_is_told_with_its_number(monkeypatch: pytest.MonkeyPatch, line: str, told: str) -> None:
    monkeypatch.setattr(bodies, "read_text", lambda _: f"ending,subsets,page\n厅,row publisher,general\n{line}\n")
    bodies._endings.cache_clear()
    with pytest.raises(VocabularyError, match=told):
        bodies.endings("row")
    bodies._endings.cache_clear()
