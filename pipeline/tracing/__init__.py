"""From a published number back to the printed cell, and the reading report for those who improve the reader."""

from pipeline.tracing.trace import Trace, TraceError, picture, render, trace_amount, trace_finding

__all__ = ["Trace", "TraceError", "picture", "render", "trace_amount", "trace_finding"]
