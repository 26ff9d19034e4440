"""The few words of the pages that are not data, in both languages; Chinese is the original."""

from __future__ import annotations

from pipeline.answers.measures import MEASURES

ENGLISH = {
    "明账": "Mingzhang",
    "首页": "Home",
    "地区": "Places",
    "指标比较": "Compare",
    "问题": "Findings",
    "项目": "Projects",
    "说明": "About",
    "搜索": "Search",
    "单位、代码、项目或金额": "Body, code, project or amount",
    "单位": "Body",
    "文件": "Document",
    "文件数": "Documents",
    "单位数": "Bodies",
    "年度": "Year",
    "状态": "Status",
    "金额": "Amount",
    "页": "Page",
    "表": "Table",
    "规则": "Rule",
    "级别": "Severity",
    "原因": "Cause",
    "说的是什么": "What it says",
    "印的是": "Printed",
    "行": "Row",
    "栏": "Column",
    "下载": "Download",
    "构建": "Build",
    "收入": "Revenue",
    "支出": "Expenditure",
    "基本支出": "Basic",
    "项目支出": "Project",
    "三公经费": "Three public expenses",
    "机关运行经费": "Operating expenses",
    "人员经费": "Personnel",
    "公用经费": "Public use",
    "预算": "Budget",
    "决算": "Final accounts",
    "万元": "10,000 yuan",
    "中位数": "Median",
    "缺少": "Missing",
    "部门": "Department",
    "本级或单位": "Unit",
    "找到": "found",
    "没有找到": "Nothing found.",
    "未读": "not read",
    "存疑": "doubtful",
}


def translate(text: str, language: str) -> str:
    """A word of the pages in the language asked for; Chinese where there is no other."""
    return ENGLISH.get(text, text) if language == "en" else text


STATUS = {
    "loaded": "已读",
    "loaded_with_findings": "已读，有问题",
    "rejected": "未收",
    "duplicate": "重复",
    "superseded": "已被新版取代",
    "found": "已公开",
    "missing": "未收到",
    "late": "迟",
}
SEVERITY = {"error": "不符", "warn": "提醒", "info": "提示", "compliance": "合规"}
CAUSE = {"document": "文件自身", "reading": "可能是读取", "unsettled": "未定"}
KIND = {
    "department_budget": "部门预算",
    "unit_budget": "单位预算",
    "department_final_accounts": "部门决算",
    "unit_final_accounts": "单位决算",
    "unknown": "未知",
}
STAGE = {
    "budget": "预算",
    "prior_year_budget": "上年预算",
    "prior_year_actual": "上年决算",
    "adjusted_budget": "调整预算",
    "final_accounts": "决算",
    "change": "增减",
}


def measure(column: str) -> str:
    """A column of a mart for a reader: its Chinese name where it is a measure."""
    return MEASURES.get(column, column)
