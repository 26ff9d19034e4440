"""The pages of the reading report as HTML text; everything that was printed is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from pipeline.tracing.coverage import Coverage, badness
from pipeline.tracing.report_data import CorpusFacts, DocumentFacts, Row

_MEANING = ("flow", "fund", "spending_kind", "three_public_item", "stage", "fiscal_year", "origin_year")

STYLE = """
:root{color-scheme:light;--line:#d9dde3;--muted:#667;--bad:#c62828;--good:#2e7d32}
body{font:14px/1.45 system-ui,"Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif;margin:0;color:#1c2430}
main{max-width:1500px;margin:0 auto;padding:20px 28px}h1{font-size:22px;margin:0 0 4px}h2{font-size:17px;margin:28px 0 8px}
h3{font-size:15px;margin:26px 0 6px;border-top:1px solid var(--line);padding-top:14px}p{margin:4px 0}
table{border-collapse:collapse;width:100%;margin:6px 0}th{position:sticky;top:0;background:#f4f6f8;text-align:left;font-weight:600}
td,th{border-bottom:1px solid var(--line);padding:3px 8px;vertical-align:top}td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}
a{color:#0b57d0;text-decoration:none}a:hover{text-decoration:underline}.muted{color:var(--muted)}.bad{color:var(--bad);font-weight:600}
.good{color:var(--good)}
.tiles{display:flex;gap:10px;flex-wrap:wrap;margin:14px 0}.tile{border:1px solid var(--line);border-radius:8px;padding:8px 14px}
.tile b{display:block;font-size:20px}.chip{border-radius:9px;padding:0 8px;font-size:12px;background:#e8ebef}
.chip.unbound{background:#fde0e0;color:var(--bad)}.chip.bound{background:#e2f2e3;color:var(--good)}
.pages{display:grid;grid-template-columns:repeat(auto-fill,minmax(640px,1fr));gap:16px}
figure{margin:0}figcaption{color:var(--muted)}.page{position:relative;border:1px solid var(--line);background:#fff}
.page img{width:100%;height:100%;display:block}.page svg{position:absolute;inset:0;width:100%;height:100%}
rect{fill:transparent;stroke:none;vector-effect:non-scaling-stroke}rect:hover{fill:#0b57d033}
rect.table{stroke-width:2;pointer-events:none}rect.bound{stroke:#2e7d32}rect.empty{stroke:#90a4ae}rect.unbound,rect.missing{stroke:#c62828}
rect.head{fill:#0b57d014;stroke:#0b57d066;stroke-width:.8}rect.cell{stroke:#8a949e55;stroke-width:.6}
rect.amount{fill:#2e7d3233}rect.quantity{fill:#7b1fa233}rect.quarantine{fill:#c6282855;stroke:#c62828}
rect.lost{fill:#c6282833;stroke:#c62828;stroke-dasharray:3 2}
rect.outside{fill:#ef6c0055;stroke:#ef6c00}
.key span{display:inline-block;margin-right:14px}.key i{display:inline-block;width:14px;height:10px;margin-right:5px;border:1px solid #0003}
"""

KEY = (
    '<p class="key muted"><span><i style="background:#0b57d014;border-color:#0b57d0"></i>header cell</span>'
    '<span><i style="background:#2e7d3233"></i>amount loaded</span><span><i style="background:#7b1fa233"></i>other number</span>'
    '<span><i style="background:#c6282855"></i>quarantined</span><span><i style="background:#c6282833;border-style:dashed"></i>not loaded</span>'
    '<span><i style="background:#ef6c0055"></i>number in no table</span>'
    "frame: green bound, grey empty, red unbound; hover for what was read</p>"
)


@dataclass(frozen=True, slots=True)
class PageView:
    """A page as the report shows it."""

    number: int
    width: float
    height: float
    picture: str | None
    """File beside the HTML page; None when no picture was made."""
    overlay: str


def html_page(title: str, body: str) -> str:
    """A complete HTML document."""
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width"><style>{STYLE}</style><main>{body}</main></html>'
    )


def index_html(corpus: CorpusFacts, coverages: dict[str, Coverage]) -> str:
    """The page over the whole corpus.

    Args:
        corpus: what the build says.
        coverages: document id → coverage, for the documents that have a page in the report.
    """
    parts = ["<h1>Reading report 读表报告</h1>", _tiles(corpus, coverages), "<h2>Documents, worst first</h2>"]
    rows = sorted(corpus.documents, key=lambda row: -badness(row, coverages.get(row["document_id"])))
    parts.append(_table(_DOCUMENT_HEAD, (_document_line(row, coverages.get(row["document_id"])) for row in rows)))
    parts.append("<h2>Header words that no vocabulary line explains</h2>")
    parts.append(
        _table(
            ("words", "documents#", "columns#", "for example"),
            (
                (
                    escape(row["words"]),
                    str(row["documents"]),
                    str(row["columns"]),
                    f'<a href="{row["document_id"]}/index.html#t{row["table_seq"]}">{escape(row["example"])}</a>',
                )
                for row in corpus.unknown_words
            ),
        )
    )
    parts.append("<h2>Tables not understood</h2>")
    parts.append(
        _table(
            ("table", "pages", "rows#", "numbers#", "why"),
            (
                (
                    f'<a href="{row["document_id"]}/index.html#t{row["table_seq"]}">{_named(row)}</a>',
                    _pages(row),
                    str(row["row_count"]),
                    str(row["amount_like_count"]),
                    escape(row["status_reason"] or ""),
                )
                for row in corpus.unbound_tables
            ),
        )
    )
    parts.append("<h2>Rules that fail most</h2>")
    parts.append(
        _table(
            ("rule", "severity", "failed#", "passed#", "see"),
            (
                (
                    escape(row["rule_id"]),
                    escape(row["severity"]),
                    str(row["failed"]),
                    str(row["passed"]),
                    f'<a href="{row["document_id"]}/index.html#findings">{row["document_id"]}</a>',
                )
                for row in corpus.failed_rules
            ),
        )
    )
    parts.append("<h2>Quarantine by reason</h2>")
    parts.append(
        _table(
            ("reason", "cells#", "documents#", "for example"),
            (
                (escape(row["reason_code"]), str(row["cells"]), str(row["documents"]), escape(row["example"] or ""))
                for row in corpus.quarantine_reasons
            ),
        )
    )
    parts.append("<h2>Rejected</h2>")
    parts.append(
        _table(
            ("file", "why"),
            (
                (escape(f"{row['collection']}/{row['file_name']}"), escape(row["status_reason"] or ""))
                for row in corpus.rejected
            ),
        )
    )
    return html_page("Reading report", "".join(parts))


_DOCUMENT_HEAD = (
    "document", "unit", "year#", "pages#", "tables#", "unbound#", "numbers#", "coverage#", "in no table#",
    "quarantined#", "unknown columns#", "errors#", "other failures#",
)  # fmt: skip


def _document_line(row: Row, coverage: Coverage | None) -> tuple[str, ...]:
    name = escape(f"{row['collection']}/{row['file_name']}")
    link = f'<a href="{row["document_id"]}/index.html">{name}</a>' if coverage else name
    return (
        link,
        escape(row["unit_name"] or ""),
        str(row["fiscal_year"] or ""),
        str(row["page_count"]),
        str(row["tables_found"]),
        _warned(row["unbound_tables"]),
        f"{coverage.numbers:,}" if coverage else "–",
        percent(coverage.share if coverage else None),
        _warned(coverage.outside_count) if coverage else "–",
        _warned(row["quarantined"]),
        _warned(row["unknown_columns"]),
        _warned(row["failed_errors"]),
        str(row["failed_others"]),
    )


def _tiles(corpus: CorpusFacts, coverages: dict[str, Coverage]) -> str:
    rows = corpus.documents
    tables = sum(row["tables_found"] for row in rows)
    unbound = sum(row["unbound_tables"] for row in rows)
    numbers = sum(coverage.numbers for coverage in coverages.values())
    covered = sum(coverage.loaded for coverage in coverages.values())
    figures = [
        (f"{len(rows):,}", f"documents read, {len(corpus.rejected):,} rejected"),
        (f"{tables:,}", f"tables, {unbound:,} not understood"),
        (percent((tables - unbound) / tables if tables else None), "of tables bound or empty"),
        (percent(covered / numbers if numbers else None), f"of {numbers:,} numbers in tables loaded"),
        (f"{sum(row['failed_errors'] for row in rows):,}", "failed rules of severity error"),
    ]
    return '<div class="tiles">' + "".join(f'<div class="tile"><b>{a}</b>{b}</div>' for a, b in figures) + "</div>"


def document_html(facts: DocumentFacts, coverage: Coverage, pages: Sequence[PageView], note: str = "") -> str:
    """The page of one document.

    Args:
        facts: what the build says about it.
        coverage: which printed numbers were loaded.
        pages: its table pages.
        note: a warning to show at the top; empty for none.
    """
    row = facts.row
    held = row["quarantined"]
    about = [
        row["document_kind"],
        row["fiscal_year"],
        row["unit_code"],
        row["unit_name"],
        row["status"],
        row["status_reason"],
    ]
    parts = [
        '<p><a href="../index.html">← all documents</a></p>',
        f"<h1>{escape(row['file_name'])}</h1>",
        f'<p class="muted">{escape(" · ".join(str(item) for item in about if item))} · <code>{row["document_id"]}</code></p>',
        f'<p class="bad">{escape(note)}</p>' if note else "",
        f"<p>{row['amounts']:,} amounts · {coverage.numbers:,} numbers in tables, {percent(coverage.share)} loaded · {held} quarantined</p>",
        '<h2 id="findings">Failed rules</h2>' if facts.failures else "",
    ]
    if facts.failures:
        lines = ((escape(f["rule_id"]), escape(f["severity"]), escape(f["message"] or "")) for f in facts.failures)
        parts.append(_table(("rule", "severity", "what"), lines))
    parts.append("<h2>Tables</h2>")
    parts += [_table_part(table, facts) for table in facts.tables]
    parts.append(f'<h2>Pages with tables</h2>{KEY}<div class="pages">')
    parts += [_figure(page) for page in pages]
    parts.append("</div>")
    return html_page(row["file_name"], "".join(parts))


def _table_part(table: Row, facts: DocumentFacts) -> str:
    seq = table["table_seq"]
    held = [row for row in facts.quarantine if row["table_seq"] == seq]
    loaded = sum(1 for row in facts.amounts if row["table_seq"] == seq)
    line = (
        f"{escape(table['table_kind'])} · {table['amount_unit'] or 'no unit'}"
        f" ({escape(table['amount_unit_source'] or '–')}) · {table['row_count']} rows · "
        f"{loaded} amounts · pages "
        + ", ".join(f'<a href="#p{n}">{n}</a>' for n in range(table["page_first"], table["page_last"] + 1))
    )
    columns = _table(
        ("#", "header", "role", "meaning", "not understood"),
        (
            (
                str(column["column_seq"]),
                escape(column["column_path"]),
                escape(column["role"]) + (" · part" if column["is_leaf_column"] is False else ""),
                escape(" · ".join(str(column[name]) for name in _MEANING if column[name] is not None)),
                f'<span class="bad">{escape(column["unbound_words"])}</span>' if column["unbound_words"] else "",
            )
            for column in facts.columns[seq]
        ),
    )
    parts = [
        f'<h3 id="t{seq}">{seq}. {_named(table)} <span class="chip {table["status"]}">{table["status"]}</span></h3>',
        f"<p>{line}</p>",
        f'<p class="bad">{escape(table["status_reason"])}</p>' if table["status"] == "unbound" else "",
        f"<details{' open' if table['status'] == 'unbound' else ''}><summary>{len(facts.columns[seq])} columns</summary>{columns}</details>",
    ]
    if held:
        lines = (
            (str(row["page"] or ""), str(row["row_seq"] or ""), escape(row["printed"] or ""), escape(row["reason"]))
            for row in held
        )
        parts.append(_table(("page#", "row#", "quarantined", "why"), lines))
    return "".join(parts)


def _figure(page: PageView) -> str:
    picture = f'<img loading="lazy" src="{escape(page.picture)}" alt="page {page.number}">' if page.picture else ""
    return (
        f'<figure id="p{page.number}"><figcaption>page {page.number}</figcaption>'
        f'<div class="page" style="aspect-ratio:{page.width:.1f}/{page.height:.1f}">{picture}{page.overlay}</div></figure>'
    )


def _table(head: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    """An HTML table of cells that are already HTML; a head ending in # makes a column of numbers."""
    classes = [' class="n"' if name.endswith("#") and len(name) > 1 else "" for name in head]
    names = [name[:-1] if name.endswith("#") and len(name) > 1 else name for name in head]
    top = "".join(f"<th{kind}>{escape(name)}</th>" for kind, name in zip(classes, names, strict=True))
    body = "".join(
        "<tr>" + "".join(f"<td{kind}>{cell}</td>" for kind, cell in zip(classes, line, strict=True)) + "</tr>"
        for line in lines
    )
    return f"<table><tr>{top}</tr>{body}</table>" if body else '<p class="muted">none</p>'


def _named(table: Row) -> str:
    return escape(" ".join(part for part in (table["label"], table["title"]) if part) or "(no title)")


def _pages(table: Row) -> str:
    first, last = table["page_first"], table["page_last"]
    return str(first) if first == last else f"{first}–{last}"


def _warned(count: int) -> str:
    return f'<span class="bad">{count}</span>' if count else "0"


def percent(share: float | None) -> str:
    """A share with two decimals, rounded down so that 100 % means all; a dash when there is none."""
    if share is None:
        return "–"
    return f"{int(share * 10000) / 100:.2f} %"
