"""A button that hears the keyboard only: whoever has a mouse never comes in."""

from acting_pages import home
from troubles import Places, Reply, Trouble, shop

from selfserve_check.model.result import Outcome, Reason

HOME = home(
    "<div role=button tabindex=0 id=returns>Returns and refunds</div>",
    after="""<script>
document.getElementById('returns').addEventListener('keydown', (event) => {
  if (event.key === 'Enter') location.href = '/returns';
});
</script>""",
)


def site_map(places: Places) -> Reply:
    listed = f"<url><loc>{places.home}/returns</loc></url>"
    return Reply(
        body='<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        f"{listed}</urlset>",
        content_type="application/xml",
    )


TROUBLE = Trouble(
    tells="the way to the answer opens by Enter and by no click",
    app=lambda places: shop({"/": HOME, "/sitemap.xml": site_map(places)}),
    outcome=Outcome.FAILED,
    reason=Reason.HIDDEN,
)
