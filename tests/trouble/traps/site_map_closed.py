"""robots.txt names a list of the site's pages, and closes it, and the place where everybody looks for one."""

from troubles import LOREM, Reply, Told, Trouble, page, pages

from selfserve_check.model.result import Outcome, Reason

ROBOTS = "User-agent: *\nDisallow: /sitemap.xml\nDisallow: /lists/\nSitemap: HOME/lists/all.xml\n"
LIST = Reply(body="<urlset></urlset>", content_type="application/xml")


def also(told: Told) -> None:
    """Neither is asked for, though nobody found the answer."""
    assert {ask.path for ask in told.received} == {"/robots.txt", "/"}


TROUBLE = Trouble(
    tells="the list of the pages is closed by robots.txt",
    app=lambda places: pages(
        {
            "/": page(f"<main><h1>Lamp shades</h1><p>{LOREM}</p></main>"),
            "/robots.txt": Reply(body=ROBOTS.replace("HOME", places.home), content_type="text/plain"),
            "/sitemap.xml": LIST,
            "/lists/all.xml": LIST,
        }
    ),
    outcome=Outcome.FAILED,
    reason=Reason.MISSING,
    also=also,
)
