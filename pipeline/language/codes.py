"""Classification codes as printed: one cell, three cells, own level only, code and name together, local extensions."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache

from pipeline.language import vocabulary
from pipeline.language.spelling import name_key, plain

FUNCTION = "function"
DEPARTMENT = "department_economic"
GOVERNMENT = "government_economic"

_PROJECT = re.compile(r"^\d{6}\d{2}[0-9A-Z]{13}$")
_PROJECT_NAME = re.compile(r"^(\d{8}[0-9A-Z]{13})[-_—–:：]?(\D.*)$")
_CODE_NAME = re.compile(r"^[\[(【]?(\d{2,21})([\])】]?\s*[-_—–－:：.、]?)\s*(\D.*)$", re.DOTALL)
_NAME_CODE = re.compile(r"^(\D.*|\(\d{1,2}\)\D.*)[(（\[](\d{3}|\d{5}|\d{7})[)）\]]$")
_DIGITS = re.compile(r"^\d{1,21}$")
_SEPARATED = re.compile(r"^(\d{3})([-.·/])(\d{2})(?:\2(\d{2}))?(?!\d)(.*)$", re.DOTALL)
_FIRST = {"2": FUNCTION, "3": DEPARTMENT, "5": GOVERNMENT}


@lru_cache(maxsize=16384)
def split_code(text: str) -> tuple[str | None, str]:
    """`2050305-高等职业教育`, `[2050305]高等职业教育`, `106_长沙市公安局` → code and name; a bare code → code and ""; else None and the text.

    A number that belongs to a name (`2024年街道经费`, `96196电梯服务平台`) is not a code: without a separator only the lengths and the first
    digits of the three classifications count.
    """
    text = unicodedata.normalize("NFKC", text).strip()
    squeezed = re.sub(r"\s+", "", text)
    bare = squeezed.strip("[]()")
    if _DIGITS.match(bare):
        return bare, ""
    if (joined := joined_code(squeezed)) != squeezed:
        return joined, ""
    if _PROJECT.match(squeezed):
        return squeezed, ""
    project = _PROJECT_NAME.match(squeezed)
    if project:  # 北京: 11000022T000000451922-国资国企重难点问题研究
        return project.group(1), project.group(2)
    behind = _NAME_CODE.match(squeezed)
    if behind and class_of(behind.group(2)) is not None:  # 西安 2019: (1)工资福利支出（301）
        return behind.group(2), behind.group(1)
    return _code_before_name(text)


def joined_code(text: str) -> str:
    """`213-02-01`, `213.02.01` and `213.02` → the digits in one; any other text as it is."""
    found = _SEPARATED.match(text)
    if found is None or found.group(5) or class_of(found.group(1)) is None:
        return text
    return "".join(filter(None, (found.group(1), found.group(3), found.group(4))))


def _code_before_name(text: str) -> tuple[str | None, str]:
    parted = _SEPARATED.match(text)
    if parted and parted.group(5).strip() and class_of(parted.group(1)) is not None:
        digits = "".join(filter(None, (parted.group(1), parted.group(3), parted.group(4))))
        text = f"{digits} {parted.group(5).strip(' -:')}"
    found = _CODE_NAME.match(text)
    if not found:
        return None, text
    code, mark, name = found.group(1), found.group(2).strip(), found.group(3).strip()
    is_date = not mark and name[:1] in {"年", "月", "日"}  # 2024年街道经费, but 2010405-日常经济运行调节 (北京 03)
    if not name or is_date or name[0] in ".%、,)":
        return None, text
    separated = not text.startswith(code + name[0])
    wanted = len(code) in {2, 3, 4, 5, 6, 7, 9, 21} if separated else class_of(code) is not None
    return (code, name) if wanted else (None, text)


def class_of(code: str) -> str | None:
    """The classification a complete code can belong to, by its first digit and known 类; None when it is none of the three."""
    if len(code) not in {3, 5, 7}:
        return None
    classification = _FIRST.get(code[0])
    if classification is None or code[:3] not in vocabulary.names().known[classification]:
        return None
    if classification == GOVERNMENT and len(code) == 7:
        return None
    return classification


def is_project_code(text: str) -> bool:
    """21 characters: division, two digits of the year, 13 of the system."""
    return bool(_PROJECT.match(plain(text)))


def is_name_of(classification: str, name: str) -> bool:
    """True when some code of the classification carries the name."""
    return name_key(name) in vocabulary.names().codes[classification]


def code_by_name(classification: str, name: str, prefix: str | None = None, length: int | None = None) -> str | None:
    """The code that carries a name, if exactly one does (under `prefix` and of `length` digits, when given)."""
    found = codes_by_name(classification, name, prefix, length)
    return found[0] if len(found) == 1 else None


def codes_by_name(
    classification: str, name: str, prefix: str | None = None, length: int | None = None, year: int | None = None
) -> tuple[str, ...]:
    """The codes that carry a name (under `prefix`, of `length` digits, in force in `year`, when given)."""
    found = _codes_by_name(classification, name_key(name), prefix, length)
    if len(found) < 2 or year is None:
        return found
    periods = vocabulary.code_periods()
    return tuple(c for c in found if (p := periods.get((classification, c))) is None or p[0] <= year <= p[1])


@lru_cache(maxsize=16384)
def _codes_by_name(classification: str, key: str, prefix: str | None, length: int | None) -> tuple[str, ...]:
    found = vocabulary.names().codes[classification].get(key, ())
    return tuple(c for c in found if (prefix is None or c.startswith(prefix)) and (length is None or len(c) == length))


@dataclass(slots=True)
class CodeReader:
    """Reads the code of one classification down a list whose rows may print their own level only.

    河南 and 上海 print 类 款 项 in three cells; 烟台 prints `214` / `01` / `36` on three rows; 长沙 prints `40` under 201.
    """

    levels: list[str] = field(default_factory=lambda: ["", "", ""])
    items_in_full: bool = False
    """The column prints 项 codes in full (`2080505`), so a lone pair of digits is a 款 (西安 2019: 208 / 05 / 2080505 / 99 / 2089901)."""

    def read(self, parts: list[str]) -> str | None:
        """The full code of a row from its cells (one cell, or 类 款 项).

        Args:
            parts: printed texts of the code cells, left to right; blanks allowed.
        """
        bare = [joined_code(plain(p)) for p in parts]
        digits = [b if _DIGITS.match(b) else "" for b in bare]
        if not any(digits):
            return None
        if len(digits) == 1:
            return self._joined(digits[0])
        deepest = max(i for i, d in enumerate(digits) if d)
        for i, cell in enumerate(digits[:3]):
            if not cell:
                continue
            printed = cell.zfill(2) if i > 0 else cell  # 301 | 2 is 30102 (普陀 2024, 08表)
            above = "".join(self.levels[:i])
            if i == 0 and len(printed) > 3:
                return self._joined(printed) if deepest == 0 else None
            if i > 0 and len(printed) in {5, 7} and not digits[i - 1]:
                return self._joined(printed)
            cumulative = (
                i > 0 and len(printed) > 2 and bool(above) and printed.startswith(above)
            )  # 201 | 20138 | 2013801
            self.levels[i] = printed[len(above) :] if cumulative else printed
            self.levels[i + 1 :] = [""] * (len(self.levels) - i - 1)
        code = "".join(self.levels[: deepest + 1])
        return code or None

    def _joined(self, code: str) -> str | None:
        if len(code) == 2 and self.levels[0]:
            # One column, own level only: a second pair of digits goes one level down.
            level = 1 if not self.levels[1] or self.items_in_full else 2
            self.levels[level] = code
            if level == 1:
                self.levels[2] = ""
            return "".join(self.levels[: level + 1])
        if len(code) >= 3:
            self.levels = [code[:3], code[3:5], code[5:]]
        return code
