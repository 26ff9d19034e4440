"""Papers with the tables of a disclosure that are of somebody else, and disclosures that look like such a paper."""

from __future__ import annotations

import pytest

from pipeline.identity import identify, is_disclosure
from pipeline.tables.model import DocumentLayout
from tests.unit.identity.builders import layout, line, table

ROWS = (("一、本年收入", "12.00"), ("合计", "12.00"))


def paper(cover: tuple[str, ...], *titles: str | tuple[str, ...]) -> DocumentLayout:
    """A cover and tables, each with its captions (the title last)."""
    captions = [(title,) if isinstance(title, str) else title for title in titles]
    tables = tuple(
        table(lines[-1], *ROWS, captions=lines, seq=number, page=2) for number, lines in enumerate(captions, 1)
    )
    made = layout(*cover, tables=tables)
    made.prose.extend(line(text, 2, top=100.0) for lines in captions for text in lines)
    return made


def judged(found: DocumentLayout) -> str | None:
    return is_disclosure(found, identify(found))


@pytest.mark.parametrize(
    ("found", "named"),
    [
        (paper(("青石市第二医院工会", "2025年度经费收支决算"), "收入支出决算总表", "支出决算表"), "trade union"),
        (paper(("2025年度工会经费预算公开",), ("编制单位：青石市林业局机关工会委员会", "收支预算总表")), "trade union"),
        (
            paper(
                ("石桥镇柳湾村村民委员会", "2024年度财务收支公开"),
                ("单位名称：柳湾村村民委员会", "收支情况表"),
                "支出总表",
            ),
            "village",
        ),
        (paper(("柳湾村股份经济合作社2024年度集体经济收支预算表",), "收入总表", "收支总表"), "village"),
        (
            paper(
                ("青石市滨河公园改造项目", "绩效评价报告", "委托单位：青石市园林局"),
                "项目支出情况表",
                "一般公共预算支出表",
            ),
            "evaluates",
        ),
        (
            paper(("青石市园林局", "2023年度部门整体支出绩效自评报告"), ("单位名称：青石市园林局", "收支总表")),
            "evaluates",
        ),
        (paper(("青石水务集团有限公司", "2024年度财务预算"), "收支预算总表", "利润表"), "company"),
        (paper(("青石市2025年市级政府预算草案",), "一般公共预算支出表", "政府性基金预算支出表"), "whole government"),
        (paper(("石桥镇2024年财政预算公开",), "一般公共预算支出表", "“三公”经费预算表"), "whole government"),
        (
            paper(("附件",), "2024年一般公共预算收入预算表", "一般公共预算支出表", "2023年地方政府一般债务余额情况表"),
            "whole government",
        ),
    ],
)
def test_the_paper_of_another_publisher_is_rejected_with_its_name(found: DocumentLayout, named: str) -> None:
    reason = judged(found)

    assert reason is not None
    assert named in reason


@pytest.mark.parametrize(
    "found",
    [
        paper(("青石市总工会", "2024年部门预算"), "收支总表", "一般公共预算支出表"),
        paper(("石桥镇人民政府", "2024年部门预算"), "收支总表", "政府性基金预算支出表"),
        paper(("青石市公共交通有限公司", "2024年单位预算"), "收支总表", "利润表"),
        paper(("青石市园林局", "2023年度部门决算"), "收入支出决算总表", "滨河公园改造项目绩效评价报告"),
        paper(("青石市交通局2024年部门预算",), "收支总表", "债务还本付息情况表", "国有资本经营预算收入表"),
        paper(
            ("一般公共预算公开表",),
            ("部门名称：青石市交通局", "收支总表"),
            "地方政府债务余额表",
            "政府性基金预算收入表",
        ),
    ],
)
def test_a_department_with_an_unusual_name_or_paper_inside_is_not_rejected(found: DocumentLayout) -> None:
    assert judged(found) is None


@pytest.mark.parametrize(
    "title", ["2024年一般公共预算支出调整表", "2024年预算调整方案表", "2024年追加预算情况表", "项目经费变动明细表"]
)
def test_one_table_about_money_under_a_cover_that_names_body_year_and_kind_is_a_disclosure(title: str) -> None:
    assert judged(paper(("青石市农科所", "2024年部门预算（调整）"), title)) is None


def test_a_notice_that_names_a_department_budget_is_none_although_it_holds_a_table_of_money() -> None:
    notice = paper(("青石市财政局关于批复2024年部门预算的通知", "现将预算批复如下，请遵照执行。"), "经费下达表")

    assert judged(notice) is not None
