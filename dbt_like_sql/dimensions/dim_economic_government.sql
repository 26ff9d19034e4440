/*
description: Governmental economic classification of expenditure (政府预算支出经济分类) with years of validity.
description_zh: 政府预算支出经济分类科目，带有效年度。
grain: code, valid_from_year
materialization: view
warnings:
  - "Join by code and year: code = government_economic_code and fiscal_year between valid_from_year and valid_to_year; exactly one row matches."
  - Years of validity of rows with confidence low are guesses; see source.
columns:
  confidence: {en: "high seen in documents, medium general knowledge, low doubtful", zh: 可信度}
  source: {en: where the row comes from, zh: 来源}
  code: {en: "3 or 5 digits", zh: 科目编码}
  level: {en: 类 or 款, zh: 级次}
checks:
  - unique: [code, valid_from_year]
*/
select
    code, level, parent_code, official_name, valid_from_year, valid_to_year, is_official, confidence, source, note
from stg_classification
where classification = 'government_economic'
