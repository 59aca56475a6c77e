"""Site maps that would never end: an index of indexes, a gzip bomb, entities of entities, a file of ours."""

import gzip

from troubles import LOREM, Ask, Reply, Told, Trouble, page

from selfserve_check.model.result import Outcome, Reason

BOMB = gzip.compress(b"<urlset>" + b"<url><loc>http://x.example/</loc></url>" * 2_000_000)
LAUGHS = (
    '<!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY own SYSTEM "file:///etc/passwd">'
    + "".join(
        f'<!ENTITY {name} "{f"&{below};" * 10}">' for below, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)


def app(home: str, ask: Ask) -> Reply | None:
    if ask.path == "/":
        return page(f"<main><h1>Lamp shades</h1><p>{LOREM}</p></main>")
    if ask.path == "/robots.txt":
        maps = "".join(f"Sitemap: {home}/{name}\n" for name in ("bomb.gz", "laughs.xml", "index-0.xml"))
        return Reply(body=maps, content_type="text/plain")
    if ask.path == "/bomb.gz":
        return Reply(body=BOMB, content_type="application/gzip")
    if ask.path == "/laughs.xml":
        body = f"{LAUGHS}<urlset><url><loc>{home}/laugh?&i;</loc></url><url><loc>{home}/own?&own;</loc></url></urlset>"
        return Reply(body=body, content_type="application/xml")
    if ask.path.startswith("/index-"):
        number = int(ask.path.removeprefix("/index-").removesuffix(".xml"))
        locs = "".join(
            f"<sitemap><loc>{home}/index-{number * 10 + n}.xml</loc></sitemap>" for n in range(1, 10)
        )
        return Reply(body=f"<sitemapindex>{locs}</sitemapindex>", content_type="application/xml")
    return None


def also(told: Told) -> None:
    """A bounded number of files, and nothing of this machine in an address that was asked for."""
    maps = {ask.path for ask in told.received if ask.path.endswith((".xml", ".gz"))}
    assert 3 <= len(maps) <= 10, maps
    assert not any("root" in ask.query or "lollol" in ask.query for ask in told.received)


TROUBLE = Trouble(
    tells="the site's own list of its pages is a trap",
    app=lambda places: lambda ask: app(places.home, ask),
    outcome=Outcome.FAILED,
    reason=Reason.MISSING,
    also=also,
)
