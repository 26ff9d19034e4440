"""Codes of rows that print none: the name says them, and where it is the name of several levels, the place in the list does."""

from __future__ import annotations

from pipeline.language.codes import codes_by_name

_STEP = 4.0
"""Points by which a row below another one is indented."""
_SAME = 1.0
"""Points within which two labels begin at the same place."""
_TYPE, _GROUP, _ITEM = 3, 5, 7
"""Digits of 类, 款 and 项."""

Place = tuple[str | None, int | None]
"""What a code must begin with, and how many digits it must have."""


class NamedCodes:
    """Reads one classification by its names down a list (收支总表 and 功能科目 without a column of codes).

    深圳 prints 其他社会保障和就业支出 twice, the 款 and indented below it the 项 of the same name: a row below a row with a code is never that
    code again, and a row that begins where the 款 begin is no 项 (职业教育 is 20503, although 2059803 bears the name too).
    """

    def __init__(self, classification: str, year: int | None):
        self.classification = classification
        self.year = year
        self.code: str | None = None
        self.indent: float | None = None
        self.places: dict[int, set[float]] = {}
        """Digits of a code → indentations at which rows with such a code begin."""

    def read(self, name: str, indent: float | None, *, numbered: bool) -> str | None:
        """The code of the next row.

        Args:
            name: its label without ordinal.
            indent: where its label begins; None where that says nothing.
            numbered: 一、, 1.: ordinals stand before 类 only; they differ from form to form and say nothing about the code.

        Returns:
            None where no code carries the name there, or several do.
        """
        code = self._code(name, indent, numbered=numbered)
        if code is not None:
            self.code, self.indent = code, indent
            starts = self.places.setdefault(len(code), set())
            if indent is not None and not numbered:
                starts.add(indent)
        return code

    def _code(self, name: str, indent: float | None, *, numbered: bool) -> str | None:
        if self.code is None:
            return self._first(name, [(None, _TYPE), (None, None)])
        if numbered:
            return self._first(name, [(None, _TYPE)])
        length = self._length_at(indent)
        if indent is not None and self.indent is not None and indent > self.indent + _STEP:
            return self._below(name, self.code, length)
        group, above = self.code[:_GROUP], self.code[:_TYPE]
        places: list[Place] = []
        if length == _ITEM:
            # 援助其他地区支出 has no 项: its 款 stand where the 项 of the others do
            places = [(group, _ITEM), (above, _ITEM), (above, _GROUP)]
        elif length == _GROUP and self.places.get(_ITEM):
            places = [(above, _GROUP), (None, _TYPE), (None, _GROUP)]
        else:
            places = [(group, _ITEM)] if len(group) == _GROUP else []
            if _GROUP in self.places or len(self.code) == _TYPE:
                places += [(above, _GROUP), (above, _ITEM), (None, _TYPE), (None, _GROUP)]
            else:  # a list of 项 only (西安): 其他社会保障和就业支出 is 2089999
                places += [(above, _ITEM), (above, _GROUP), (None, _TYPE), (None, _ITEM)]
        return self._first(name, places)

    def _below(self, name: str, code: str, length: int | None) -> str | None:
        """The code of a row that is indented below the row with `code`."""
        lengths = [n for n in (_GROUP, _ITEM) if n > len(code)]
        if length == _ITEM:
            lengths.reverse()
        elif length == _GROUP:
            lengths = [n for n in lengths if n == _GROUP]
        return self._first(name, [(code, n) for n in lengths])

    def _length_at(self, indent: float | None) -> int | None:
        """Digits of the codes of the rows that begin at the same place, where these are of one length."""
        if indent is None:
            return None
        found = {n for n, starts in self.places.items() if any(abs(s - indent) <= _SAME for s in starts)}
        return next(iter(found)) if len(found) == 1 else None

    def _first(self, name: str, places: list[Place]) -> str | None:
        """The first place (prefix and digits) where a code carries the name; none where several do."""
        for prefix, length in places:
            found = codes_by_name(self.classification, name, prefix, length, self.year)
            if len(found) == 1:
                return found[0]
            if found and prefix is not None:
                return None
        return None
