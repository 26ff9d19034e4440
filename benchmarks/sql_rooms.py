"""How large are the rooms of `dbt_like_sql/`: models, lines, the largest model, the longest way through the graph.

    python -m benchmarks.sql_rooms [--way]

The depth is the number of models on the longest way from raw tables to a mart, both ends counted. `--way` prints that way.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping

from pipeline.warehouse.sql_models import SqlModel, load_models, upstream_models


def line_count(model: SqlModel) -> int:
    """Lines of a model's file, front matter included."""
    return len(model.path.read_text(encoding="utf-8").splitlines())


def longest_way(models: Mapping[str, SqlModel]) -> list[str]:
    """The longest chain of models of which each reads the one before.

    Args:
        models: in an order in which each stands behind what it reads, as `load_models` gives them.
    """
    ways: dict[str, list[str]] = {}
    for name, model in models.items():
        before = max((ways[other] for other in sorted(upstream_models(model, models))), key=len, default=[])
        ways[name] = [*before, name]
    return max(ways.values(), key=len, default=[])


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--way", action="store_true", help="print the longest way")
    arguments = parser.parse_args()
    models = load_models()
    print(f"{'room':12} {'models':>6} {'lines':>6}  largest")
    for room in dict.fromkeys(model.layer for model in models.values()):
        lines = {model.name: line_count(model) for model in models.values() if model.layer == room}
        largest = max(lines, key=lambda name: lines[name])
        print(f"{room:12} {len(lines):6} {sum(lines.values()):6}  {largest} {lines[largest]}")
    every = {name: line_count(model) for name, model in models.items()}
    way = longest_way(models)
    above = sorted((name for name in every if every[name] > 200), key=lambda name: -every[name])
    print(f"{'all':12} {len(every):6} {sum(every.values()):6}  depth {len(way)}, above 200 lines {len(above)}")
    for name in above:
        print(f"  {every[name]} {name}")
    if arguments.way:
        print(" → ".join(way))


if __name__ == "__main__":
    main()
