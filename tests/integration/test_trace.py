"""A published number leads back to its cell: real DuckDB file, real PDF, real picture."""

import hashlib
import io
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from PIL import Image

from pipeline.tracing import TraceError, picture, render, trace_amount, trace_finding

pytestmark = pytest.mark.integration
SAMPLE = Path(__file__).parents[1] / "samples" / "S1_jiaoxi_2024.pdf"
SHA = hashlib.sha256(SAMPLE.read_bytes()).hexdigest()


@pytest.fixture
def build(tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A published build with one document and two of its amounts (预算01表: 552.72 on both sides)."""
    path = tmp_path / "build.duckdb"
    con = duckdb.connect(str(path))
    con.execute(
        "create table dim_document as select ? as document_id, ? as sha256, '410802-2024' as collection,"
        " '街道/S1.pdf' as file_name, '焦西街道办事处' as unit_name, 2024 as fiscal_year",
        [SHA[:16], SHA],
    )
    con.execute(
        "create table document_table as select ? as document_id, 1 as table_seq, '2024年部门收支预算表' as title,"
        " '预算01表' as label",
        [SHA[:16]],
    )
    con.execute(
        """
        create table fact_amount as
        select 'a' || x as amount_id, ? as document_id, 1 as table_seq, 'revenue_expenditure_summary' as table_kind,
               9 as page, 1 as row_seq, 2 * x as column_seq, 300.0 * x as x0, 150.0 as top, 300.0 * x + 80 as x1,
               165.0 as bottom, '552.72' as printed, '万元' as printed_unit, 'value' as cell_state,
               5527200.00::decimal(20, 2) as amount_yuan, 'section' as row_kind, '一、一般公共预算' as row_label,
               '收入/金额' as column_path, null::varchar as unit_code, null::varchar as unit_name,
               null::varchar as function_code, null::varchar as department_economic_code,
               null::varchar as government_economic_code, null::varchar as local_code, null::varchar as project_code,
               null::varchar as project_name, 'revenue' as flow, 'general_public_budget' as fund,
               null::varchar as spending_kind, null::varchar as three_public_item, 'budget' as stage, 2024 as fiscal_year
        from range(1, 3) as r(x)
        """,
        [SHA[:16]],
    )
    con.execute(
        "create table finding as select ? as document_id, 'R01' as rule_id, 'error' as severity, 'fail' as outcome,"
        " 1.00 as difference, '第3页“552.71万元”' as message, ['a1'] as left_amount_ids, ['a2'] as right_amount_ids",
        [SHA[:16]],
    )
    con.execute(
        "create table fact_narrative_claim as select ? as document_id, n as claim_seq, 3 as page,"
        " '收入总计552.71万元。' as sentence, if(n = 1, '552.71万元', '2024年') as printed from range(1, 3) as r(n)",
        [SHA[:16]],
    )
    con.close()
    reader = duckdb.connect(str(path), read_only=True)
    yield reader
    reader.close()


def test_an_amount_leads_to_file_page_cell_and_printed_text(build: duckdb.DuckDBPyConnection) -> None:
    trace = trace_amount(build, "a1")
    assert (trace.file_name, trace.page, trace.printed, trace.printed_unit) == ("街道/S1.pdf", 9, "552.72", "万元")
    assert trace.amount_yuan == Decimal("5527200.00")
    assert (trace.table_label, trace.row_label, trace.column_path) == ("预算01表", "一、一般公共预算", "收入/金额")
    assert trace.sha256 == SHA
    assert trace.meaning["flow"] == "revenue"
    assert dict(trace.lines())["file"] == "410802-2024/街道/S1.pdf"


def test_the_picture_shows_the_page_with_the_cell_marked(build: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    trace = trace_amount(build, "a1")
    out = render(trace, SAMPLE, tmp_path / "图" / "cell.png", dpi=72)
    shown = Image.open(out)
    red, green, _ = shown.convert("RGB").getpixel((296, 157))  # the frame, four points left of the cell
    assert red > 180
    assert green < 90
    strip = Image.open(io.BytesIO(picture(trace, SAMPLE, dpi=72, framing="row")))
    assert strip.width == shown.width
    assert strip.height < shown.height


def test_a_finding_leads_to_the_cells_of_both_sides(build: duckdb.DuckDBPyConnection) -> None:
    (found,) = trace_finding(build, SHA[:16], "R01")
    assert [cell.key for cell in found.left] == ["a1"]
    assert [cell.key for cell in found.right] == ["a2"]
    assert [(claim.page, claim.printed) for claim in found.statements] == [(3, "552.71万元")]
    with pytest.raises(TraceError, match="no finding"):
        trace_finding(build, SHA[:16], "R99")


def test_unknown_ids_missing_and_changed_originals_are_named(build: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    with pytest.raises(TraceError, match="no amount 'x'") as unknown:
        trace_amount(build, "x")
    assert unknown.value.code == "unknown_id"
    trace = trace_amount(build, "a1")
    with pytest.raises(TraceError, match="is missing") as missing:
        render(trace, tmp_path / "gone.pdf", tmp_path / "x.png")
    assert missing.value.code == "file_missing"
    other = tmp_path / "other.pdf"
    other.write_bytes(SAMPLE.read_bytes() + b"%")
    with pytest.raises(TraceError, match="not the file that was read") as changed:
        render(trace, other, tmp_path / "x.png")
    assert changed.value.code == "file_changed"
    assert not (tmp_path / "x.png").exists()
