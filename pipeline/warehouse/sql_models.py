"""The models in `dbt_like_sql/` as plain data: what each says in its front matter, what it reads, in which order they run.

The format is described in `dbt_like_sql/README.md`. Nothing here touches a database or Dagster.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from importlib import resources
from pathlib import Path
from typing import Any, Literal

import yaml

from pipeline.warehouse.checks import Check, checks_from_front_matter
from pipeline.warehouse.database import ALLOWED_VALUES, code_list_files, code_lists_digest
from pipeline.warehouse.evidence import Evidence, EvidenceFormatError, evidence_from_front_matter
from pipeline.warehouse.extracts import schema_fingerprint
from pipeline.warehouse.remembered import remembered
from schemas.registry import TABLES

Layer = Literal["staging", "rules", "figures", "checks", "dimensions", "facts", "marts"]
Materialization = Literal["view", "table", "incremental"]
LAYERS: tuple[Layer, ...] = ("staging", "rules", "figures", "checks", "dimensions", "facts", "marts")
HELPER_PREFIXES = ("stg_", "figure_", "check_", "rule_")
"""How the names of models begin that stay in the database for whoever follows a calculation and are no result."""
FINDING = "finding"
"""The table that all rule models fill."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml where PyYAML was built with it: five times as fast over the front matters."""
_FRONT_MATTER = re.compile(r"\A\s*/\*(.*?)\*/(.*)\Z", re.DOTALL)
_KEYS = {
    "description",
    "description_zh",
    "grain",
    "materialization",
    "document_local",
    "warnings",
    "answers",
    "columns",
    "checks",
    "evidence",
    "rules",
}


class ModelError(Exception):
    """A model file is wrong; the message names the file and says what to change."""


@dataclass(frozen=True, slots=True)
class ColumnText:
    """What the front matter says about a column; None where it says nothing."""

    description: str | None = None
    term: str | None = None
    unit: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class SqlModel:
    """One file of `dbt_like_sql/`."""

    name: str
    layer: Layer
    path: Path
    sql: str
    """The SELECT, without front matter and without a final semicolon."""
    description: str
    description_zh: str
    grain: tuple[str, ...]
    materialization: Materialization
    document_local: bool
    """Rows of a document depend on rows of that document only (always so for `incremental`)."""
    warnings: tuple[str, ...]
    answers: tuple[str, ...]
    columns: Mapping[str, ColumnText]
    checks: tuple[Check, ...]
    evidence: Mapping[str, Evidence]
    """Column → what stands behind its figures; marts only."""
    rules: tuple[str, ...]
    """Rule ids of which the model fills `finding`; none for a model that says something about rules as data."""
    reads: frozenset[str]
    """Names of all tables and models in the body, CTE names excluded."""
    code_version: str
    """Changes when the body, a model it reads, a declared table or a code list changes."""

    @property
    def is_rule(self) -> bool:
        """Whether its rows go to `finding`."""
        return bool(self.rules)

    @property
    def table_comment(self) -> str:
        """The text of `COMMENT ON TABLE`."""
        parts = [self.description_zh, self.description, f"grain: {', '.join(self.grain)}"]
        if self.answers:
            parts.append(f"answers: {', '.join(self.answers)}")
        parts.extend(f"WARNING: {warning}" for warning in self.warnings)
        return " | ".join(part for part in parts if part)


def load_models(folder: Path | None = None) -> dict[str, SqlModel]:
    """Read all models.

    Args:
        folder: a folder with the layer folders in it; the project's own when None.

    Returns:
        models by name, every one after the models it reads.

    Raises:
        ModelError: a file is not as `dbt_like_sql/README.md` says, two models have one name, or models read each other in a circle.
    """
    root = folder or Path(str(resources.files("dbt_like_sql")))
    drafts: dict[str, SqlModel] = {}
    for layer in LAYERS:
        for path in sorted((root / layer).glob("*.sql")):
            if path.stem in drafts or path.stem in TABLES:
                raise ModelError(
                    f"{path}: the name {path.stem} is already taken by another model or a declared table; rename the file."
                )
            drafts[path.stem] = read_model(path, layer)
    return _in_order(drafts)


def load_marts() -> dict[str, SqlModel]:
    """The project's marts by name, each read on its own: for those who look at a published build and compute nothing.

    Raises:
        ModelError: a file is not as `dbt_like_sql/README.md` says.
    """
    folder = Path(str(resources.files("dbt_like_sql"))) / "marts"
    return {path.stem: read_model(path, "marts") for path in sorted(folder.glob("*.sql"))}


def read_model(path: Path, layer: Layer) -> SqlModel:
    """Read one model file; its `code_version` covers the file alone.

    Args:
        path: the file.
        layer: folder it belongs to.

    Returns:
        the model.

    Raises:
        ModelError: front matter or body is not as it must be.
    """
    match = _FRONT_MATTER.match(path.read_text(encoding="utf-8"))
    if not match:
        raise ModelError(
            f"{path}: the file must begin with a /* … */ comment that holds YAML (see dbt_like_sql/README.md)."
        )
    try:
        front: dict[str, Any] = yaml.load(match[1], _LOADER) or {}  # noqa: S506  a safe loader
    except yaml.YAMLError as problem:
        raise ModelError(f"{path}: the front matter is no valid YAML: {problem}") from problem
    unknown = set(front) - _KEYS
    if unknown or not front.get("description") or not front.get("grain"):
        raise ModelError(
            f"{path}: front matter needs description and grain; unknown keys: {', '.join(sorted(unknown)) or 'none'}."
        )
    rules = tuple(str(rule) for rule in front.get("rules") or ())
    if rules and layer != "checks":
        raise ModelError(f"{path}: only models in checks/ fill {FINDING}.")
    materialization = front.get("materialization", "incremental" if rules else "view")
    if materialization not in {"view", "table", "incremental"} or (rules and materialization == "view"):
        raise ModelError(f"{path}: materialization {materialization} is not possible in {layer}/.")
    sql = match[2].strip().rstrip(";").rstrip()
    try:
        evidence = evidence_from_front_matter(path, front.get("evidence") or [])
    except EvidenceFormatError as problem:
        raise ModelError(str(problem)) from problem
    return SqlModel(
        name=path.stem,
        layer=layer,
        path=path,
        sql=sql,
        description=" ".join(str(front["description"]).split()),
        description_zh=" ".join(str(front.get("description_zh", "")).split()),
        grain=tuple(part.strip() for part in str(front["grain"]).split(",")),
        materialization=materialization,
        document_local=bool(front.get("document_local", materialization == "incremental")),
        warnings=tuple(front.get("warnings") or ()),
        answers=tuple(front.get("answers") or ()),
        columns={name: column_text(path, name, text) for name, text in (front.get("columns") or {}).items()},
        checks=checks_from_front_matter(path, FINDING if rules else path.stem, front.get("checks") or []),
        evidence=evidence,
        rules=rules,
        reads=frozenset(tables_read(sql, str(path))),
        code_version=hashlib.sha256(f"{materialization}\n{sql}".encode()).hexdigest()[:12],
    )


def tables_read(sql: str, where: str) -> set[str]:
    """Names of the tables that a query reads, CTE names excluded.

    Args:
        sql: a DuckDB query.
        where: what to call the query in an error.

    Returns:
        table names.

    Raises:
        ModelError: the query cannot be parsed or holds more than one statement.
    """
    return set(remembered("tables read", lambda: sorted(_tables_read(sql, where)), sql))


def _tables_read(sql: str, where: str) -> set[str]:
    import sqlglot  # noqa: PLC0415  half a second that nobody pays whose answers are remembered
    from sqlglot import exp  # noqa: PLC0415
    from sqlglot.errors import SqlglotError  # noqa: PLC0415
    from sqlglot.optimizer.scope import traverse_scope  # noqa: PLC0415

    try:
        statements = sqlglot.parse(sql, dialect="duckdb")
        if len(statements) != 1 or statements[0] is None:
            raise ModelError(f"{where}: the body must be one SELECT.")
        return {
            source.name
            for scope in traverse_scope(statements[0])
            for source in scope.sources.values()
            if isinstance(source, exp.Table) and source.name
        }
    except SqlglotError as problem:
        raise ModelError(f"{where}: the SQL cannot be parsed: {problem}") from problem


def column_text(path: Path, name: str, text: object) -> ColumnText:
    """What YAML says of a column.

    Args:
        path: the file, for the message.
        name: the column.
        text: a string, or a mapping of en, zh, unit, source.

    Raises:
        ModelError: it is neither.
    """
    if isinstance(text, str):
        return ColumnText(description=text)
    if isinstance(text, dict) and set(text) <= {"en", "zh", "unit", "source"}:
        return ColumnText(text.get("en"), text.get("zh"), text.get("unit"), text.get("source"))
    raise ModelError(
        f"{path}: the text of column {name} must be a string or a mapping of en, zh, unit, source (put quotes around a text with a comma or colon)."
    )


def _in_order(drafts: dict[str, SqlModel]) -> dict[str, SqlModel]:
    """Put models after what they read and let each code version cover everything it depends on."""
    rule_names = {name for name, model in drafts.items() if model.is_rule}
    known = drafts.keys() | TABLES.keys() | code_list_files().keys() | {ALLOWED_VALUES}
    graph: dict[str, set[str]] = {}
    for name, model in drafts.items():
        missing = model.reads - known
        if missing:
            raise ModelError(
                f"{model.path}: nothing is called {', '.join(sorted(missing))}; correct the name or add the model."
            )
        graph[name] = upstream_models(model, drafts, rule_names)
    try:
        order = list(TopologicalSorter({name: sorted(graph[name]) for name in sorted(graph)}).static_order())
    except CycleError as problem:
        raise ModelError(f"These models read each other in a circle: {' → '.join(problem.args[1])}.") from problem
    base = f"{schema_fingerprint()} {code_lists_digest()}"
    versions: dict[str, str] = {}
    for name in order:
        text = " ".join([base, drafts[name].code_version, *sorted(versions[other] for other in graph[name])])
        versions[name] = hashlib.sha256(text.encode()).hexdigest()[:12]
    return {name: _with_version(drafts[name], versions[name]) for name in order}


def upstream_models(
    model: SqlModel, models: Mapping[str, SqlModel], rule_names: Iterable[str] | None = None
) -> set[str]:
    """Names of the models that must run before `model`; who reads `finding` waits for all rule models."""
    upstream = {name for name in model.reads if name in models}
    if FINDING in model.reads:
        upstream |= (
            set(rule_names) if rule_names is not None else {name for name, other in models.items() if other.is_rule}
        )
    return upstream - {model.name}


def _with_version(model: SqlModel, version: str) -> SqlModel:
    values = {name: getattr(model, name) for name in SqlModel.__dataclass_fields__}
    return SqlModel(**{**values, "code_version": version})


def models_version(models: Mapping[str, SqlModel]) -> str:
    """A hash over all models: what `meta_build` records."""
    text = " ".join(f"{name}:{models[name].code_version}" for name in sorted(models))
    return hashlib.sha256(text.encode()).hexdigest()[:12]
