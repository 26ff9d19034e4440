"""Binding: the meaning of tables. Table kind, columns, rows, amounts and their unit; knows nothing of PDF."""

from pipeline.binding.bind import bind_tables
from pipeline.binding.bound import BoundDocument

__all__ = ["BoundDocument", "bind_tables"]
