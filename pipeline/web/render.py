"""From a page's values to HTML: Jinja templates, which escape everything, and the few filters they need."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from pipeline.web import words
from pipeline.web.links import Links
from pipeline.web.pages.page import Page

_TEN_THOUSAND = Decimal(10000)


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around a page."""

    links: Links
    """How addresses are written; carries the language."""
    address: tuple[str, ...] = ()
    """Name and parts of the page's own address."""
    build_id: str = ""
    """Named at the foot; empty in a folder, where it would change every file with every build."""
    query: Mapping[str, str] = field(default_factory=dict)
    """Of the page's own address, without the language."""
    feed: str = ""
    """Address of the feed about what the page shows."""
    ui: str = ""
    """Address of the operators' interface."""


def render(page: Page, frame: Frame) -> str:
    """HTML of a page."""
    links = frame.links
    other = {**frame.query, "lang": "zh" if links.language == "en" else "en"}
    return (
        _environment()
        .get_template(page.template)
        .render(
            page=page,
            links=links,
            build_id=frame.build_id,
            address=frame.address,
            query=frame.query,
            feed=frame.feed,
            ui=frame.ui,
            other_language=urlencode(other),
            t=lambda text, *values: words.translate(text, links.language, *values),
            words=words,
            **page.values,
        )
    )


def render_alone(template: str, **values: object) -> str:
    """HTML of a file that stands for itself, without the frame of the pages.

    Args:
        template: its name.
        values: what it shows.
    """
    return _environment().get_template(template).render(words=words, **values)


@cache
def _environment() -> Environment:
    folder = str(resources.files("pipeline.web") / "templates")
    environment = Environment(
        loader=FileSystemLoader(folder),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"wan": wan, "yuan": yuan, "percent": percent, "bar": bar, "is_doubtful": is_doubtful}
    return environment


def wan(amount: Decimal | None) -> Markup:
    """An amount in 万元 with two decimals, the exact yuan as its tooltip; a blank for what is not known."""
    if amount is None:
        return Markup('<span class="none">—</span>')
    return Markup('<span title="{} 元">{}</span>').format(f"{amount:,.2f}", f"{amount / _TEN_THOUSAND:,.2f}")


def yuan(amount: Decimal | float | None) -> str:
    """An amount in yuan."""
    return "—" if amount is None else f"{amount:,.2f}"


def percent(share: float | None) -> str:
    """A share of 1 as per cent with one decimal."""
    return "—" if share is None else f"{share * 100:.1f} %"


def bar(amount: Decimal | None, largest: Decimal | None) -> Markup:
    """A bar as long as the amount is of the largest; nothing for what is not known."""
    if not amount or not largest or amount < 0:
        return Markup("")
    width = float(amount / largest) * 100
    return Markup(
        '<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect width="{}" height="10"/></svg>'
    ).format(f"{width:.2f}")


def is_doubtful(row: Mapping[str, Any], column: str) -> bool:
    """Whether the parts of the row do not give the printed total that the figure belongs to."""
    own = "revenue_is_consistent" if column.startswith(_REVENUE) else "expenditure_is_consistent"
    return row.get(own, row.get("is_consistent")) is False


_REVENUE = ("revenue", "own_revenue", "opening")
