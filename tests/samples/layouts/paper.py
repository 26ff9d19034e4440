"""Tables on paper: HTML for Chromium, and what a reader must find in every cell."""

from __future__ import annotations

import html
from dataclasses import dataclass, field
from typing import Any

from tests.samples.layouts.figures import Variation, varied

Facets = dict[str, Any]


@dataclass
class Money:
    """A printed amount and what it means beyond its column and row."""

    value: int
    facets: Facets = field(default_factory=dict)


@dataclass
class Row:
    """A body row. `cells`: str (text), Money or None per leaf column."""

    cells: list[Any]
    facets: Facets = field(default_factory=dict)
    """row_kind, row_label, codes, is_leaf … of every amount of the row."""
    indent: int = 0


@dataclass
class Table:
    kind: str
    title: str
    header: list[list[tuple[str, int, int]]]
    """Rows of (text, column span, row span)."""
    columns: list[Facets | None]
    """Facets of an amount column; None for a column of words."""
    rows: list[Row]
    label: str = ""
    left: str = ""
    unit: str = "单位：万元"
    amount_unit: str = "万元"
    notes: tuple[str, ...] = ()
    facets: Facets = field(default_factory=dict)
    css: str = ""
    title_inside: bool = False
    untitled: bool = False
    """The title is printed elsewhere, as on the page before."""
    label_in_title: bool = False
    """The title prints its label: 表1.收支总表."""
    repeat_header: bool = True
    unit_inside: bool = False
    page_break: bool = True
    number_row: list[str] | None = None
    widths: tuple[int, ...] = ()


@dataclass
class Disclosure:
    name: str
    identity: Facets
    cover: list[str]
    tables: list[Table]
    prose: list[str] = field(default_factory=list)
    places: int = 2
    """Decimals printed."""
    per_unit: int = 100
    """Smallest places per printed unit."""
    separators: bool = False
    zero: str = ""
    """What a zero prints: '', '0.00', '-', '0'."""
    landscape: bool = False
    size: float = 9.0
    css: str = ""
    margin: str = "12mm"
    indent: str = "　"
    rotate: bool = False
    spaced_label: bool = False
    variation: Variation = field(default_factory=varied)

    def printed(self, value: int) -> str:
        if value == 0:
            return self.zero
        sign, value = ("-", -value) if value < 0 else ("", value)
        finer, places = self.variation.finer, self.variation.places
        places = self.places if places is None else places
        # half up, as 元 are turned into 万元
        value = (2 * value * 10**places + self.per_unit * finer) // (2 * self.per_unit * finer)
        whole, rest = divmod(value, 10**places)
        text = f"{whole:,}" if self.separators else str(whole)
        return sign + text + (f".{rest:0{places}d}" if places else "")


def page_html(d: Disclosure) -> str:
    size = "A4 landscape" if d.landscape else "A4"
    css = f"""@page{{size:{size};margin:{d.margin}}}
body{{font-family:'Droid Sans Fallback','Noto Sans CJK SC',sans-serif;font-size:{d.size}pt;margin:0}}
table{{border-collapse:collapse;width:100%;margin:2pt 0 6pt}}
td,th{{border:0.6pt solid #000;padding:2.2pt 3pt;font-weight:normal;white-space:pre-wrap}}
td.m{{text-align:right;white-space:nowrap}} th{{text-align:center}}
h1{{font-size:22pt;text-align:center;margin:60pt 0 20pt;font-weight:normal}}
h2{{font-size:14pt;text-align:center;margin:6pt 0 4pt;font-weight:normal}}
.new{{break-before:page}} .line{{display:flex;justify-content:space-between}} p{{text-indent:2em;line-height:1.6;margin:2pt 0}}
tr{{break-inside:avoid}} .note{{margin:2pt 0}}
{d.css}"""
    body = "".join(f"<h1>{html.escape(line)}</h1>" for line in d.cover)
    if d.prose:
        body += '<div class="new"></div>' + "".join(f"<p>{html.escape(line)}</p>" for line in d.prose)
    for number, table in enumerate(d.tables):
        body += _table_html(d, table, number)
    return f"<!doctype html><html lang=zh-CN><meta charset=utf-8><title>x</title><style>{css}</style><body>{body}</body></html>"


def _cell(tag: str, text: str, columns: int = 1, rows: int = 1, cls: str = "") -> str:
    span = (f" colspan={columns}" if columns > 1 else "") + (f" rowspan={rows}" if rows > 1 else "")
    kind = f' class="{cls}"' if cls else ""
    return f"<{tag}{span}{kind}>{html.escape(text).replace(chr(10), '<br>')}</{tag}>"


def _table_html(d: Disclosure, t: Table, number: int) -> str:
    out = f'<div class="{"new" if t.page_break else ""} t{number}">'
    if t.css:
        out += f"<style>.t{number} {t.css}</style>"
    width = len(t.columns)
    head = ""
    if t.title_inside:
        if t.label:
            head += f"<tr>{_cell('td', t.label, width)}</tr>"
        head += f"<tr>{_cell('th', t.title, width)}</tr>"
    else:
        if t.label:
            out += f'<div class="label">{html.escape(t.label)}</div>'
        if not t.untitled:
            out += f"<h2>{html.escape(t.title)}</h2>"
    if t.unit_inside:
        half = max(1, width // 2)
        head += f"<tr>{_cell('td', t.left, half)}{_cell('td', t.unit, width - half, 1, 'm')}</tr>"
    elif t.left or t.unit:
        out += f'<div class="line"><span>{html.escape(t.left)}</span><span>{html.escape(t.unit)}</span></div>'
    for cells in t.header:
        head += "<tr>" + "".join(_cell("th", *cell) for cell in cells) + "</tr>"
    if t.number_row:
        head += "<tr>" + "".join(_cell("th", text) for text in t.number_row) + "</tr>"
    columns = "".join(f'<col style="width:{w}%">' for w in t.widths)
    out += f"<table>{'<colgroup>' + columns + '</colgroup>' if columns else ''}"
    out += f"<thead>{head}</thead><tbody>" if t.repeat_header else f"<tbody>{head}"
    for row in t.rows:
        out += "<tr>"
        first = True
        for cell in row.cells:
            if isinstance(cell, Money):
                out += _cell("td", d.printed(cell.value), 1, 1, "m")
            elif isinstance(cell, tuple):
                out += _cell("td", *cell)
            elif cell is ...:
                continue
            else:
                text = cell or ""
                if first and text and row.indent:
                    text = d.indent * row.indent + text
                if text:
                    first = False
                out += _cell("td", text)
        out += "</tr>"
    out += "</tbody></table>"
    out += "".join(f'<div class="note">{html.escape(note)}</div>' for note in t.notes)
    return out + "</div>"


def truth(d: Disclosure) -> dict[str, Any]:
    """What a reader must find: identity, tables, and every printed amount with its meaning."""
    tables = []
    for t in d.tables:
        cells = []
        yuan = 10000 if t.amount_unit == "万元" else 1
        printed_rows = [r for r in t.rows if any(_prints(d, c) for c in r.cells)]
        for i, row in enumerate(printed_rows, 1):
            for j, (column, cell) in enumerate(zip(t.columns, row.cells, strict=True), 1):
                if not isinstance(cell, Money):
                    continue
                printed = d.printed(cell.value)
                if not printed:
                    continue
                meaning = {**d.identity.get("facets", {}), **t.facets, **(column or {}), **row.facets, **cell.facets}
                meaning = {k: v for k, v in meaning.items() if v is not None}
                exact = cell.value * yuan * 100 // d.per_unit
                cells.append(
                    {
                        "row": i,
                        "column": j,
                        "printed": printed,
                        "cents": exact,
                        "state": _state(cell.value, printed),
                        **meaning,
                    }
                )
        label, title = t.label, t.title
        if t.label_in_title:
            label, title = t.title.split(".", 1)
        tables.append(
            {
                "kind": t.kind,
                "title": title,
                "label": label,
                "amount_unit": t.amount_unit,
                "rows": len(printed_rows),
                "cells": cells,
            }
        )
    identity = {k: v for k, v in d.identity.items() if k != "facets"}
    return {"name": d.name, "identity": identity, "tables": tables}


def _prints(d: Disclosure, cell: Any) -> bool:
    if isinstance(cell, Money):
        return bool(d.printed(cell.value))
    return bool(cell) and cell is not ... and bool((cell[0] if isinstance(cell, tuple) else cell).strip())


def _state(value: int, printed: str) -> str:
    if value:
        return "value"
    return "zero" if "0" in printed else "dash"
