"""The disclosures of a file with their identities: each part says who it is of, what none of them says is taken from the cover before them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.identity.disclosure import is_disclosure
from pipeline.identity.edition import Edition, find_edition
from pipeline.identity.parts import Claim, Part, Split, split
from pipeline.identity.period import kind_name
from pipeline.identity.reader import identify
from pipeline.identity.text import gather
from pipeline.identity.titles import find_titles
from pipeline.identity.vocabulary import vocabulary
from pipeline.language.spelling import squeezed_with_year
from pipeline.records import DocumentIdentity
from pipeline.tables.model import DocumentLayout, TextLine

LinesOf = Callable[[Sequence[int]], Sequence[TextLine]]
"""All lines of the given pages as printed, also inside frames."""

_FIELDS = ("fiscal_year", "division_code", "unit_code", "unit_name")


@dataclass(slots=True)
class Disclosure:
    """One disclosure of a file."""

    seq: int
    layout: DocumentLayout
    page_first: int
    page_last: int
    identity: DocumentIdentity
    edition: Edition
    rejected_reason: str | None
    """Why this part is no disclosure of a department or unit; None when it is one."""


def find_disclosures(layout: DocumentLayout, lines_of: LinesOf) -> list[Disclosure]:
    """Cut a file into its disclosures and identify each.

    Args:
        layout: tables and prose of the whole file.
        lines_of: gives the lines of pages as printed.

    Returns:
        at least one, in reading order.
    """
    found = split(layout)
    disclosures = [_disclosure(seq, part, lines_of) for seq, part in enumerate(found.parts, 1)]
    if len(disclosures) > 1:
        _inherit(disclosures, found, lines_of)
        _inherit_kind(disclosures, found)
    return disclosures


def shared_identity(disclosures: Sequence[Disclosure]) -> DocumentIdentity:
    """What all disclosures of a file agree on; None (kind: `unknown`) where they differ."""
    if len(disclosures) == 1:
        return disclosures[0].identity
    shared = DocumentIdentity(evidence={"disclosures": f"{len(disclosures)} disclosures in one file"})
    for field in ("document_kind", *_FIELDS):
        values = {getattr(one.identity, field) for one in disclosures}
        if len(values) == 1:
            setattr(shared, field, values.pop())
    return shared


def _disclosure(seq: int, part: Part, lines_of: LinesOf) -> Disclosure:
    lines = lines_of(part.head_pages)
    identity = identify(part.layout, lines)
    if part.says is not None:
        _believe(identity, part.says)
    reason = is_disclosure(part.layout, identity, lines)
    edition = find_edition(lines, list(find_titles(gather(part.layout, lines).lines)))
    return Disclosure(seq, part.layout, part.page_first, part.page_last, identity, edition, reason)


def _believe(identity: DocumentIdentity, says: Claim) -> None:
    """What the line said with which the part begins, where its pages say no more."""
    where = f"page {says.page}: beginning of the part"
    if identity.unit_name is None and says.unit is not None:
        identity.unit_name, identity.evidence["unit_name"] = says.unit, where
    if identity.fiscal_year is None and says.year is not None:
        identity.fiscal_year, identity.evidence["fiscal_year"] = says.year, where
    if identity.document_kind == "unknown" and says.what and says.scope:
        identity.document_kind, identity.evidence["document_kind"] = kind_name(says.scope, says.what), where


def _inherit_kind(disclosures: Sequence[Disclosure], found: Split) -> None:
    """部门 or 单位 as the cover before the parts says (某某局部门决算及预算), where the tables of a part say only 预算 or 决算."""
    before = found.preamble.prose if found.preamble is not None else ()
    scopes = {
        scope for line in before for scope in vocabulary().compilations.scope.findall(squeezed_with_year(line.text))
    }
    if len(scopes) != 1:
        return
    scope = scopes.pop()
    for one, part in zip(disclosures, found.parts, strict=True):
        if one.identity.document_kind == "unknown" and part.says is not None and part.says.what:
            one.identity.document_kind = kind_name(scope, part.says.what)
            one.identity.evidence["document_kind"] = "the cover before the parts"


def _inherit(disclosures: Sequence[Disclosure], found: Split, lines_of: LinesOf) -> None:
    """Fill what no part says from the pages before the first one; one place serves all parts of a file."""
    cover = DocumentIdentity()
    if found.preamble is not None:
        pages = sorted({line.page for line in found.preamble.prose} - {disclosures[0].page_first})
        cover = identify(found.preamble, lines_of(pages))
    for field in _FIELDS:
        own = {getattr(one.identity, field) for one in disclosures} - {None}
        value = getattr(cover, field)
        if field == "division_code" and len(own) == 1:
            value = own.pop()
        elif own:
            continue
        for one in disclosures:
            if value is not None and getattr(one.identity, field) is None:
                setattr(one.identity, field, value)
                one.identity.evidence[field] = cover.evidence.get(field, "the other disclosures of the file")
