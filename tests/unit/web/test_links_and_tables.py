"""Addresses are the same names for server and folder; files that people open in Excel run nothing."""

import csv
import io
from decimal import Decimal

import pytest

from pipeline.answers.search import keys_of
from pipeline.web.links import FolderLinks, ServerLinks, file_safe, page_file
from pipeline.web.render import bar, wan
from pipeline.web.tables import as_csv


def test_a_page_has_one_name_on_the_server_and_in_the_folder():
    assert ServerLinks().page("unit", "ab12") == "/unit/ab12"
    assert FolderLinks().page("unit", "ab12") == "../../p/unit/ab12.html"


def test_the_language_travels_with_every_address():
    assert ServerLinks("en").page("compare", year=2024) == "/compare?year=2024&lang=en"


def test_keys_that_no_file_name_can_hold_stay_distinct():
    names = [file_safe(key) for key in ("a/b", "a?b", "a-b", "项目", "项目2")]
    assert len(set(names)) == 5
    assert all(name.isascii() and "/" not in name for name in names)


def test_the_first_page_has_a_file_too():
    assert page_file("") == "p/start/index.html"


@pytest.mark.parametrize("typed", ["商务局", "shangwuju", "swj", "gzsswj"])
def test_a_body_is_found_by_name_pinyin_and_initials(typed):
    assert typed in keys_of("广州市商务局")


def test_an_amount_is_shown_in_ten_thousands_with_the_exact_yuan_beside_it():
    assert wan(Decimal("5527200.00")) == '<span title="5,527,200.00 元">552.72</span>'


def test_what_is_not_known_is_no_zero():
    assert "0" not in wan(None)


@pytest.mark.parametrize("amount", [None, Decimal(0), Decimal(-5)])
def test_no_bar_without_a_positive_amount(amount):
    assert bar(amount, Decimal(10)) == ""


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "0210"])
def test_a_text_that_excel_would_run_is_written_as_text(text):
    (row,) = list(csv.DictReader(io.StringIO(as_csv([{"name": text, "n": Decimal("-1.50")}]).decode("utf-8-sig"))))
    assert row == {"name": f"\t{text}", "n": "-1.50"}  # the same guard as the files of `mingzhang export`
