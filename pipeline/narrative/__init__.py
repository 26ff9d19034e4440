"""Narrative: prose → claims."""

from pipeline.narrative.extract import extract_claims

__all__ = ["extract_claims"]
