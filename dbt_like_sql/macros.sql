-- Formulas that several models share. Each is one expression over its arguments and reads no table; a model calls it by its bare name.

-- The key of a disclosure: the file's id, followed by # and a number from the second disclosure of a file on.
create or replace macro disclosure_key(file_id, disclosure_seq) as
    if(disclosure_seq > 1, file_id || '#' || disclosure_seq, file_id);

-- The number of a disclosure within its file, from its key.
create or replace macro disclosure_number(disclosure_key) as
    coalesce(try_cast(split_part(disclosure_key, '#', 2) as integer), 1);

-- The stage of a document's own figures.
create or replace macro own_stage(document_kind) as
    if(document_kind like '%final_accounts', 'final_accounts', 'budget');

-- A name without blanks and brackets, as names are compared: 市教育局（本级） is 市教育局本级.
create or replace macro plain_name(printed_name) as
    regexp_replace(printed_name, '[\s（）()]', '', 'g');

-- A name without what tells a body from its own office: 市教育局（本级）, 市教育局本级 and 市教育局本部 are 市教育局.
create or replace macro name_of_body(printed_name) as
    regexp_replace(printed_name, '[（(]本级[）)]|[\s　（）()]|本级$|本部$', '', 'g');

-- A label without blanks and colons.
create or replace macro plain_label(printed_label) as
    regexp_replace(printed_label, '[\s　:：]+', '', 'g');

-- The key of dim_unit: place, unit code or name, year.
create or replace macro unit_year_key(division_code, collection, unit_code, unit_name, fiscal_year) as
    md5(concat_ws(
        '|', coalesce(division_code, 'collection:' || collection), coalesce(unit_code, 'name:' || plain_name(unit_name)), fiscal_year
    ));

-- Where a flow stands in a table of two sides.
create or replace macro side_of(flow) as
    case
        when flow in ('revenue', 'opening_balance') then 'in'
        when flow in ('expenditure', 'closing_balance') then 'out'
        else 'none'
    end;

-- Whose money an amount or a column is: of the year, carried over, of both (all), or of a table that tells nothing carried over (only).
-- Beside one 上年结转 for all funds a column of one fund holds money of the year (浙江 公开02表).
create or replace macro origin_of(origin_year, flow, fund, is_carrying, is_undivided) as
    case
        when origin_year = 'carried_in' or flow = 'opening_balance' then 'carried_in'
        when not coalesce(is_carrying, false) then 'only'
        when origin_year is null and is_undivided and coalesce(fund, 'all') <> 'all' then 'current'
        else coalesce(origin_year, 'all')
    end;

-- What a named figure is for, where that is part of its definition: its fund or its 三公 item.
create or replace macro figure_key(key_by, fund, item) as
    case key_by when 'fund' then fund when 'item' then item else '' end;

-- Whether a figure asks for a fund (or kind of spending) of its own; 所有 and * take any.
create or replace macro asks_for(wanted, found) as
    wanted in ('*', 'all', found);

-- Money as printed in a unit, without trailing zeros behind the second decimal: 123456.00 yuan in 万元 is 12.3456.
create or replace macro money_text(yuan, yuan_per_unit) as
    regexp_replace((yuan * (1.0 / yuan_per_unit)::decimal(9, 8))::decimal(30, 6)::varchar, '(\.\d\d\d*?)0+$', '\1');

-- The outcome of one comparison.
create or replace macro outcome_of(difference, limit_value, doubt) as
    case
        when difference = 0 then 'pass'
        when abs(difference) <= limit_value then 'pass_rounding'
        when doubt is not null then 'insufficient_data'
        else 'fail'
    end;

-- How far a comparison is from holding: for at-most (at-least) rules only what is too much (too little).
create or replace macro difference_of(relation, left_value, right_value) as
    case relation
        when '<=' then greatest(left_value - right_value, 0)
        when '>=' then greatest(right_value - left_value, 0)
        else left_value - right_value
    end;

-- Where the figures of one side of a comparison stand, and what they print, as one would tell it to somebody who has the paper before him.
create or replace macro spot_text(paper, row_text, column_text, figures, counted, total_yuan, printed, printed_unit, yuan_per_unit, unit) as
    case
        when figures = 1 then paper || row_text || column_text || '印“' || printed || '”' || if(ends_with(printed, '元'), '', printed_unit)
        when figures > 1
            then
                paper || row_text || column_text || figures || counted || '之和 ' || money_text(total_yuan, yuan_per_unit) || unit || '（' || printed || '）'
    end;

-- The outcome of a stated rate or share, in percent: what rounding of the figures behind it explains, twice that, or more.
create or replace macro rate_outcome(stated, computed, margin) as
    case
        when abs(stated - computed) <= margin then 'pass'
        when abs(stated - computed) <= 2 * margin then 'pass_rounding'
        else 'fail'
    end;

-- Brackets as Chinese text prints them.
create or replace macro full_width_brackets(printed_text) as
    replace(replace(printed_text, '(', '（'), ')', '）');

-- Whether a code lies below another: 2010301 below 201.
create or replace macro lies_below(code, upper_code) as
    starts_with(code, upper_code) and code <> upper_code;

-- Whether a total row that is not the grand total closes the money of the year (本年合计 above 总计).
create or replace macro is_total_of_the_year(total_rank, best_rank, rule_kind) as
    total_rank > best_rank
    and (total_rank = 4 or (total_rank = 2 and rule_kind in ('revenue_expenditure_summary', 'fiscal_appropriation_summary')));

-- Whether a label heads the money of the year (一、本年收入) in a table of two sides.
create or replace macro heads_the_year(label) as
    regexp_matches(label, '(本年|当年)(财政拨款)?(收入|支出)$');

-- Whether a section row stands for the money of the year as a total row does.
create or replace macro is_section_of_the_year(row_kind, is_leaf_row, label, rule_kind) as
    row_kind = 'section'
    and not is_leaf_row
    and heads_the_year(label)
    and rule_kind in ('revenue_expenditure_summary', 'fiscal_appropriation_summary');

-- A comparison between two documents as a sentence.
create or replace macro across_sentence(place, left_label, left_value, relation, right_label, right_value, difference, limit_value, doubt) as
    place || '：' || left_label || ' ' || left_value::decimal(20, 2) || '元，' || if(relation = '<=', '应不大于', '应等于') || right_label
    || ' ' || right_value::decimal(20, 2) || '元，相差 ' || difference::decimal(20, 2) || '元'
    || if(doubt is not null and abs(difference) > limit_value, '；' || doubt, '');

-- The unit code of a row: its own, else the publisher's, unless the row names another body.
create or replace macro code_of_row(row_code, row_name, publisher_code, publisher_name) as
    if(row_code is null and row_name <> publisher_name, null, coalesce(row_code, publisher_code));

-- The first and the last year in which a row of a code list was seen, as its source says (years 2017,2018).
create or replace macro first_year_seen(list_source) as
    list_min(regexp_extract_all(regexp_extract(list_source, 'years ([\d,]+)', 1), '\d{4}'))::integer;

create or replace macro last_year_seen(list_source) as
    list_max(regexp_extract_all(regexp_extract(list_source, 'years ([\d,]+)', 1), '\d{4}'))::integer;

-- Quotation marks inside others are single ones: “‘三公’经费合计”栏.
create or replace macro inner_quotes(words) as
    regexp_replace(words, '“([^“”]*)“([^“”]*)”([^“”]*)”', '“\1‘\2’\3”', 'g');
