"""What each page shows: a template's name, its values, and the rows behind its CSV. No HTML, no addresses, no Dagster.

Every function takes the published build and the parts of the address, and returns a `Page`, or None when the build has nothing by that name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from pipeline.web.pages.bodies import answer, economic, unit
from pipeline.web.pages.comparing import about, compare, growth, project, projects
from pipeline.web.pages.documents import amount, document, document_page, evidence
from pipeline.web.pages.findings import findings, rule
from pipeline.web.pages.page import Page
from pipeline.web.pages.places import functions, place, start

PAGES: Mapping[str, Callable[..., Page | None]] = {
    "": start, "place": place, "functions": functions, "unit": unit, "economic": economic, "answer": answer, "document": document,
    "page": document_page, "amount": amount, "evidence": evidence, "findings": findings, "rule": rule, "compare": compare, "growth": growth,
    "projects": projects, "project": project, "about": about,
}  # fmt: skip
"""First part of an address → what the page shows; further parts of the address are the arguments."""
