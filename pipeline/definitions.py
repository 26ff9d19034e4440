"""The Dagster code location: everything assembled, nothing else. `workspace.yaml` and `dg` load `defs` from here."""

from __future__ import annotations

from pipeline.orchestration.assembly import build_definitions

defs = build_definitions()
