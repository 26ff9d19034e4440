"""Table finding: pages → tables with header trees, and prose. `analyse` is the entry."""

from pipeline.tables.analysis import analyse

__all__ = ["analyse"]
