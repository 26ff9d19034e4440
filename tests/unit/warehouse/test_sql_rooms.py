"""How large the SQL may grow: what a reader can hold in the head, and how far an operator must follow a figure."""

from benchmarks.sql_rooms import line_count, longest_way
from pipeline.warehouse.model_testing import project_models

MOST_LINES = 200
LONGEST_WAY = 11


def test_no_figure_is_more_than_eleven_models_away_from_the_raw_tables() -> None:
    way = longest_way(project_models())
    assert len(way) <= LONGEST_WAY, " → ".join(way)


def test_no_model_has_more_than_two_hundred_lines() -> None:
    lines = {name: line_count(model) for name, model in project_models().items()}
    assert {name: count for name, count in lines.items() if count > MOST_LINES} == {}
