"""Ruling lines from PDFium's page objects."""

from __future__ import annotations

import ctypes

from pipeline.reading.ink import BLACK, is_paper, mixed
from pipeline.reading.pdfium_api import Handle, address_of, call, fill_colour, kind_of, pdfium, stroke_colour
from pipeline.reading.rules import THICKEST_STROKE, Drawing, Segment, frame_strips, stroke_segments

_OBJECT = ctypes.c_void_p
_FLOAT = ctypes.POINTER(ctypes.c_float)
_INT = ctypes.POINTER(ctypes.c_int)
_count = call("FPDFPage_CountObjects", ctypes.c_int, _OBJECT)
_object = call("FPDFPage_GetObject", _OBJECT, _OBJECT, ctypes.c_int)
_count_inside = call("FPDFFormObj_CountObjects", ctypes.c_int, _OBJECT)
_object_inside = call("FPDFFormObj_GetObject", _OBJECT, _OBJECT, ctypes.c_ulong)
_matrix_of = call("FPDFPageObj_GetMatrix", ctypes.c_int, _OBJECT, ctypes.POINTER(pdfium.FS_MATRIX))
_bounds_of = call("FPDFPageObj_GetBounds", ctypes.c_int, _OBJECT, _FLOAT, _FLOAT, _FLOAT, _FLOAT)
_draw_mode = call("FPDFPath_GetDrawMode", ctypes.c_int, _OBJECT, _INT, _INT)
_count_segments = call("FPDFPath_CountSegments", ctypes.c_int, _OBJECT)
_segment = call("FPDFPath_GetPathSegment", _OBJECT, _OBJECT, ctypes.c_int)
_segment_type = call("FPDFPathSegment_GetType", ctypes.c_int, _OBJECT)
_closes = call("FPDFPathSegment_GetClose", ctypes.c_int, _OBJECT)
_point = call("FPDFPathSegment_GetPoint", ctypes.c_int, _OBJECT, _FLOAT, _FLOAT)
_stroke_width = call("FPDFPageObj_GetStrokeWidth", ctypes.c_int, _OBJECT, _FLOAT)
_TEXT, _PATH = pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_PATH
_IMAGE, _FORM = pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM

TRANSPARENT = 16
"""Of 255: fainter than this is not seen."""
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
        self.text_order: dict[int, int] = {}
        """Text object → how many objects of the page were drawn up to it."""
        self._order = 0
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
        handle = address_of(page)
        for i in range(_count(handle)):
            self._read(_object(handle, i), IDENTITY, 0)

    def _read(self, obj: int, outer: Matrix, depth: int) -> None:
        self._order += 1
        type_ = kind_of(obj)
        if type_ == _TEXT:
            self.text_order[obj] = self._order
        elif type_ == _PATH:
            self._path(obj, outer)
        elif type_ == _IMAGE:
            box = self._bounds(obj, outer)
            if box is not None:
                self.drawing.picture(box, self._order)
        elif type_ == _FORM and depth < MAX_DEPTH:
            m = self._matrix
            inner = outer
            if _matrix_of(obj, m):
                inner = _multiply((m.a, m.b, m.c, m.d, m.e, m.f), outer)
            for i in range(_count_inside(obj)):
                self._read(_object_inside(obj, i), inner, depth + 1)

    def _bounds(self, obj: int, outer: Matrix) -> Segment | None:
        box = self._box
        if not _bounds_of(obj, *box):
            return None
        x0, y0, x1, y1 = box[0].value, box[1].value, box[2].value, box[3].value
        if outer is IDENTITY:
            return x0, y0, x1, y1
        a, b, c, d, e, f = outer
        xs = [a * x + c * y + e for x in (x0, x1) for y in (y0, y1)]
        ys = [b * x + d * y + f for x in (x0, x1) for y in (y0, y1)]
        return min(xs), min(ys), max(xs), max(ys)

    def _ink(self, query: Handle, obj: int) -> int | None:
        """The ink of a path; None when it is as good as transparent. An unknown colour space counts as black."""
        red, green, blue, alpha = self._colour
        if not query(obj, red, green, blue, alpha):
            return BLACK
        return mixed(red.value, green.value, blue.value, alpha.value) if alpha.value >= TRANSPARENT else None

    def _path(self, obj: int, outer: Matrix) -> None:
        if not _draw_mode(obj, self._mode, self._stroke):
            return
        filled, stroked = self._mode.value != 0, self._stroke.value != 0
        if not filled and not stroked:
            return
        count = _count_segments(obj)
        if not stroked and count <= RECTANGLE:
            box = self._bounds(obj, outer)
            ink = self._ink(fill_colour, obj)
            if box is not None and ink is not None:
                self.drawing.fill(box, ink, self._order)
            return
        m = self._matrix
        matrix = outer
        if _matrix_of(obj, m):
            own = (m.a, m.b, m.c, m.d, m.e, m.f)
            matrix = own if outer is IDENTITY else _multiply(own, outer)
        subpaths = self._subpaths(obj, count, matrix)
        if filled:
            self._fills(obj, subpaths)
        if stroked:
            self._strokes(obj, matrix, subpaths)

    def _strokes(self, obj: int, matrix: Matrix, subpaths: list[Subpath]) -> None:
        _stroke_width(obj, self._width)
        scale: float = abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]) ** 0.5
        ink = self._ink(stroke_colour, obj)
        if ink is None or self._width.value * scale > THICKEST_STROKE:
            return
        for points, straight, closed in subpaths:
            if not is_paper(ink):
                self.drawing.shape(points, straight=straight)
            if straight:
                self.drawing.stroke(stroke_segments(points, closed=closed), ink)

    def _fills(self, obj: int, subpaths: list[Subpath]) -> None:
        ink = self._ink(fill_colour, obj)
        if ink is None:
            return
        boxes = []
        for points, straight, _closed in subpaths:
            if not is_paper(ink):
                self.drawing.shape(points, straight=straight)
            if straight:
                xs, ys = [p[0] for p in points], [p[1] for p in points]
                boxes.append((min(xs), min(ys), max(xs), max(ys)))
            if not is_paper(ink):
                self.drawing.shape(points, straight=straight)
        if len(boxes) == len(subpaths) == 2:
            boxes = frame_strips(*boxes) or boxes
        for box in boxes:
            self.drawing.fill(box, ink, self._order)
        self.drawing.outlines += any(not straight for _points, straight, _closed in subpaths)

    def _subpaths(self, obj: int, count: int, matrix: Matrix) -> list[Subpath]:
        """Points of every subpath, whether it is all straight, whether it is closed."""
        a, b, c, d, e, f = matrix
        x, y = self._x, self._y
        result: list[Subpath] = []
        points: list[tuple[float, float]] = []
        straight, closed = True, False
        for i in range(count):
            segment = _segment(obj, i)
            type_ = _segment_type(segment)
            if type_ == pdfium.FPDF_SEGMENT_MOVETO:
                if len(points) > 1:
                    result.append((points, straight, closed))
                points, straight, closed = [], True, False
            elif type_ == pdfium.FPDF_SEGMENT_BEZIERTO:
                straight = False
            _point(segment, x, y)
            px, py = x.value, y.value
            points.append((a * px + c * py + e, b * px + d * py + f))
            closed = closed or bool(_closes(segment))
        if len(points) > 1:
            result.append((points, straight, closed))
        return result
