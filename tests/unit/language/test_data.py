"""The one loader of the vocabularies is strict."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
import yaml

import schemas
from pipeline.language.data import GENERAL, AnyOf, Phrase, Strict, VocabularyError, Word, Words, load_text
from pipeline.language.vocabulary import ColumnVocabulary, KindVocabulary

FOLDER = Path(schemas.__file__).parent / "vocabulary"


class _Small(Strict):
    total: Words
    titles: tuple[Phrase, ...] = ()
    any_of: AnyOf | None = None
    word: Word | None = None
    parts: dict[str, Phrase] = {}  # noqa: RUF012  (pydantic copies it)


def test_a_line_is_its_pattern_and_a_list_is_one_pattern() -> None:
    read = load_text(
        "total: {words: '合计$', page: general}\n"
        "any_of:\n  - {words: '人员|公用', page: general}\n  - {words: '项目', page: general}\n"
        "word: {word: '其中', page: general}\n",
        _Small,
    )
    assert read.total.search("支出合计")
    assert read.any_of is not None
    assert [bool(read.any_of.fullmatch(text)) for text in ("公用", "项目", "收入")] == [True, True, False]
    assert read.word == "其中"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("total: {words: 合计, page: general}\ntitle: []\n", "some.yaml:2: unknown key title"),
        (
            "total: {words: 合计, page: general}\ntitles:\n  - {words: 支出, unles: 项目, page: general}\n",
            "some.yaml:3: unknown key titles.0.unles",
        ),
        ("titles: []\n", "total is missing"),
        ("total: {words: 合计}\n", "some.yaml:1: total.page is missing"),
        ("\ntotal: {words: '(合计', page: general}\n", "some.yaml:2: total.words: .*no regular expression"),
        ("total: {words: '{chapter}合计', page: general}\n", "some.yaml:1: total.words: .*unknown part {chapter}"),
        ("total: 合计\n", "some.yaml:1: total"),
        (
            "total: {words: 合计, page: general}\ntotal: {words: 总计, page: general}\n",
            "line 2: the key total is given",
        ),
        ("total: {words: 合计, page: ''}\n", "some.yaml:1: total.page"),
    ],
)
def test_what_is_wrong_is_told_with_file_and_line(text: str, told: str) -> None:
    with pytest.raises(VocabularyError, match=told):
        load_text(text, _Small, name="some.yaml")


def test_parts_of_the_caller_and_of_the_file_are_used_by_name() -> None:
    read = load_text(
        "parts:\n  year: {words: '20\\d{2}年', page: general}\n  of_year: {words: '{year}度', page: general}\n"
        "total: {words: '^{chapter}{of_year}?合计{1}', page: general}\n",
        _Small,
        {"chapter": "[一二三]、"},
    )
    assert read.total.match("一、2024年度合计")
    assert read.total.match("二、合计")


def test_a_value_that_the_schemas_do_not_allow_is_told_with_its_line() -> None:
    text = (FOLDER / "columns.yaml").read_text(encoding="utf-8")
    line = next(i for i, t in enumerate(text.splitlines(), 1) if "fund: own_funds" in t)
    with pytest.raises(VocabularyError, match=rf"columns.yaml:{line}: .*own_fund is no fund"):
        load_text(text.replace("fund: own_funds", "fund: own_fund", 1), ColumnVocabulary, name="columns.yaml")


def test_no_exception_of_a_title_can_be_lost_by_a_misspelling() -> None:
    text = (FOLDER / "kinds.yaml").read_text(encoding="utf-8")
    count = text.count("unless:")
    with pytest.raises(VocabularyError) as told:
        load_text(text.replace("unless:", "unles:"), KindVocabulary, name="kinds.yaml")
    assert str(told.value).count("unknown key") == count > 0


def pages(node: object) -> list[str]:
    """What every line of a file says of where it comes from."""
    if isinstance(node, dict):
        own = [str(node["page"])] if "page" in node else []
        return own + [page for value in node.values() for page in pages(value)]
    return [page for value in node for page in pages(value)] if isinstance(node, list) else []


@pytest.mark.parametrize("name", sorted(path.name for path in FOLDER.glob("*.y*ml")))
def test_every_line_names_a_page_or_a_form_or_says_that_it_is_general_knowledge(name: str) -> None:
    found = pages(yaml.safe_load((FOLDER / name).read_text(encoding="utf-8")))
    assert found
    assert not [page for page in found if page != GENERAL and not any(c.isdigit() for c in page)]


@pytest.mark.parametrize("name", ["narrative_terms.csv", "identity_organisations.csv", "body_endings.csv"])
def test_every_line_of_a_word_list_says_where_it_comes_from(name: str) -> None:
    with (FOLDER / name).open(encoding="utf-8") as source:
        found = [row["page"] for row in csv.DictReader(source)]
    assert found
    assert not [page for page in found if not page or (page != GENERAL and not any(c.isdigit() for c in page))]
