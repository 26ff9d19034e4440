/*
description: Departmental economic classification of expenditure (部门预算支出经济分类) with years of validity.
description_zh: 部门预算支出经济分类科目，带有效年度。
grain: code, valid_from_year
materialization: view
warnings:
  - "Join by code and year: code = department_economic_code and fiscal_year between valid_from_year and valid_to_year; exactly one row matches."
  - Years of validity of rows with confidence low are guesses; see source.
columns:
  confidence: {en: "high seen in documents, medium general knowledge, low doubtful", zh: 可信度}
  source: {en: where the row comes from, zh: 来源}
  code: {en: "3 or 5 digits", zh: 科目编码}
  level: {en: 类 or 款, zh: 级次}
  basic_group: {en: 人员经费 or 公用经费 within basic spending, zh: 基本支出分组}
  three_public_item: {en: 三公 item that the code belongs to, zh: “三公”项目}
checks:
  - unique: [code, valid_from_year]
*/
select
    code, level, parent_code, official_name, valid_from_year, valid_to_year, is_official, confidence, source, note, basic_group, three_public_item
from stg_classification
where classification = 'department_economic'
