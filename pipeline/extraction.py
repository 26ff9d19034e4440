"""One document, from file to records: reading → tables → identity, binding, performance, narrative.

A pure function of the file's bytes and `PARSER_VERSION`; it can run in any process and its result can be cached by both.
"""

from __future__ import annotations

from pathlib import Path

from pipeline.records import Extraction

PARSER_VERSION = "1"
"""Raise it when the same bytes would give other records; cached extractions of older versions are then read again."""


def extract_document(path: Path, document_id: str, engine: str = "pdfium") -> Extraction:
    """Read one PDF.

    Args:
        path: the file.
        document_id: first 16 hex digits of its SHA-256; goes into every record.
        engine: name of the reading engine.

    Returns:
        all records; `rejected_reason` is set for a file that cannot be opened or is no disclosure.
    """
    raise NotImplementedError
