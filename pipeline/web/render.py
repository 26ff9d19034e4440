"""From a page's values to HTML: Jinja templates, which escape everything, and the few filters they need."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from importlib import resources

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from pipeline.web import words
from pipeline.web.links import Links
from pipeline.web.pages import Page

_TEN_THOUSAND = Decimal(10000)


def render(page: Page, links: Links, build_id: str, address: tuple[str, ...]) -> str:
    """HTML of a page.

    Args:
        page: what to show.
        links: how addresses are written; carries the language.
        build_id: named at the foot of the page; empty in a folder, where it would change every file with every build.
        address: name and parts of the page's own address.
    """
    return (
        _environment()
        .get_template(page.template)
        .render(
            page=page,
            links=links,
            build_id=build_id,
            address=address,
            t=lambda text: words.translate(text, links.language),
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
    environment.filters |= {"wan": wan, "yuan": yuan, "percent": percent, "bar": bar, "pages": pages}
    return environment


def wan(amount: Decimal | None) -> Markup:
    """An amount in 万元 with two decimals, the exact yuan as its tooltip; a blank for what is not known."""
    if amount is None:
        return Markup('<span class="none">—</span>')
    return Markup('<span title="{} 元">{}</span>').format(f"{amount:,.2f}", f"{amount / _TEN_THOUSAND:,.2f}")


def yuan(amount: Decimal | None) -> str:
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


def pages(numbers: list[int] | None) -> str:
    """Page numbers as a text."""
    return "、".join(str(number) for number in sorted(set(numbers or ())))
