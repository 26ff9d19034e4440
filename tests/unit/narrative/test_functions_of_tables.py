"""Which 项 a name in the text means, by what the document's own tables print. Names and figures are from final accounts of 西安 and 普陀."""

from __future__ import annotations

from decimal import Decimal

from pipeline.narrative import extract_claims
from pipeline.records import AmountRecord, DocumentIdentity, RowRecord
from pipeline.tables.model import Box, DocumentLayout, TextLine

HEADING = "五、一般公共预算财政拨款支出决算情况说明"


def claims(text: str, *items: tuple[str, str, str]) -> dict[str, Decimal]:
    """Claims of final accounts of 2022 whose table of general public expenditure prints `items`: code, name, final figure in yuan."""
    lines = [
        TextLine(1, line, Box(70 if i else 40, 20.0 * i, 600, 20.0 * i + 12), 12.0)
        for i, line in enumerate((HEADING, text))
    ]
    rows = [
        RowRecord("d", 1, seq, 9, "function", True, name, 1, function_code=code)
        for seq, (code, name, _) in enumerate(items, start=1)
    ]
    amounts = [
        AmountRecord(
            f"a{seq}",
            "d",
            1,
            "general_public_expenditure",
            9,
            seq,
            1,
            0,
            0,
            0,
            0,
            yuan,
            "元",
            "value",
            Decimal(yuan),
            "function",
            True,
            name,
            True,
            "基本支出",
            function_code=code,
            stage="final_accounts",
            fiscal_year=2022,
        )
        for seq, (code, name, yuan) in enumerate(items, start=1)
    ]
    identity = DocumentIdentity("department_final_accounts", 2022)
    found = extract_claims(DocumentLayout([], lines), identity, "d", rows, amounts)
    return {claim.item: claim.value for claim in found if not claim.item.endswith(("_reason", "_rate"))}


def of(code: str, budget: str, final: str) -> dict[str, Decimal]:
    return {
        f"general_public_function_{code}_budget": Decimal(budget),
        f"general_public_function_{code}": Decimal(final),
    }


def test_of_two_codes_with_one_name_the_one_in_the_table_is_meant() -> None:
    """西安卫健委 2022 p13; 2089901 had the name until 2019."""
    text = "社会保障和就业支出（类）其他社会保障和就业支出（款）其他社会保障和就业支出（项）。年初预算87.17万元，支出决算80.72万元。"

    assert claims(text, ("2089999", "其他社会保障和就业支出", "807213.40")) == of("2089999", "871700", "807200")


def test_two_codes_with_one_name_are_unknown_where_the_table_prints_neither() -> None:
    text = "社会保障和就业支出（类）其他社会保障和就业支出（款）其他社会保障和就业支出（项）。年初预算87.17万元，支出决算80.72万元。"

    assert set(claims(text)) == {"function_unlisted", "function_unlisted_budget"}


def test_a_name_that_the_table_prints_beside_a_code_means_that_code() -> None:
    """西安卫健委 2022 p17 and p155: 应急处理, the official list has 应急处置."""
    text = (
        "卫生健康支出（类）公共卫生（款）突发公共卫生事件应急处理（项）。年初预算1361.46万元，支出决算77,024.07万元。"
    )

    assert claims(text, ("2100410", "突发公共卫生事件应急处理", "770240712")) == of("2100410", "13614600", "770240700")


def test_the_other_way_of_writing_other_is_the_same_name() -> None:
    """putuo-af3bb6f5cf, page 7: 其它 in the text, 其他 in the table."""
    text = "社会保障和就业支出（类）行政事业单位养老支出（款）其它行政事业单位养老支出（项）。年初预算0.96万元，支出决算0.96万元。"

    assert claims(text) == of("2080599", "9600", "9600")


def test_below_a_misnamed_section_the_item_of_that_name_in_the_table_is_meant() -> None:
    """普陀规划资源局 2024 p24 names the 款 住房保障支出."""
    text = "住房保障支出（类）住房保障支出（款）住房公积金（项）。年初预算为289.59万元，支出决算为289.59万元。"

    assert claims(text, ("2210201", "住房公积金", "2895881.00")) == of("2210201", "2895900", "2895900")


OWN_NAME = "自然资源海洋气象等支出（类）自然资源事务（款）其他国土资源事务支出（项）。年初预算为40.00万元，支出决算为45.00万元。"


def test_a_name_of_nobody_means_the_only_item_of_the_class_with_that_figure() -> None:
    """普陀规划资源局 2024 p24: the table prints 其他自然资源事务支出 45.00."""
    found = claims(OWN_NAME, ("2200199", "其他自然资源事务支出", "450000"), ("2200150", "事业运行", "900000"))

    assert found == of("2200199", "400000", "450000")


def test_a_name_of_nobody_stays_unknown_where_two_items_have_its_figure_or_another_class_has() -> None:
    two = claims(OWN_NAME, ("2200199", "其他自然资源事务支出", "450000"), ("2200150", "事业运行", "450000"))
    other = claims(OWN_NAME, ("2120101", "行政运行", "450000"))

    assert set(two) == set(other) == {"function_unlisted", "function_unlisted_budget"}


def test_a_second_function_in_the_reason_is_not_the_subject() -> None:
    """西安卫健委 2022 p12."""
    text = (
        "一般公共服务支出（类）发展与改革事务（款）日常经济运行调节（项）。年初预算0万元，支出决算56万元，决算数大于年初预算数的主要原因是："
        "该功能科目使用错误，实际应使用卫生健康支出（类）公共卫生（款）应急救治机构（项）追加人员工资预算。"
    )

    assert claims(text) == of("2010405", "0", "560000")


def test_figures_behind_the_first_of_two_functions_are_its_own() -> None:
    text = "教育支出（类）普通教育（款）学前教育（项）支出决算10万元，调整至教育支出（类）职业教育（款）中等职业教育（项）支出决算3万元。"

    assert claims(text) == {"general_public_function_2050201": Decimal(100000)}
