"""Hand-made intake records for warehouse tests."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pipeline.intake.model import IntakeRecord
from tests.unit.warehouse.rows import DOCUMENT


def intake(document_id: str = DOCUMENT, **changes: Any) -> IntakeRecord:
    """A readable file."""
    sha256 = document_id + "0" * 48
    values: dict[str, Any] = {
        "document_id": document_id,
        "sha256": sha256,
        "collection": "410802-2024",
        "file_name": f"{document_id}.pdf",
        "byte_size": 1000,
        "stored_path": Path("store") / sha256[:2] / f"{sha256}.pdf",
        "status": "new",
        "reason": None,
        "seen_at": datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
    }
    return IntakeRecord(**(values | changes))
