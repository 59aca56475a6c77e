"""The answer is linked nowhere and stands in the site map of staging, which lists production's addresses."""

from troubles import ABOUT, HOME, RETURNS, App, Places, Reply, Told, Trouble, page, pages

from selfserve_check.model.result import Outcome, Reason


def app(places: Places) -> App:
    listed = "".join(f"<url><loc>{places.other}{path}</loc></url>" for path in ("/", "/returns", "/about"))
    return pages(
        {
            "/": page(HOME.replace('<a href="/returns">Returns and refunds</a>', "Returns and refunds")),
            "/about": page(ABOUT),
            "/returns": page(RETURNS, title="Returns"),
            "/robots.txt": Reply(body="User-agent: *\nDisallow:\n", content_type="text/plain"),
            "/sitemap.xml": Reply(
                body=f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{listed}</urlset>',
                content_type="application/xml",
            ),
        }
    )


def found_on_staging(told: Told) -> None:
    assert {ask.host for ask in told.received} == {told.places.home.removeprefix("http://")}
    assert any(finding.url == f"{told.places.home}/returns" for finding in told.result.findings)


TROUBLE = Trouble(
    tells="only the site map knows the page, and by its address on production",
    app=app,
    outcome=Outcome.FAILED,
    reason=Reason.HIDDEN,
    settings=lambda places: {
        "aliases": {places.other.removeprefix("http://"): places.home.removeprefix("http://")},
        # Nothing but the alias keeps production from being asked.
        "hosts": [places.other.removeprefix("http://")],
        "allow_private": ["localhost"],
    },
    also=found_on_staging,
)
