"""From a published number back to the printed cell, and the reading report for those who improve the reader."""

from pipeline.tracing.finding_trace import FindingTrace, trace_finding
from pipeline.tracing.row_trace import RowTrace, trace_row
from pipeline.tracing.trace import Trace, TraceError, picture, render, trace_amount

__all__ = [
    "FindingTrace",
    "RowTrace",
    "Trace",
    "TraceError",
    "picture",
    "render",
    "trace_amount",
    "trace_finding",
    "trace_row",
]
