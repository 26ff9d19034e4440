"""Ruling lines from PDFium's page objects."""

from __future__ import annotations

import ctypes

from pipeline.reading.pdfium_api import Handle, pdfium
from pipeline.reading.rules import THICKEST_STROKE, Drawing, Segment, stroke_segments

TRANSPARENT = 16
"""Of 255: fainter than this is not seen."""
WHITE = 250
"""Of 255: all three colours from here on are the colour of paper."""
RECTANGLE = 6
"""A fill of up to this many path segments is one rectangle; its bounds say all about it."""
MAX_DEPTH = 8
"""Form XObjects nest; a file that nests deeper than this is broken or hostile."""

Matrix = tuple[float, float, float, float, float, float]
Subpath = tuple[list[tuple[float, float]], bool, bool]
"""Points, whether all edges are straight, whether it is closed."""
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def _multiply(m: Matrix, n: Matrix) -> Matrix:
    """First `m`, then `n`."""
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )


class PathReader:
    """Collects lines and areas, in user space, from the objects of one page."""

    def __init__(self) -> None:
        self.drawing = Drawing()
        """In user space, y upwards."""
        self._colour = [ctypes.c_uint() for _ in range(4)]
        self._matrix = pdfium.FS_MATRIX()
        self._mode = ctypes.c_int()
        self._stroke = ctypes.c_int()
        self._width = ctypes.c_float()
        self._x = ctypes.c_float()
        self._y = ctypes.c_float()
        self._box = [ctypes.c_float() for _ in range(4)]

    def read_page(self, page: Handle) -> None:
        """Go through all objects of a loaded page."""
        get, kind = pdfium.FPDFPage_GetObject, pdfium.FPDFPageObj_GetType
        for i in range(pdfium.FPDFPage_CountObjects(page)):
            obj = get(page, i)
            type_ = kind(obj)
            if type_ != pdfium.FPDF_PAGEOBJ_TEXT:
                self._object(obj, type_, IDENTITY, 0)

    def _object(self, obj: Handle, type_: int, outer: Matrix, depth: int) -> None:
        if type_ == pdfium.FPDF_PAGEOBJ_PATH:
            self._path(obj, outer)
        elif type_ == pdfium.FPDF_PAGEOBJ_IMAGE:
            self._image(obj, outer)
        elif type_ == pdfium.FPDF_PAGEOBJ_FORM and depth < MAX_DEPTH:
            m = self._matrix
            inner = outer
            if pdfium.FPDFPageObj_GetMatrix(obj, m):
                inner = _multiply((m.a, m.b, m.c, m.d, m.e, m.f), outer)
            for i in range(pdfium.FPDFFormObj_CountObjects(obj)):
                child = pdfium.FPDFFormObj_GetObject(obj, i)
                child_type = pdfium.FPDFPageObj_GetType(child)
                if child_type != pdfium.FPDF_PAGEOBJ_TEXT:
                    self._object(child, child_type, inner, depth + 1)

    def _bounds(self, obj: Handle, outer: Matrix) -> Segment | None:
        box = self._box
        if not pdfium.FPDFPageObj_GetBounds(obj, *box):
            return None
        x0, y0, x1, y1 = box[0].value, box[1].value, box[2].value, box[3].value
        if outer is IDENTITY:
            return x0, y0, x1, y1
        a, b, c, d, e, f = outer
        xs = [a * x + c * y + e for x in (x0, x1) for y in (y0, y1)]
        ys = [b * x + d * y + f for x in (x0, x1) for y in (y0, y1)]
        return min(xs), min(ys), max(xs), max(ys)

    def _image(self, obj: Handle, outer: Matrix) -> None:
        box = self._bounds(obj, outer)
        if box is None:
            return
        self.drawing.picture(box)

    def _ink(self, query: Handle, obj: Handle) -> str:
        """`none`, `white` or `colour`; a pattern or an unknown colour space counts as colour."""
        colour = self._colour
        if not query(obj, *colour):
            return "colour"
        red, green, blue, alpha = colour
        if alpha.value < TRANSPARENT:
            return "none"
        return "white" if min(red.value, green.value, blue.value) >= WHITE else "colour"

    def _path(self, obj: Handle, outer: Matrix) -> None:
        if not pdfium.FPDFPath_GetDrawMode(obj, self._mode, self._stroke):
            return
        filled, stroked = self._mode.value != 0, self._stroke.value != 0
        if not filled and not stroked:
            return
        count = pdfium.FPDFPath_CountSegments(obj)
        if not stroked and count <= RECTANGLE:
            box = self._bounds(obj, outer)
            ink = self._ink(pdfium.FPDFPageObj_GetFillColor, obj)
            if box is not None and ink != "none":
                self.drawing.fill(box, white=ink == "white")
            return
        m = self._matrix
        matrix = outer
        if pdfium.FPDFPageObj_GetMatrix(obj, m):
            own = (m.a, m.b, m.c, m.d, m.e, m.f)
            matrix = own if outer is IDENTITY else _multiply(own, outer)
        subpaths = self._subpaths(obj, count, matrix)
        if filled:
            self._fills(obj, subpaths)
        if stroked:
            self._strokes(obj, matrix, subpaths)

    def _strokes(self, obj: Handle, matrix: Matrix, subpaths: list[Subpath]) -> None:
        pdfium.FPDFPageObj_GetStrokeWidth(obj, self._width)
        scale: float = abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]) ** 0.5
        ink = self._ink(pdfium.FPDFPageObj_GetStrokeColor, obj)
        if ink == "none" or self._width.value * scale > THICKEST_STROKE:
            return
        lines = self.drawing.white_lines if ink == "white" else self.drawing.lines
        for points, straight, closed in subpaths:
            if ink != "white":
                self.drawing.shape(points, straight=straight)
            if straight:
                lines.extend(stroke_segments(points, closed=closed))

    def _fills(self, obj: Handle, subpaths: list[Subpath]) -> None:
        ink = self._ink(pdfium.FPDFPageObj_GetFillColor, obj)
        if ink == "none":
            return
        curved = False
        for points, straight, _closed in subpaths:
            if straight:
                xs, ys = [p[0] for p in points], [p[1] for p in points]
                self.drawing.fill((min(xs), min(ys), max(xs), max(ys)), white=ink == "white")
            if ink != "white":
                self.drawing.shape(points, straight=straight)
            curved = curved or not straight
        self.drawing.outlines += curved

    def _subpaths(self, obj: Handle, count: int, matrix: Matrix) -> list[Subpath]:
        """Points of every subpath, whether it is all straight, whether it is closed."""
        a, b, c, d, e, f = matrix
        get, kind, close = (
            pdfium.FPDFPath_GetPathSegment,
            pdfium.FPDFPathSegment_GetType,
            pdfium.FPDFPathSegment_GetClose,
        )
        point, x, y = pdfium.FPDFPathSegment_GetPoint, self._x, self._y
        result: list[Subpath] = []
        points: list[tuple[float, float]] = []
        straight, closed = True, False
        for i in range(count):
            segment = get(obj, i)
            type_ = kind(segment)
            if type_ == pdfium.FPDF_SEGMENT_MOVETO:
                if len(points) > 1:
                    result.append((points, straight, closed))
                points, straight, closed = [], True, False
            elif type_ == pdfium.FPDF_SEGMENT_BEZIERTO:
                straight = False
            point(segment, x, y)
            px, py = x.value, y.value
            points.append((a * px + c * py + e, b * px + d * py + f))
            closed = closed or bool(close(segment))
        if len(points) > 1:
            result.append((points, straight, closed))
        return result
