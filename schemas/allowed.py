"""Values that the contract allows in coded columns, each with its Chinese term.

A coded column holds the key; the term is for COMMENTs, the data dictionary and the small dimensions (`dim_fund`, `dim_spending_kind`,
`dim_table_kind`). Order is the order of presentation.
"""

from __future__ import annotations

import csv
from importlib.resources import files
from typing import Final


def _lines(name: str) -> list[dict[str, str]]:
    """The lines of a code list that ships with the schemas."""
    text = files("schemas").joinpath("classifications", name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


DOCUMENT_KINDS: Final = {
    "department_budget": "部门预算",
    "unit_budget": "单位预算",
    "department_final_accounts": "部门决算",
    "unit_final_accounts": "单位决算",
    "unknown": "未识别",
}
TEXT_SOURCES: Final = {"text": "文字层", "ocr": "扫描识别", "mixed": "文字层与扫描并存", "none": "不可读"}
DOCUMENT_STATUSES: Final = {
    "loaded": "已入库",
    "loaded_with_findings": "已入库，有问题",
    "rejected": "拒收",
    "duplicate": "重复",
    "superseded": "已被新版替代",
}
TABLE_KINDS: Final = {line["kind"]: line["term"] for line in _lines("table_kind.csv")}
TABLE_STATUSES: Final = {"bound": "已识别", "empty": "空表或全为零", "unbound": "未识别"}
AMOUNT_UNITS: Final = {line["unit"]: line["unit"] for line in _lines("unit.csv")}
UNIT_SOURCES: Final = {"table": "表头", "column": "栏目", "document": "全文", "arithmetic": "勾稽推定"}
CELL_STATES: Final = {"value": "有数", "zero": "印为零", "dash": "印为横线"}
ROW_KINDS: Final = {
    "total": "合计",
    "section": "部分小计",
    "of_which": "其中",
    "function": "功能科目",
    "economic": "经济科目",
    "unit": "单位",
    "project": "项目",
    "item": "其他项",
}
LEAF_STATUSES: Final = {
    "confirmed": "与合计相符",
    "no_total": "未印合计",
    "unsure": "与合计不符",
}
"""Whether the leaves of a table give the totals that it prints."""

ROW_KEYS: Final = {
    "function": "功能科目",
    "economic": "经济科目",
    "unit": "单位",
    "project": "项目",
    "item": "列举项",
    "form": "表单",
}
COLUMN_ROLES: Final = {
    "amount": "金额",
    "code": "编码",
    "name": "名称",
    "unit_code": "单位编码",
    "unit_name": "单位名称",
    "project": "项目",
    "project_code": "项目编码",
    "text": "文字",
    "sequence": "序号",
    "percent": "百分比",
    "count": "数量",
    "unknown": "未识别",
}
FLOWS: Final = {
    "revenue": "收入",
    "expenditure": "支出",
    "opening_balance": "上年结转结余",
    "closing_balance": "年终结转结余",
}
FUNDS: Final = {
    "all": "全部资金",
    "general_public_budget": "一般公共预算",
    "government_managed_funds": "政府性基金预算",
    "state_capital_operations": "国有资本经营预算",
    "fiscal_special_account": "财政专户管理资金",
    "own_funds": "单位资金",
    "institutional_revenue": "事业收入",
    "institutional_operating_revenue": "事业单位经营收入",
    "superior_subsidy": "上级补助收入",
    "subordinate_remittance": "附属单位上缴收入",
    "other_revenue": "其他收入",
    "fiscal_appropriation": "财政拨款",
}
FUND_PARENTS: Final = {
    "general_public_budget": "fiscal_appropriation",
    "government_managed_funds": "fiscal_appropriation",
    "state_capital_operations": "fiscal_appropriation",
    "fiscal_appropriation": "all",
    "fiscal_special_account": "all",
    "own_funds": "all",
    "institutional_revenue": "own_funds",
    "institutional_operating_revenue": "own_funds",
    "superior_subsidy": "own_funds",
    "subordinate_remittance": "own_funds",
    "other_revenue": "own_funds",
}
SPENDING_KINDS: Final = {
    "all": "支出合计",
    "basic": "基本支出",
    "basic_personnel": "人员经费",
    "basic_personnel_wages": "工资福利支出",
    "basic_personnel_household": "对个人和家庭的补助",
    "basic_public": "公用经费",
    "basic_public_goods": "商品和服务支出",
    "basic_public_capital": "资本性支出",
    "project": "项目支出",
    "project_operating": "其他运转类",
    "project_specific": "特定目标类",
    "operating": "事业单位经营支出",
    "remitted_upward": "上缴上级支出",
    "subsidy_downward": "对附属单位补助支出",
}
SPENDING_KIND_PARENTS: Final = {
    "basic": "all",
    "basic_personnel": "basic",
    "basic_personnel_wages": "basic_personnel",
    "basic_personnel_household": "basic_personnel",
    "basic_public": "basic",
    "basic_public_goods": "basic_public",
    "basic_public_capital": "basic_public",
    "project": "all",
    "project_operating": "project",
    "project_specific": "project",
    "operating": "all",
    "remitted_upward": "all",
    "subsidy_downward": "all",
}
THREE_PUBLIC_ITEMS: Final = {
    "total": "“三公”经费合计",
    "overseas_travel": "因公出国（境）费",
    "vehicles": "公务用车购置及运行费",
    "vehicle_purchase": "公务用车购置费",
    "vehicle_operation": "公务用车运行费",
    "reception": "公务接待费",
    "conferences": "会议费",
    "training": "培训费",
    "operating_expenses": "机关运行经费",
}
THREE_PUBLIC_PARENTS: Final = {
    "overseas_travel": "total",
    "vehicles": "total",
    "reception": "total",
    "vehicle_purchase": "vehicles",
    "vehicle_operation": "vehicles",
}
STAGES: Final = {
    "budget": "本年预算",
    "prior_year_budget": "上年预算",
    "prior_year_actual": "上年执行",
    "adjusted_budget": "调整预算",
    "final_accounts": "决算",
    "change": "增减",
}
ORIGIN_YEARS: Final = {"current": "本年", "carried_in": "上年结转", "all": "全部"}
ORIGIN_YEAR_PARENTS: Final = {"current": "all", "carried_in": "all"}
QUANTITIES: Final = {"percent": "百分比", "count": "数量", "other": "其他"}
CLAIM_SOURCES: Final = {"text": "文字说明", "form": "表格"}
CLAIM_UNITS: Final = {"yuan": "元", "percent": "百分比", "count": "数量"}
COMPARATORS: Final = {"=": "等于", ">=": "不低于", "<=": "不高于", ">": "高于", "<": "低于"}
SEVERITIES: Final = {"error": "错误", "warn": "警告", "info": "提示", "compliance": "公开义务"}
OUTCOMES: Final = {
    "pass": "通过",
    "pass_rounding": "尾差内通过",
    "fail": "不通过",
    "detail_withheld": "明细不全",
    "not_applicable": "不适用",
    "insufficient_data": "数据不足",
}
CORRECTION_SUBJECTS: Final = {"reading": "识别有误", "document": "原件有误"}
DIFF_SUBJECTS: Final = {"document": "文件", "figure": "单位年度总数", "amount": "金额", "finding": "检查结果"}
DIFF_CHANGES: Final = {"added": "新增", "removed": "消失", "changed": "改变"}
FILE_STATUSES: Final = {"new": "首见", "duplicate": "重复", "rejected": "拒收"}

CODED_COLUMNS: Final = {
    "document_kind": DOCUMENT_KINDS,
    "text_source": TEXT_SOURCES,
    "status": DOCUMENT_STATUSES,
    "table_kind": TABLE_KINDS,
    "row_kind": ROW_KINDS,
    "flow": FLOWS,
    "fund": FUNDS,
    "spending_kind": SPENDING_KINDS,
    "three_public_item": THREE_PUBLIC_ITEMS,
    "stage": STAGES,
    "origin_year": ORIGIN_YEARS,
    "severity": SEVERITIES,
    "outcome": OUTCOMES,
}
"""Column name → its values; loaded as `ref_allowed_value` so that SQL can show Chinese terms."""

PARENT_VALUES: Final[dict[str, dict[str, str]]] = {
    "fund": FUND_PARENTS,
    "spending_kind": SPENDING_KIND_PARENTS,
    "three_public_item": THREE_PUBLIC_PARENTS,
    "origin_year": ORIGIN_YEAR_PARENTS,
}
"""Column name → value → the value that it is a part of."""


def allowed_value_rows() -> list[tuple[str, str, str, str | None, int]]:
    """(column_name, value, term, parent_value, sort_order) of every allowed value."""
    return [
        (column, value, term, PARENT_VALUES.get(column, {}).get(value), order)
        for column, values in CODED_COLUMNS.items()
        for order, (value, term) in enumerate(values.items(), start=1)
    ]
