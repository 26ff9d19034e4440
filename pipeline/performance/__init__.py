"""Performance forms (绩效目标表): indicators with their targets. `extract_indicators` is the entry."""

from pipeline.performance.extract import KINDS, extract_indicators, indicator_table_kind

__all__ = ["KINDS", "extract_indicators", "indicator_table_kind"]
