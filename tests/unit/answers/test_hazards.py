"""A statement that counts money twice, or ranks what must not be ranked together, is told so; one that settles everything is left alone."""

import duckdb
import pytest

from pipeline.answers.hazards import Hazards

_BUILD = """
create table mart_unit_year (row_key varchar, document_id varchar, unit_id varchar, unit_name varchar, fiscal_year integer,
    stage varchar, document_scope varchar, expenditure_yuan decimal(20, 2), three_public_per_head_yuan double, head_count_source varchar);
insert into mart_unit_year values
    ('a', 'd1', 'u1', '甲局', 2024, 'budget', 'department', 10, 1.5, 'narrative'),
    ('b', 'd2', 'u1', '甲局', 2024, 'final_accounts', 'department', 9, 1.4, 'indicator'),
    ('c', 'd3', 'u2', '乙站', 2024, 'budget', 'unit', 3, null, null),
    ('d', 'd4', 'u3', '丙局', 2024, 'budget', 'department', 8, 2.0, 'narrative');
create table mart_three_public (row_key varchar, document_id varchar, three_public_item varchar, stage varchar, document_scope varchar,
    is_own_year boolean, amount_yuan decimal(20, 2));
insert into mart_three_public values
    ('a', 'd1', 'total', 'budget', 'department', true, 5), ('b', 'd1', 'reception', 'budget', 'department', true, 2),
    ('c', 'd1', 'total', 'prior_year_budget', 'department', false, 6);
create table fact_amount (amount_id varchar, document_id varchar, table_seq integer, table_kind varchar, stage varchar, is_leaf boolean,
    is_leaf_column boolean, printed varchar, printed_unit varchar, amount_yuan decimal(20, 2));
insert into fact_amount values
    ('x', 'd1', 1, 'revenue', 'budget', true, true, '1.00', '万元', 10000),
    ('y', 'd1', 1, 'revenue', 'budget', false, false, '1.00', '万元', 10000),
    ('z', 'd1', 2, 'expenditure', 'budget', true, true, '3', '元', 3);
create table ref_allowed_value (column_name varchar, value varchar, term varchar);
insert into ref_allowed_value values ('stage', 'budget', '本年预算'), ('stage', 'final_accounts', '决算');
"""


@pytest.fixture(scope="module")
def hazards() -> Hazards:
    connection = duckdb.connect()
    connection.execute(_BUILD)
    return Hazards(connection)


def refused(hazards: Hazards, statement: str) -> set[str]:
    return {warning.code for warning in hazards.judge(statement) if warning.refuses}


def warned(hazards: Hazards, statement: str) -> set[str]:
    return {warning.code for warning in hazards.judge(statement) if not warning.refuses}


@pytest.mark.parametrize(
    ("statement", "codes"),
    [
        ("select sum(expenditure_yuan) from mart_unit_year", {"document_scope", "stage"}),
        ("select sum(expenditure_yuan) from mart_unit_year where stage = 'budget'", {"document_scope"}),
        ("select sum(expenditure_yuan) from mart_unit_year where stage in ('budget', 'final_accounts') and document_scope = 'department'", {"stage"}),
        ("select avg(expenditure_yuan) from mart_unit_year where document_scope = 'department' or stage = 'budget'", {"document_scope", "stage"}),
        ("select unit_id, sum(expenditure_yuan) from mart_unit_year group by unit_id", {"stage"}),
        ("with t as (select * from mart_unit_year where stage = 'budget') select sum(expenditure_yuan) from t", {"document_scope"}),
        (
            """select sum(x) from (select stage, sum(expenditure_yuan) as x from mart_unit_year
            where document_scope = 'department' group by stage)""",
            {"stage"},
        ),
        (
            """select sum(x) from (select expenditure_yuan as x from mart_unit_year where stage = 'budget' and document_scope = 'department' union all
            select expenditure_yuan from mart_unit_year where stage = 'budget' and document_scope = 'unit')""",
            {"document_scope"},
        ),
        ("select unit_name, sum(expenditure_yuan) over (partition by fiscal_year) from mart_unit_year", {"document_scope", "stage"}),
        ("select sum(amount_yuan) from mart_three_public where is_own_year", {"three_public_item"}),
        ("select sum(amount_yuan) from mart_three_public where three_public_item = 'total'", {"is_own_year", "stage"}),
        ("select sum(amount_yuan) from fact_amount where document_id = 'd1'", {"is_leaf", "is_leaf_column", "table_kind"}),
        ("select sum(printed::double) from fact_amount where is_leaf and is_leaf_column and table_kind = 'revenue'", {"printed_unit"}),
    ],
)  # fmt: skip
def test_a_sum_over_the_same_money_is_refused(hazards, statement, codes):
    assert refused(hazards, statement) == codes


@pytest.mark.parametrize(
    "statement",
    [
        "select sum(expenditure_yuan) from mart_unit_year where stage = 'budget' and document_scope = 'department'",
        "select stage, document_scope, sum(expenditure_yuan) from mart_unit_year group by all",
        "select document_scope, stage, median(expenditure_yuan) from mart_unit_year group by 1, 2",
        "select sum(expenditure_yuan) filter (where stage = 'budget' and document_scope = 'department') from mart_unit_year",
        "select sum(expenditure_yuan) from mart_unit_year where unit_id = 'u2'",  # this body has one document
        "select document_id, sum(expenditure_yuan) from mart_unit_year group by 1",
        "select count(*) from mart_unit_year",
        "select unit_name, stage, document_scope, expenditure_yuan from mart_unit_year",
        "select unit_name from mart_unit_year order by unit_name",
        """select u.term, m.document_scope, sum(m.expenditure_yuan) from mart_unit_year as m
        join ref_allowed_value as u on u.column_name = 'stage' and m.stage = u.value group by all""",
        "select sum(amount_yuan) from fact_amount where document_id = 'd1' and table_seq = 1 and is_leaf and is_leaf_column",
    ],
)
def test_a_statement_that_settles_everything_is_left_alone(hazards, statement):
    assert hazards.judge(statement) == []


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("select unit_name, expenditure_yuan from mart_unit_year", "stage"),
        ("select * from mart_unit_year order by expenditure_yuan desc limit 3", "stage"),
        ("select max(expenditure_yuan) from mart_unit_year where document_scope = 'department'", "stage"),
        (
            """select unit_name, three_public_per_head_yuan from mart_unit_year where document_scope = 'department' and stage = 'final_accounts'
            or true order by 2""",
            "head_count_source",
        ),
        (
            """select b.expenditure_yuan - f.expenditure_yuan from mart_unit_year as b join mart_unit_year as f on b.unit_id = f.unit_id
            where b.stage = 'budget' and f.stage = 'final_accounts' and b.document_scope = 'department' and f.document_scope = 'department'""",
            "two_stage",
        ),
        (
            """select (select sum(expenditure_yuan) from mart_unit_year where stage = 'budget' and document_scope = 'department')
            + (select sum(expenditure_yuan) from mart_unit_year where stage = 'budget' and document_scope = 'unit')""",
            "two_document_scope",
        ),
        ("select amount_yuan from fact_amount order by amount_yuan", "is_current"),
        ("this is no statement", "not_checked"),
    ],
)  # fmt: skip
def test_a_comparison_to_be_read_with_care_is_answered_with_a_warning(hazards, statement, code):
    assert code in warned(hazards, statement)
    assert refused(hazards, statement) == set()
