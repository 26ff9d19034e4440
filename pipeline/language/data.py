"""The one loader of the vocabularies: `schemas/vocabulary/*.yaml`, strict, each line with the page that taught it.

A misspelled key, a key given twice, an expression that does not compile and a line that does not say where it comes from are errors that name file
and line. Patterns may use parts by name, `{unit}` or `{chapter}`: the caller hands over those it knows, a file adds its own under `parts:`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from importlib.resources import files
from typing import TYPE_CHECKING, Annotated, Any, Final, TypeVar

import yaml
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, ValidationInfo

from schemas import allowed

GENERAL: Final = "general"
"""The `page` of a line that no single page taught: everybody who knows such disclosures knows the word."""

Model = TypeVar("Model", bound="Strict")
_PART = re.compile(r"\{([a-z_]+)\}")


FACETS: Final[Mapping[str, Collection[str]]] = {
    "flow": allowed.FLOWS,
    "fund": allowed.FUNDS,
    "spending_kind": allowed.SPENDING_KINDS,
    "stage": allowed.STAGES,
    "three_public_item": allowed.THREE_PUBLIC_ITEMS,
    "origin_year": allowed.ORIGIN_YEARS,
}
"""What a word may say, and the values that the schemas allow."""


class VocabularyError(ValueError):
    """A vocabulary file that cannot be used, with file and line of what is wrong."""


class Strict(BaseModel):
    """A mapping of a vocabulary file: no key but those declared."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


def _compiled(words: Any, info: ValidationInfo) -> re.Pattern[str]:  # noqa: ANN401  (what YAML gives is checked here)
    if not isinstance(words, str):
        raise ValueError("a pattern is a text; put it in quotes")  # noqa: TRY004  (pydantic reports ValueError with its place)
    try:
        return re.compile(_with_parts(words, info.context or {}))
    except re.error as error:
        raise ValueError(f"no regular expression: {error}") from error


def _with_parts(words: str, parts: Mapping[str, str]) -> str:
    def part(found: re.Match[str]) -> str:
        if found[1] not in parts:
            raise ValueError(f"unknown part {found[0]}; known: {', '.join(sorted(parts)) or 'none'}")
        return parts[found[1]]

    return _PART.sub(part, words)


Pattern = Annotated[re.Pattern[str], BeforeValidator(_compiled)]
"""A regular expression in a vocabulary file, compiled when it is read."""


def one_of(values: Collection[str], what: str) -> AfterValidator:
    """A check that a text, where there is one, is among the values that the schemas allow."""

    def check(value: str | None) -> str | None:
        if value is not None and value not in values:
            raise ValueError(f"{value} is no {what}; the schemas allow {', '.join(values)}")
        return value

    return AfterValidator(check)


class Line(Strict):
    """A line of a vocabulary: something printed, and where that was seen."""

    page: str = Field(min_length=3)
    """A disclosure and page that print it (`chongqing-df51919721, page 15`), a form (`西安 2019 表12`), or `general`."""


class Phrase(Line):
    """Words that are looked for."""

    pattern: Pattern = Field(alias="words")


class Text(Line):
    """A word that is compared as it is."""

    word: str = Field(min_length=1)


def joined(lines: Iterable[Phrase]) -> re.Pattern[str]:
    """One expression for any of the lines, tried in their order."""
    return re.compile("|".join(f"(?:{line.pattern.pattern})" for line in lines))


def _joined(lines: tuple[Phrase, ...]) -> re.Pattern[str]:
    return joined(lines)


def _each(lines: tuple[Phrase, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(line.pattern for line in lines)


def _pattern_of(line: Phrase) -> re.Pattern[str]:
    return line.pattern


def _word_of(line: Text) -> str:
    return line.word


if TYPE_CHECKING:
    Words = re.Pattern[str]
    AnyOf = re.Pattern[str]
    Each = tuple[re.Pattern[str], ...]
    Word = str
else:
    Words = Annotated[Phrase, AfterValidator(_pattern_of)]
    AnyOf = Annotated[tuple[Phrase, ...], AfterValidator(_joined)]
    Each = Annotated[tuple[Phrase, ...], AfterValidator(_each)]
    Word = Annotated[Text, AfterValidator(_word_of)]
"""In a file `{words: …, page: …}`, in the program its pattern; of a list `Each` has the patterns and `AnyOf` one for all; `Word` is the text of
`{word: …, page: …}`."""


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]  # the C loader where it is built
    """A safe loader to which a key given twice is an error."""


def _mapping(loader: Any, node: yaml.MappingNode) -> dict[Any, Any]:  # noqa: ANN401  (either loader)
    seen = set()
    for key, _ in node.value:
        if key.value in seen:
            raise VocabularyError(f"line {key.start_mark.line + 1}: the key {key.value} is given twice")
        seen.add(key.value)
    return dict(loader.construct_pairs(node, deep=True))


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


def read_text(name: str) -> str:
    """The text of one file of the vocabulary."""
    return files("schemas").joinpath("vocabulary", name).read_text(encoding="utf-8")


def load(name: str, model: type[Model], parts: Mapping[str, str] | None = None) -> Model:
    """Read and check one file of the vocabulary.

    Args:
        name: the file in `schemas/vocabulary/`.
        model: what the file must hold.
        parts: names that its patterns may use in braces → expressions; parts of the file itself come on top.

    Raises:
        VocabularyError: the file is not as the model says; the message has file and line of each fault.
    """
    return load_text(read_text(name), model, parts, name)


def load_text(text: str, model: type[Model], parts: Mapping[str, str] | None = None, name: str = "") -> Model:
    """`load` for a text that is at hand."""
    try:
        raw = yaml.load(text, Loader=_Loader)  # noqa: S506  (a safe loader)
        known = dict(parts or {})
        for key, part in (raw.get("parts") or {}).items():
            known[key] = f"(?:{_with_parts(part['words'], known)})"
        return model.model_validate(raw, context=known)
    except ValidationError as error:
        lines = [f"{name}:{_line_of(text, fault['loc'])}: {_told(fault)}" for fault in error.errors()]
        raise VocabularyError("\n".join(lines)) from error
    except (yaml.YAMLError, VocabularyError, ValueError, KeyError, TypeError) as error:
        raise VocabularyError(f"{name}: {error}") from error


def _told(fault: Mapping[str, Any]) -> str:
    where = ".".join(map(str, fault["loc"]))
    return {"extra_forbidden": f"unknown key {where}", "missing": f"{where} is missing"}.get(
        fault["type"], f"{where}: {fault['msg']}"
    )


def _line_of(text: str, place: tuple[int | str, ...]) -> int:
    """The line of what a fault is about, or of the nearest thing around it."""
    node = yaml.compose(text, Loader=yaml.SafeLoader)
    line = 0
    for step in place:
        found = None
        if isinstance(node, yaml.MappingNode):
            found = next(((key, value) for key, value in node.value if key.value == str(step)), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            found = (node.value[step], node.value[step])
        if found is None:
            break
        line, node = found[0].start_mark.line, found[1]
    return line + 1
