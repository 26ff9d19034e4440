"""Binding: the meaning of tables. Table kind, columns, rows, amounts and their unit; knows nothing of PDF."""

from pipeline.binding.bind import BoundDocument, bind_tables

__all__ = ["BoundDocument", "bind_tables"]
