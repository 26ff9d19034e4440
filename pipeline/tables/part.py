"""A fragment together with what was read around it."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.tables.captions import Caption
from pipeline.tables.fragment import Fragment


@dataclass(slots=True)
class Part:
    """One page's share of a table."""

    fragment: Fragment
    caption: Caption
    is_first_on_page: bool
    is_last_on_page: bool
    page_height: float
    place: int
    """Which printed page it stands on, counted from 0 over the document; a sheet may hold two."""
