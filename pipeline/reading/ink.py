"""The colour in which something is printed, as it looks on its background.

An ink is one number, 0xRRGGBB: red, green and blue of 0–255 each, transparency already mixed with white paper.
"""

from __future__ import annotations

BLACK = 0
PAPER = 0xFFFFFF

NOT_DRAWN = (3, 7)
"""Modes of text rendering that leave no ink."""
WHITE = 250
"""Of 255: all three colours from here on are the colour of paper."""
NEAR = 56
"""Two inks that differ by less than this in every colour are one: producers write 0.25 grey for black beside pure black."""
PALE = 0.6
"""Luminance (0–1) from which an ink is pale: watermarks and stamps have 0.75–0.95, the palest grey of a heading 0.5."""
FAINT = 0.35
"""Difference of luminance below which print must be looked for in the picture of the page."""


def mixed(red: int, green: int, blue: int, alpha: int) -> int:
    """The ink of a colour (0–255 each) printed on white with opacity `alpha` (0–255)."""
    if alpha < 255:
        red, green, blue = (255 - (255 - part) * alpha // 255 for part in (red, green, blue))
    return red << 16 | green << 8 | blue


def luminance(ink: int) -> float:
    """0 (black) to 1 (white), weighted as the eye sees (ITU-R BT.601)."""
    return (0.299 * (ink >> 16) + 0.587 * (ink >> 8 & 255) + 0.114 * (ink & 255)) / 255


def is_pale(ink: int) -> bool:
    """True for the ink of a watermark, and for that of paper."""
    return ink > 0 and luminance(ink) >= PALE


def is_paper(ink: int) -> bool:
    """True for the colour of paper."""
    return ink >> 16 >= WHITE and (ink >> 8 & 255) >= WHITE and (ink & 255) >= WHITE


def same_ink(one: int, other: int) -> bool:
    """True when nobody would call them two colours."""
    return one == other or all(abs((one >> shift & 255) - (other >> shift & 255)) < NEAR for shift in (16, 8, 0))
