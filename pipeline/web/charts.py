"""Plain geometry of the charts; the templates draw it as SVG, which needs no script, prints, and is read out as text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tile:
    """A rectangle of a treemap, in the units of its frame."""

    index: int
    """Of the value it stands for."""
    x: float
    y: float
    width: float
    height: float


def treemap(values: Sequence[float], width: float, height: float) -> list[Tile]:
    """Tiles as large as their values, as square as can be (Bruls, Huizing, van Wijk: Squarified Treemaps, 2000).

    Args:
        values: the largest first; those that are not above zero get no tile.
        width: of the frame.
        height: of the frame.
    """
    positive = [(index, value) for index, value in enumerate(values) if value > 0]
    total = sum(value for _, value in positive)
    if not total:
        return []
    scale = width * height / total
    areas = [(index, value * scale) for index, value in positive]
    tiles: list[Tile] = []
    x = y = 0.0
    while areas:
        short = min(width, height)
        count = 1
        while count < len(areas) and _worst(areas[: count + 1], short) <= _worst(areas[:count], short):
            count += 1
        row, areas = areas[:count], areas[count:]
        depth = sum(area for _, area in row) / short
        along = 0.0
        for index, area in row:
            length = area / depth
            if width >= height:
                tiles.append(Tile(index, x, y + along, depth, length))
            else:
                tiles.append(Tile(index, x + along, y, length, depth))
            along += length
        if width >= height:
            x, width = x + depth, width - depth
        else:
            y, height = y + depth, height - depth
    return tiles


def _worst(row: Sequence[tuple[int, float]], short: float) -> float:
    """The largest ratio of sides among the tiles of a row."""
    total = sum(area for _, area in row)
    depth = total / short
    return max(max(depth / (area / depth), (area / depth) / depth) for _, area in row)
