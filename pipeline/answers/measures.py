"""Figures of a body in a year that may be compared between bodies."""

from __future__ import annotations

MEASURES = {
    "expenditure_yuan": "支出",
    "revenue_yuan": "收入",
    "basic_yuan": "基本支出",
    "basic_personnel_yuan": "人员经费",
    "basic_public_yuan": "公用经费",
    "project_yuan": "项目支出",
    "three_public_yuan": "三公经费",
    "operating_expenses_yuan": "机关运行经费",
    "vehicle_operation_yuan": "公务用车运行维护费",
    "general_public_yuan": "一般公共预算支出",
    "three_public_per_head_yuan": "人均三公经费",
    "vehicle_operation_per_vehicle_yuan": "车均运行维护费",
}
"""Columns of `mart_unit_year` in yuan, with their Chinese names."""
PER_SOMETHING = {
    "three_public_per_head_yuan": "head_count_source",
    "vehicle_operation_per_vehicle_yuan": "vehicle_count_source",
}
"""Measures per head or car → the column that says where the number of heads or cars comes from."""
TOTALS = {name: term for name, term in MEASURES.items() if name not in PER_SOMETHING}
STAGES = ("budget", "final_accounts")
SCOPES = ("department", "unit")
