"""What a person types finds names by any of their forms, the likeliest first."""

from pipeline.answers.search import Names, indexed

_ROWS = [
    {"kind": "project", "id": "p1", "name": "商务局大楼维修", "place": None, "code": "41080224"},
    {"kind": "unit", "id": "u1", "name": "永安市商务局", "place": "350481", "code": "301"},
    {"kind": "unit", "id": "u2", "name": "商务局", "place": "110000", "code": "302"},
    {"kind": "unit", "id": "u3", "name": "永安市教育局", "place": "350481", "code": "303"},
]
NAMES = Names(indexed(_ROWS))


def found(text: str) -> list[str]:
    return [entry["id"] for entry in NAMES.named(text)]


def test_bodies_come_first_and_those_that_begin_with_it_before_the_others():
    assert found("商务局") == ["u2", "u1", "p1"]


def test_pinyin_initials_and_codes_find_the_same():
    assert found("shangwuju") == ["u2", "u1", "p1"]
    assert found("yasswj") == ["u1"]
    assert found("303") == ["u3"]


def test_an_entry_is_found_once_however_often_it_holds_the_word():
    assert found("a").count("u1") == 1


def test_what_no_name_holds_is_not_found():
    assert found("财政局") == []


def test_no_more_than_forty_are_shown():
    many = Names(
        indexed({"kind": "unit", "id": f"{n}", "name": f"第{n}小学", "place": "", "code": ""} for n in range(200))
    )
    assert len(many.named("小学")) == 40
