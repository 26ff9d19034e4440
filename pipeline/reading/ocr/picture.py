"""Making the picture of a page fit for recognition: straight."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

Grey = npt.NDArray[np.uint8]
"""Rows × columns; 0 black, 255 white."""
Colour = npt.NDArray[np.uint8]
"""Rows × columns × red, green, blue."""

MAX_SKEW = 3.0
"""Degrees; a scanner feeds no sheet more askew than this, and steeper lines are drawings."""
LEAST_SKEW = 0.03
"""Degrees; 0.4 points over the width of a page, which the line finder bears."""


def skew(grey: Grey) -> float:
    """Degrees by which the picture must be turned (counter-clockwise) to make its long lines level; 0 when it has none.

    Long runs of dark pixels are connected to lines even when they climb; each line's own slope is fitted.
    """
    ink = (grey < 160).astype(np.uint8)
    runs = cv2.morphologyEx(ink, cv2.MORPH_OPEN, np.ones((1, max(20, grey.shape[1] // 60)), np.uint8))
    runs = cv2.dilate(runs, np.ones((3, 5), np.uint8))
    count, labels, stats, _centres = cv2.connectedComponentsWithStats(runs)
    slopes: list[float] = []
    lengths: list[int] = []
    for i in range(1, count):
        x, y, width, height = (int(v) for v in stats[i][:4])
        if width < grey.shape[1] / 8 or height > width * np.tan(np.radians(MAX_SKEW)) + 12:
            continue
        part = labels[y : y + height, x : x + width] == i
        filled = part.sum(axis=0)
        columns = np.flatnonzero(filled)
        middle = (part * np.arange(height)[:, None]).sum(axis=0)[columns] / filled[columns]
        slopes.append(float(np.polyfit(columns, middle, 1)[0]))
        lengths.append(width)
    if not slopes:
        return 0.0
    order = np.argsort(slopes)
    weight = np.cumsum(np.array(lengths)[order])
    middle_slope = float(np.array(slopes)[order][np.searchsorted(weight, weight[-1] / 2)])
    degrees = float(np.degrees(np.arctan(middle_slope)))
    return degrees if abs(degrees) >= LEAST_SKEW else 0.0


def straighten(picture: npt.NDArray[np.uint8], degrees: float) -> npt.NDArray[np.uint8]:
    """Turn a picture about its centre, same size, white where nothing was."""
    if degrees == 0.0:
        return picture
    height, width = picture.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    white: Any = (255, 255, 255)
    turned = cv2.warpAffine(picture, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=white)
    return turned.astype(np.uint8)
