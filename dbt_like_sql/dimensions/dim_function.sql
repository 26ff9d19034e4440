/*
description: Functional classification of expenditure (支出功能分类) with years of validity.
description_zh: 支出功能分类科目（类、款、项），带有效年度。
grain: code, valid_from_year
materialization: view
warnings:
  - "Join by code and year: code = function_code and fiscal_year between valid_from_year and valid_to_year; exactly one row matches."
  - Years of validity of rows with confidence low are guesses; see source.
columns:
  confidence: {en: "high seen in documents, medium general knowledge, low doubtful", zh: 可信度}
  source: {en: where the row comes from, zh: 来源}
  fund: {en: fund whose list the code belongs to, zh: 资金性质}
checks:
  - unique: [code, valid_from_year]
*/
select
    code, level, parent_code, official_name, valid_from_year, valid_to_year, is_official, confidence, source, note, fund
from stg_classification
where classification = 'function'
