"""What stands behind a figure of a mart: the `evidence` of a model's front matter as plain data.

    evidence:
      - of: [basic_yuan, project_yuan]
        sum_of: select amount_id from figure_cell where document_id = $document_id and figure = $column
      - of: [head_count]
        read_from: select document_id, claim_seq from …
      - of: [project_share]
        computed_from: [project_yuan, expenditure_yuan]
      - of: [per_head_yuan]
        same_as: mart_unit_year.head_count

`sum_of` names the cells that add up to the figure, `read_from` what it was taken from. Both are queries whose parameters are columns of the
row, and `$column`, the column asked for. They return `amount_id`, or `document_id` with `claim_seq` (prose), with `table_seq` and
`indicator_seq` (performance targets), or alone (the file as a whole). `same_as` looks at the row of the same document in another mart.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_PARAMETER = re.compile(r"\$([a-z_]\w*)")
_FORMS = {"sum_of", "read_from", "computed_from", "same_as"}


class EvidenceFormatError(Exception):
    """The front matter declares evidence of no known form; the message names the file."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where one column of a mart comes from; exactly one of `query`, `columns` and `other` is set."""

    query: str | None = None
    adds_up: bool = False
    """The figure is the sum of the amounts that `query` names (a NULL figure has none)."""
    columns: tuple[str, ...] = ()
    """Columns of the same row that it is computed from."""
    other: tuple[str, str] | None = None
    """(mart, column) of the same document."""

    @property
    def parameters(self) -> frozenset[str]:
        """Columns of the row that the query asks for, `column` included where it is."""
        return frozenset(_PARAMETER.findall(self.query or ""))


def evidence_from_front_matter(path: Path, declared: Sequence[Mapping[str, Any]]) -> dict[str, Evidence]:
    """Turn the `evidence` of a front matter into one entry per column.

    Args:
        path: the model file, for messages.
        declared: mappings of `of` (columns) and one of the four forms.

    Returns:
        column → evidence.

    Raises:
        EvidenceFormatError: an entry is not of a known form.
    """
    found: dict[str, Evidence] = {}
    for entry in declared:
        forms = set(entry) - {"of"}
        if len(forms) != 1 or not forms <= _FORMS or not entry.get("of"):
            raise EvidenceFormatError(f"{path}: evidence needs `of` and one of {', '.join(sorted(_FORMS))}: {entry}.")
        (form,) = forms
        value = entry[form]
        if form == "computed_from":
            evidence = Evidence(columns=tuple(value))
        elif form == "same_as":
            mart, _, column = str(value).partition(".")
            evidence = Evidence(other=(mart, column))
        else:
            evidence = Evidence(query=str(value).strip().rstrip(";"), adds_up=form == "sum_of")
        found |= dict.fromkeys(entry["of"], evidence)
    return found
