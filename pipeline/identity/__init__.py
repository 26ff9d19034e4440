"""Identity: who published what for when, read from the content alone."""

from pipeline.identity.disclosure import is_disclosure
from pipeline.identity.reader import identify
from pipeline.identity.several import Disclosure, find_disclosures, shared_identity

__all__ = ["Disclosure", "find_disclosures", "identify", "is_disclosure", "shared_identity"]
