"""Every word of the pages has an English one; nothing of a template is written past the list."""

import re
from importlib import resources

import pytest
from jinja2 import Environment

from pipeline.web import words

_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_ONLY_CHINESE = {"draft.html"}  # the report to a Chinese office
_FOLDER = resources.files("pipeline.web") / "templates"
TEMPLATES = sorted(file.name for file in _FOLDER.iterdir() if file.name not in _ONLY_CHINESE)
_THE_OTHER_LANGUAGE = "中文"


def tokens(template: str) -> list[tuple[int, str, str]]:
    return list(Environment(autoescape=True).lex((_FOLDER / template).read_text(encoding="utf-8")))


@pytest.mark.parametrize("template", TEMPLATES)
def test_no_word_is_written_past_the_list(template):
    plain = [text.strip() for _, kind, text in tokens(template) if kind == "data"]
    left = [re.sub(r"[，。；：、（）“”]", "", text) for text in plain]
    assert [text for text in left if _CHINESE.search(text)] == []


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_word_of_a_template_is_in_the_list(template):
    used = {text[1:-1] for _, kind, text in tokens(template) if kind == "string" and _CHINESE.search(text)}
    assert used - {_THE_OTHER_LANGUAGE, "、"} - words.ENGLISH.keys() == set()


@pytest.mark.parametrize("terms", words.TERMS, ids=lambda terms: next(iter(terms)))
def test_every_term_of_the_data_is_in_the_list(terms):
    assert set(terms.values()) - words.ENGLISH.keys() == set()


def test_no_english_word_holds_chinese():
    assert [word for word in words.ENGLISH.values() if _CHINESE.search(word)] == []


def test_values_stand_in_their_places_in_both_languages():
    for chinese, english in words.ENGLISH.items():
        assert chinese.count("{}") == english.count("{}"), chinese
    assert words.translate("第{}页", "en", 3) == "page 3"
    assert words.translate("第{}页", "zh", 3) == "第3页"
