"""`identify`: the fields of a document's identity, each with where it was read."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.identity.codes import find_code
from pipeline.identity.divisions import find_division
from pipeline.identity.names import choose_name, find_candidates
from pipeline.identity.period import find_kind, find_year
from pipeline.identity.text import gather
from pipeline.identity.titles import find_titles
from pipeline.records import DocumentIdentity
from pipeline.tables.model import DocumentLayout, TextLine


def identify(layout: DocumentLayout, page_lines: Sequence[TextLine] = ()) -> DocumentIdentity:
    """Read who published the document, for which year, and what kind of disclosure it is.

    Only the content counts: never the file's name or folder. Whatever the document does not print clearly stays None.

    Args:
        layout: tables and prose of the document.
        page_lines: lines of whole pages as printed, where the caller has them (a cover inside a frame is no prose).

    Returns:
        the identity; `evidence` says for each field where it was read.
    """
    evidence = gather(layout, page_lines)
    titles = list(find_titles(evidence.lines))
    identity = DocumentIdentity()
    kind = find_kind(evidence, titles)
    if kind is not None:
        identity.document_kind, identity.evidence["document_kind"] = kind
    year = find_year(evidence, titles)
    if year is not None:
        identity.fiscal_year, identity.evidence["fiscal_year"] = year
    best = choose_name(find_candidates(evidence, titles))
    if best is not None:
        identity.unit_name, identity.evidence["unit_name"] = best.name, best.evidence
    code = find_code(layout, evidence, identity.unit_name)
    if code is not None:
        identity.unit_code, identity.evidence["unit_code"] = code
    division = find_division(evidence, titles, identity.unit_name, identity.fiscal_year)
    if division is not None:
        identity.division_code, identity.evidence["division_code"] = division
    return identity
