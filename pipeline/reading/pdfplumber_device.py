"""What pdfminer's layout leaves out, for the reference engine: the order of drawing, text without ink, spot colours."""

from __future__ import annotations

from typing import Any

from pdfminer.layout import LTLayoutContainer
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfplumber.page import PDFPageAggregatorWithMarkedContent

from pipeline.reading.ink import NOT_DRAWN

SPOT = ("Separation", "DeviceN")
"""Colour spaces whose parts are amounts of ink: 0 is paper."""


def drawn_objects(page: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - pdfplumber is untyped
    """The objects of a page, as pdfplumber describes them, in drawing order, without text that leaves no ink."""
    device = _Device(page.pdf.rsrcmgr, pageno=page.page_number, laparams=None)
    PDFPageInterpreter(page.pdf.rsrcmgr, device).process_page(page.page_obj)
    return [o for o in page.iter_layout_objects(device.get_result()._objs) if o["object_type"] != "anno"]  # noqa: SLF001


class _Device(PDFPageAggregatorWithMarkedContent):
    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:  # noqa: ANN401
        item = self.cur_item
        if textstate.render in NOT_DRAWN:
            # drawn into nothing, for the place of the text behind it depends on it
            self.cur_item = LTLayoutContainer((0, 0, 0, 0))
        super().render_string(textstate, seq, ncs, _with_spots(graphicstate))
        self.cur_item = item

    def paint_path(self, gstate: Any, *rest: Any) -> None:  # noqa: ANN401
        super().paint_path(_with_spots(gstate), *rest)


def _with_spots(state: Any) -> Any:  # noqa: ANN401
    """The graphics state with amounts of spot inks as greys, which count the other way."""
    if state.ncs.name not in SPOT and state.scs.name not in SPOT:
        return state
    state = state.copy()
    if state.ncs.name in SPOT:
        state.ncolor = (1 - _most(state.ncolor),)
    if state.scs.name in SPOT:
        state.scolor = (1 - _most(state.scolor),)
    return state


def _most(colour: Any) -> float:  # noqa: ANN401
    parts = [v for v in (colour if isinstance(colour, (tuple, list)) else (colour,)) if isinstance(v, (int, float))]
    return max(parts, default=1)
