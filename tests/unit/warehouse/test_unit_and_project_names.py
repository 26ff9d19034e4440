"""Names that tell the same office in other places and the same undertaking in other years."""

from __future__ import annotations

import pytest

from pipeline.warehouse.model_testing import run_model


@pytest.mark.parametrize(
    ("name", "office", "own"),
    [
        ("青石市白河区商务局", "商务局", False),
        ("青石县市场监督管理局", "市场监督管理局", False),
        ("青石市城市管理局（本级）", "城市管理局", True),
        ("城市管理局", "城市管理局", False),
        ("广西壮族自治区教育厅", "教育厅", False),
    ],
)
def test_the_kind_of_an_office_is_its_name_without_the_place(name: str, office: str, own: bool) -> None:
    mention = {
        "place": "410802",
        "unit_code": "301",
        "unit_name": name,
        "fiscal_year": 2024,
        "is_publisher": True,
        "mentions": 1,
    }
    (row,) = run_model("dim_unit", given={"stg_unit_mention": [mention]})

    assert (row["office_kind"], row["is_own_account"]) == (office, own)


@pytest.mark.parametrize(
    "name", ["2024年校舍维修", "校舍维修（2024年度）", "2024-2025年校舍维修", "2024-校舍维修", "校舍维修（2024）"]
)
def test_a_project_has_its_name_without_the_year(name: str) -> None:
    project = {"document_id": "d", "project_key": "p", "project_name": name, "fiscal_year": 2024}
    (row,) = run_model("dim_project", given={"figure_project_document": [project]})

    assert row["plain_project_name"] == "校舍维修"
