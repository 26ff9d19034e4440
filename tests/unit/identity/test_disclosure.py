"""What is a disclosure and what is another paper."""

from __future__ import annotations

import pytest

from pipeline.identity import identify, is_disclosure
from pipeline.tables.model import DocumentLayout
from tests.unit.identity.builders import layout, line, table


@pytest.mark.parametrize(
    ("texts", "named"),
    [
        (
            ("武财〔2024〕12号", "关于批复2024年部门预算的通知", "现将2024年部门预算批复给你们，请压减“三公”经费。"),
            "document or notice",
        ),
        (
            (
                "武侯区区级部门预算管理办法",
                "第一条 为规范部门预算管理，制定本办法。",
                "第二条 本办法所称部门预算，是指部门收支预算。",
            ),
            "law or rule",
        ),
        (
            ("关于武侯区2023年财政预算执行情况和2024年财政预算草案的报告", "一般公共预算收入完成50亿元，增长3%。"),
            "whole government",
        ),
        (
            (
                "云台市人民政府办公室",
                "关于协助做好防汛值守工作的函",
                "本次值守所需经费 12.50 万元由各单位从公用经费中列支。",
            ),
            "letter",
        ),
        (("2026年1—2月国民经济主要指标", "四、地方一般公共预算收入 亿元 128.48"), "statistics"),
        (("政府网站工作年度报表", "填报单位: 长春市审计局"), "website"),
        (("养老机构预收费存管协议", "甲方（养老机构）：", "乙方（存管银行）："), "contract"),
    ],
)
def test_other_papers_are_named_for_what_they_are(texts: tuple[str, ...], named: str) -> None:
    reason = is_disclosure(layout(*texts), identify(layout(*texts)))

    assert reason is not None
    assert named in reason


def test_a_rejected_paper_is_of_no_kind_although_it_speaks_of_department_budgets() -> None:
    assert identify(layout("关于批复2024年部门预算的通知", "现将2024年部门预算批复给你们。")).document_kind == "unknown"


def test_text_without_any_table_can_be_a_disclosure() -> None:
    text = layout(
        "武侯区审计局2024年部门预算公开",
        "一、收支预算总体情况说明",
        "2024年收入预算100万元。",
        "二、“三公”经费预算情况说明",
        "三、政府采购预算情况",
    )

    assert is_disclosure(text, identify(text)) is None
    assert is_disclosure(text) is None


def test_two_of_the_usual_tables_are_a_disclosure_without_a_cover() -> None:
    tables = [table("预算01表收支总表", ("合计", "1")), table("“三公”经费支出表", ("合计", "1"), seq=2)]

    assert is_disclosure(DocumentLayout(tables, [])) is None


def test_one_main_table_under_the_name_of_a_unit_is_an_attachment_of_a_disclosure() -> None:
    balance = table("收支总表", ("合计", "1"), captions=("部门名称：兰考县财政局 单位：万元",))
    alone = DocumentLayout([balance], [])

    assert is_disclosure(alone, identify(alone)) is None


def test_nothing_can_be_said_about_a_document_without_text() -> None:
    assert is_disclosure(DocumentLayout([], [])) is None


def test_a_letter_with_an_amount_is_no_disclosure() -> None:
    letter = DocumentLayout(
        [],
        [
            line("关于拨付经费的函"),
            line("现拨付防汛经费12.50万元，请专款专用，年底前报送使用情况，逾期收回。", top=130),
        ],
    )

    assert is_disclosure(letter) is not None


FORM = ("上海市XX局", "2024年度部门决算", "第一部分 上海市XX局概况", "第二部分 上海市XX局2024年度部门决算表")


def test_an_unfilled_form_is_no_disclosure() -> None:  # 上海 deb3a45331
    blank = layout(*FORM, tables=(table("收入支出决算总表", ("一、财政拨款收入", ""), ("总计", "")),))
    reason = is_disclosure(blank, identify(blank))
    assert reason is not None
    assert "XX局" in reason


def test_a_placeholder_beside_printed_amounts_rejects_nothing() -> None:
    filled = layout(*FORM, tables=(table("收入支出决算总表", ("一、财政拨款收入", "55.34"), ("总计", "55.34")),))
    assert is_disclosure(filled, identify(filled)) is None
