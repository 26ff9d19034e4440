from __future__ import annotations

from pipeline.warehouse.versions import unit_identity


def test_blanks_and_width_do_not_make_another_body() -> None:
    assert unit_identity(None, None, "焦作市 解放区教育局", "a") == unit_identity(None, None, "焦作市解放区教育局", "b")


def test_a_name_without_its_city_is_one_body_only_inside_one_division_or_collection() -> None:
    assert unit_identity("350102", None, "鼓楼区教育局", "a") != unit_identity("320106", None, "鼓楼区教育局", "a")
    assert unit_identity(None, None, "鼓楼区教育局", "a") != unit_identity(None, None, "鼓楼区教育局", "b")
    assert unit_identity("350102", None, "教育局", "a") == unit_identity("350102", None, "教育局", "b")


def test_the_word_for_city_inside_an_offices_name_is_no_city() -> None:
    assert unit_identity("350102", None, "鼓楼区城市管理局", "a") != unit_identity(
        "320106", None, "鼓楼区城市管理局", "a"
    )


def test_a_code_is_unique_only_inside_its_division() -> None:
    assert unit_identity("410802", "526001", None, "a") != unit_identity("410803", "526001", None, "a")


def test_a_printed_code_keeps_units_apart_that_print_their_departments_name() -> None:
    department = "云台市山阳新区教育局"
    assert unit_identity(None, "312002", department, "a") != unit_identity(None, "312003", department, "a")


def test_nothing_known_is_never_grouped() -> None:
    assert unit_identity("410802", None, None, "a") is None
    assert unit_identity("410802", "", "", "a") is None
