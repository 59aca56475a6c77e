"""Renders the shop: templates and content in, a mapping from address to resource out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from ruamel.yaml import YAML

from selfserve_check.demo.pdf import text_pdf

_FOLDER = Path(__file__).parent
_HTML = "text/html; charset=utf-8"
_PRODUCTS_A_PAGE = 12
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".json": "application/json",
    ".pdf": "application/pdf",
    ".xml": "application/xml",
    ".txt": "text/plain; charset=utf-8",
}
_GUIDE = (
    "Installing a suspended ceiling",
    "1. Draw a level line round the room and fix the wall angle to it.",
    "2. Hang the main runners every 1200 mm and level them.",
    "3. Click in the cross tees every 600 mm.",
    "4. Tilt each tile through the grid and lower it into place.",
    "Wear gloves and eye protection.",
    "The void above a suspended ceiling must be at least 120 mm deep.",
)

_TERMS = (
    "Terms of sale",
    "An order can be changed within 2 hours of placing it.",
    "You can return unopened packs within 30 days of delivery.",
    "The goods stay ours until they are paid for.",
    "The law of England and Wales applies.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """Something the server sends: ``slow`` says that it takes its time."""

    body: bytes
    content_type: str = _HTML
    status: int = 200
    slow: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Redirect:
    """A 302 to ``location``, a path on the same site."""

    location: str


Resource = Document | Redirect


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSpec:
    """A page of the shop; the fields are explained at the top of ``content/pages.yaml``."""

    path: str
    template: str
    title: str
    description: str
    parent: str = ""
    indexed: bool = True
    sitemap: bool = True
    slow: bool = False


def render_site(base_url: str) -> dict[str, Resource]:
    """Every address of the shop (path, with a query where it matters) and what is found there.

    ``base_url`` (without a slash at its end) stands in robots.txt and sitemap.xml only. The result
    depends on nothing else: not on the date, not on chance.
    """
    pages = page_specs()
    resources: dict[str, Resource] = {}
    resources.update(_plain_pages(pages))
    resources.update(_shop_pages())
    resources.update(_redirects())
    resources.update(_assets())
    resources.update(_robot_files(base_url, pages))
    return resources


@cache
def page_specs() -> tuple[PageSpec, ...]:
    """All pages, those of categories and products included, in a fixed order."""
    listed = [PageSpec(**entry) for entry in _content("pages.yaml")]
    return (*listed, *_category_specs(), *_product_specs())


def render_page(spec: PageSpec, **values: object) -> bytes:
    """One page in the shop's frame; ``values`` are what its own template asks for."""
    template = _environment().get_template(spec.template)
    return template.render(page=spec, crumbs=_crumbs(spec), **_shop(), **values).encode()


def not_found_page() -> Document:
    """What the shop shows for an address it does not have (status 404)."""
    spec = PageSpec(path="", template="404.html.j2", title="Page not found", description="")
    return Document(body=render_page(spec), status=404)


def content_type_of(path: str) -> str:
    """The media type by the ending of ``path``; HTML where there is none that we know."""
    return _TYPES.get(Path(path).suffix, _HTML)


def _plain_pages(pages: tuple[PageSpec, ...]) -> Iterator[tuple[str, Resource]]:
    for spec in pages:
        if not spec.template.startswith("shop/"):
            yield spec.path, Document(body=render_page(spec), slow=spec.slow)


def _shop_pages() -> Iterator[tuple[str, Resource]]:
    yield from _product_list()
    for category, spec in zip(_shop()["categories"], _category_specs(), strict=True):
        yield spec.path, Document(body=render_page(spec, category=category))
    for product, spec in zip(_shop()["products"], _product_specs(), strict=True):
        yield spec.path, Document(body=render_page(spec, product=product))


def _product_list() -> Iterator[tuple[str, Resource]]:
    products = _shop()["products"]
    parts = [products[i : i + _PRODUCTS_A_PAGE] for i in range(0, len(products), _PRODUCTS_A_PAGE)]
    spec = PageSpec(
        path="/shop", template="shop/list.html.j2", title="All products", description="Everything we make."
    )
    for number, shown in enumerate(parts, start=1):
        body = render_page(spec, shown=shown, number=number, count=len(parts))
        yield ("/shop" if number == 1 else f"/shop?page={number}"), Document(body=body)


def _category_specs() -> tuple[PageSpec, ...]:
    return tuple(
        PageSpec(
            path=f"/shop/{entry['slug']}",
            template="shop/category.html.j2",
            title=entry["name"],
            description=entry["intro"],
            parent="/shop",
        )
        for entry in _shop()["categories"]
    )


def _product_specs() -> tuple[PageSpec, ...]:
    return tuple(
        PageSpec(
            path=f"/products/{entry['slug']}",
            template="shop/product.html.j2",
            title=entry["name"],
            description=entry["text"],
            parent=f"/shop/{entry['category']}",
        )
        for entry in _shop()["products"]
    )


def _redirects() -> Mapping[str, Resource]:
    return {
        "/trade/prices": Redirect(location="/login?next=/trade/prices"),
        "/account": Redirect(location="/login?next=/account"),
        "/help/invoices": Redirect(location="/login?next=/help/invoices"),
        "/help/certificates": Redirect(location="/help/certificates/current"),
        "/help/certificates/current": Redirect(location="/help/certificates"),
    }


def _assets() -> Iterator[tuple[str, Resource]]:
    for file in sorted((_FOLDER / "static").iterdir()):
        yield (
            f"/static/{file.name}",
            Document(body=file.read_bytes(), content_type=content_type_of(file.name)),
        )
    for name in ("room", "kerb", "works"):
        yield f"/img/{name}.svg", _picture(f"{name}.svg.j2")
    for product in _shop()["products"]:
        yield f"/img/{product['slug']}.svg", Document(body=_tile(product), content_type=_TYPES[".svg"])
    for name in ("installers", "sample-times"):
        listed = (_FOLDER / "content" / f"{name}.json").read_bytes()
        yield f"/api/{name}.json", Document(body=listed, content_type=_TYPES[".json"])
    for path, lines in (("/installation-guide.pdf", _GUIDE), ("/terms-of-sale.pdf", _TERMS)):
        yield path, Document(body=text_pdf(lines), content_type=_TYPES[".pdf"])


def drawing(product: Mapping[str, str]) -> str:
    """The picture of ``product`` as an address that holds all of it: a page of twelve products is one request
    and not thirteen, which is most of what a look at every page of the shop costs."""
    return f"data:image/svg+xml,{quote(_tile(product))}"


def _tile(product: Mapping[str, str]) -> bytes:
    return _picture("tile.svg.j2", kind=product["picture"], tint=product["tint"]).body


def _picture(template: str, **values: str) -> Document:
    body = _environment().get_template(f"pictures/{template}").render(**values).encode()
    return Document(body=body, content_type=_TYPES[".svg"])


def _robot_files(base_url: str, pages: tuple[PageSpec, ...]) -> Mapping[str, Resource]:
    paths = ["/shop", *(page.path for page in pages if page.sitemap)]
    values = {"base_url": base_url, "paths": paths}
    environment = _environment()
    robots = environment.get_template("robots.txt.j2").render(values).encode()
    sitemap = environment.get_template("sitemap.xml.j2").render(values).encode()
    return {
        "/robots.txt": Document(body=robots, content_type=_TYPES[".txt"]),
        "/sitemap.xml": Document(body=sitemap, content_type=_TYPES[".xml"]),
    }


def _crumbs(spec: PageSpec) -> tuple[tuple[str, str], ...]:
    """(path, title) of the pages above ``spec``, outermost first."""
    titles = {entry["path"]: (entry["title"], entry.get("parent", "")) for entry in _content("pages.yaml")}
    titles["/shop"] = ("Shop", "")
    titles.update({f"/shop/{entry['slug']}": (entry["name"], "/shop") for entry in _shop()["categories"]})
    trail: list[tuple[str, str]] = []
    path = spec.parent
    while path:
        title, above = titles[path]
        trail.append((path, title))
        path = above
    return tuple(reversed(trail))


def _shop() -> dict[str, Any]:
    shop: dict[str, Any] = _content("products.yaml")
    return shop


@cache
def _content(name: str) -> Any:
    return YAML(typ="safe").load(_FOLDER / "content" / name)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader([_FOLDER / "pages", _FOLDER]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["drawing"] = drawing
    return environment
