"""What says which project a form is about."""

from __future__ import annotations

from pipeline.performance.subject import project_named_by_title, split_project
from pipeline.performance.vocabulary import load_vocabulary


def test_a_name_behind_its_code_keeps_its_quotes() -> None:
    assert split_project("11000026T000003706178-“清管行动”专项 检查") == ("11000026T000003706178", "“清管行动”专项检查")


def test_a_title_of_general_words_or_of_an_office_names_no_project() -> None:
    words = load_vocabulary()
    assert project_named_by_title("话务场地租赁费用项目绩效目标表", None, words) == "话务场地租赁费用"
    assert project_named_by_title("部门专项业务经费绩效目标表", None, words) is None
    assert project_named_by_title("某区民政局项目绩效目标表", None, words) is None
