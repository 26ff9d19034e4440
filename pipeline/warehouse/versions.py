"""Which body a document is of, so that versions of one document find each other.

A wrong match hides a document behind another one, a missed match shows money twice: when in doubt, do not match.
"""

from __future__ import annotations

from pipeline.language.bodies import body_words
from pipeline.language.spelling import body_key


def unit_identity(
    division_code: str | None, unit_code: str | None, unit_name: str | None, collection: str
) -> str | None:
    """A key that two documents share only when they are of the same body.

    A unit code is unique only inside one division and a short name (`教育局`, `鼓楼区教育局`) only inside one place, so one of them
    needs the division; where no division is known the operator's collection stands in for it. A name that names its city needs neither.
    The code stays in the key when printed: a unit's own document may print its department's name above its tables.

    Args:
        division_code: GB/T 2260 code, or None.
        unit_code: code of the body, or None.
        unit_name: name of the body, or None.
        collection: batch the document came with.

    Returns:
        the key, or None when neither code nor name is known.
    """
    name = body_words().party.sub("", body_key(unit_name)) if unit_name else ""
    code = unit_code or ""
    if not name and not code:
        return None
    scope = "" if body_words().names_its_city.match(name) else division_code or f"collection:{collection}"
    return f"{scope}|{code}|{name}"
