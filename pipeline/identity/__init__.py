"""Identity: who published what for when, read from the content alone."""

from pipeline.identity.disclosure import is_disclosure
from pipeline.identity.reader import identify

__all__ = ["identify", "is_disclosure"]
