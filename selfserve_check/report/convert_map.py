"""The pages of a run as ``run.json`` holds them."""

from __future__ import annotations

from selfserve_check.model.site_pages import SitePages
from selfserve_check.report.map_parts import DeadLinkPart, SiteMapPart, SitePagePart, UnopenedPart


def site_map_part(seen: SitePages | None) -> SiteMapPart | None:
    """The map, or None where nobody drew one."""
    if seen is None:
        return None
    return SiteMapPart(
        pages=[SitePagePart(url=page.url, title=page.title, clicks=page.clicks) for page in seen.pages],
        dead=[DeadLinkPart(url=link.url, label=link.label, target=link.target) for link in seen.dead],
        unopened=[UnopenedPart(clicks=clicks, pages=count) for clicks, count in seen.unopened],
        unnamed=seen.unnamed,
    )
