"""How often is a finding true? The findings of a build against what people saw on the page pictures.

    python -m benchmarks.verdicts HOME_OR_DUCKDB [--tsv FILE] [--list]

`tests/integration/verdicts.tsv` holds one line per failed finding that was judged: `a` the document contradicts itself (or leaves out what
it may withhold: `withheld`), `b` our reading is wrong, `c` our rule or its scope is wrong, `d` cannot be told from the page. `case` names the
one mistake behind a finding; findings of one document with the same `case` are one contradiction. Precision is a ÷ (a + b + c).

Printed: precision by severity, rule, cause and place, by finding and by case; documents accused with nothing wrong; cases that are true and not
reported any more; findings that nobody has judged.
"""

from __future__ import annotations

import argparse
import csv
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import duckdb

from pipeline.home import Home

VERDICTS = Path(__file__).parent.parent / "tests" / "integration" / "verdicts.tsv"
JUDGED = ("error", "warn")
TRUE, FALSE = ("a",), ("b", "c")


@dataclass(frozen=True)
class Verdict:
    """One judged finding."""

    document_id: str
    severity: str
    rule_id: str
    left_value: Decimal | None
    """In yuan, as `mart_finding` gave it; counts and percentages as they are."""
    right_value: Decimal | None
    mention: str
    """What the message must name, where two findings have no values to tell them apart by."""
    verdict: str
    withheld: bool
    case: str
    page: str
    seen: str

    @property
    def case_key(self) -> tuple[str, str]:
        """The contradiction in its document."""
        return self.document_id, self.case

    @property
    def difference(self) -> Decimal | None:
        """How far the two sides are apart, without a sign."""
        return gap(self.left_value, self.right_value)


@dataclass(frozen=True)
class Finding:
    """One row of `mart_finding` that says that something is wrong."""

    document_id: str
    file_name: str
    severity: str
    rule_id: str
    left_value: Decimal | None
    right_value: Decimal | None
    message: str
    cause: str
    case_id: str
    """The build's own grouping; document and difference where it has none."""

    @property
    def place(self) -> str:
        """The place, by the corpus's way of naming files."""
        return self.file_name.split("-", maxsplit=1)[0]


@dataclass(frozen=True)
class Judgement:
    """A finding and what people saw; `verdict` None where nobody has looked."""

    finding: Finding
    verdict: Verdict | None


def gap(left: Decimal | None, right: Decimal | None) -> Decimal | None:
    """The difference without a sign; None where a side has no value."""
    return None if left is None or right is None else abs(left - right)


def read_verdicts(path: Path = VERDICTS) -> list[Verdict]:
    """All lines of the verdict file."""
    with path.open(encoding="utf-8", newline="") as handle:
        return [
            Verdict(
                row["document_id"],
                row["severity"],
                row["rule_id"],
                _number(row["left_value"]),
                _number(row["right_value"]),
                row["mention"],
                row["verdict"],
                row["withheld"] == "withheld",
                row["case"],
                row["page"],
                row["seen"],
            )
            for row in csv.DictReader(handle, delimiter="\t")
        ]


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def read_findings(connection: duckdb.DuckDBPyConnection, outcomes: Iterable[str] = ("fail",)) -> list[Finding]:
    """Findings of severity `error` and `warn` with one of the given outcomes."""
    names = {row[0] for row in connection.execute("SELECT column_name FROM (DESCRIBE mart_finding)").fetchall()}
    case = (
        "case_id" if "case_id" in names else "concat_ws('|', document_id, coalesce(abs(difference)::VARCHAR, message))"
    )
    rows = connection.execute(
        f"SELECT document_id, file_name, severity, rule_id, left_value, right_value, message, cause, {case} FROM mart_finding"
        " WHERE list_contains(?, severity) AND list_contains(?, outcome) ORDER BY ALL",
        [list(JUDGED), list(outcomes)],
    ).fetchall()
    return [Finding(*row) for row in rows]


def judge(findings: Iterable[Finding], verdicts: Iterable[Verdict]) -> list[Judgement]:
    """Each finding with the verdict on the same rule and the same two values of the document."""
    by_key: dict[tuple[object, ...], list[Verdict]] = defaultdict(list)
    for verdict in verdicts:
        by_key[verdict.document_id, verdict.rule_id, verdict.left_value, verdict.right_value].append(verdict)
    return [
        Judgement(
            f,
            next(
                (
                    v
                    for v in by_key[f.document_id, f.rule_id, f.left_value, f.right_value]
                    if all(word in f.message for word in v.mention.split())
                ),
                None,
            ),
        )
        for f in findings
    ]


def lost_cases(findings: Iterable[Finding], verdicts: Iterable[Verdict]) -> list[tuple[str, str]]:
    """True cases that no finding reports any more.

    A case is reported by any finding with the same values, or the same difference, in its document.

    Args:
        findings: what is reported, as failed or as withheld.
        verdicts: what was judged.
    """
    reported = {(f.document_id, f.rule_id, f.left_value, f.right_value) for f in findings}
    gaps = {(f.document_id, gap(f.left_value, f.right_value)) for f in findings}
    cases: dict[tuple[str, str], bool] = {}
    for v in verdicts:
        if v.verdict in TRUE:
            is_reported = (v.document_id, v.rule_id, v.left_value, v.right_value) in reported or (
                v.difference is not None and (v.document_id, v.difference) in gaps
            )
            cases[v.case_key] = cases.get(v.case_key, False) or is_reported
    return sorted(case for case, is_reported in cases.items() if not is_reported)


@dataclass(frozen=True)
class Precision:
    """How many were true of those that can be told."""

    right: int
    wrong: int
    open: int
    """Cannot be told, or not judged."""

    @property
    def share(self) -> float | None:
        """None where nothing was judged."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else None

    def __str__(self) -> str:
        share = "      –" if self.share is None else f"{100 * self.share:6.1f}%"
        return f"{share}  {self.right:4} right {self.wrong:4} wrong {self.open:4} open"


def precision(judgements: Iterable[Judgement]) -> Precision:
    """By finding."""
    verdicts = [j.verdict.verdict if j.verdict else "" for j in judgements]
    right, wrong = (sum(v in kind for v in verdicts) for kind in (TRUE, FALSE))
    return Precision(right, wrong, len(verdicts) - right - wrong)


def precision_by_case(judgements: Iterable[Judgement]) -> Precision:
    """By the build's cases; a case is right when one of its findings is and none is wrong."""
    cases: dict[str, set[str]] = defaultdict(set)
    for j in judgements:
        cases[j.finding.case_id].add(j.verdict.verdict if j.verdict else "")
    wrong = sum(bool(kinds & set(FALSE)) for kinds in cases.values())
    right = sum("a" in kinds and not kinds & set(FALSE) for kinds in cases.values())
    return Precision(right, wrong, len(cases) - right - wrong)


def wrongly_accused(judgements: Iterable[Judgement]) -> list[str]:
    """Files with findings that were judged, of which none is true."""
    kinds: dict[str, set[str]] = defaultdict(set)
    for j in judgements:
        kinds[j.finding.file_name].add(j.verdict.verdict if j.verdict else "")
    return sorted(file for file, found in kinds.items() if found & set(FALSE) and not found & set(TRUE))


def unjudged(judgements: Iterable[Judgement]) -> list[Finding]:
    """Findings that nobody has looked at."""
    return [j.finding for j in judgements if j.verdict is None]


def _groups(judgements: list[Judgement], key: Callable[[Judgement], str]) -> list[tuple[str, list[Judgement]]]:
    groups: dict[str, list[Judgement]] = defaultdict(list)
    for j in judgements:
        groups[key(j)].append(j)
    return sorted(groups.items())


def _line(word: str, f: Finding) -> str:
    return f"  {word}: {f.file_name} {f.document_id} {f.rule_id} {f.left_value} {f.right_value} {f.message}"


def report(connection: duckdb.DuckDBPyConnection, verdicts: list[Verdict], *, show: bool = False) -> str:
    """What the command prints."""
    failed = judge(read_findings(connection), verdicts)
    withheld = judge(read_findings(connection, ["detail_withheld"]), verdicts)
    lines = []
    for severity in JUDGED:
        mine = [j for j in failed if j.finding.severity == severity]
        lines += [f"{severity}: {len(mine)} failed findings", f"  by finding   {precision(mine)}"]
        lines.append(f"  by case      {precision_by_case(mine)}")
        for title, key in (
            ("cause", lambda j: j.finding.cause),
            ("place", lambda j: j.finding.place),
            ("rule", lambda j: j.finding.rule_id),
        ):
            for name, members in _groups(mine, key):
                lines.append(f"  {title} {name:10} {precision(members)}")
        accused = wrongly_accused(mine)
        lines.append(f"  documents accused with nothing wrong: {len(accused)}  {' '.join(accused)}")
    kept = [v for v in withheld if v.verdict and not v.verdict.withheld]
    lines.append(f"detail_withheld: {len(withheld)} findings, {len(kept)} of them not judged as withheld")
    lost = lost_cases([j.finding for j in (*failed, *withheld)], verdicts)
    lines.append(f"true cases lost: {len(lost)} of {len({v.case_key for v in verdicts if v.verdict in TRUE})}")
    lines += [f"  {document} {case}" for document, case in lost]
    nobody = unjudged([*failed, *withheld])
    lines.append(f"judged by nobody: {len(nobody)}")
    if show:
        wrong = [j.finding for j in failed if j.verdict and j.verdict.verdict in FALSE]
        lines += [_line(word, f) for word, found in (("wrong", wrong), ("not judged", nobody)) for f in found]
    return "\n".join(lines)


def main() -> None:
    """Print the report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("home", type=Path, help="home folder or a DuckDB file")
    parser.add_argument("--tsv", type=Path, default=VERDICTS)
    parser.add_argument("--list", action="store_true", help="also every finding that is wrong or judged by nobody")
    options = parser.parse_args()
    path = Home(options.home).current if options.home.is_dir() else options.home
    with duckdb.connect(str(path.resolve()), read_only=True) as connection:
        print(report(connection, read_verdicts(options.tsv), show=options.list))


if __name__ == "__main__":
    main()
