"""A link whose page fades out before the next one is asked for."""

from acting_pages import home
from troubles import Trouble, shop

from selfserve_check.model.result import Outcome

HOME = home(
    "<p><a href=/returns class=fades>Returns and refunds</a></p>",
    after="""<script>
document.querySelector('.fades').addEventListener('click', (event) => {
  event.preventDefault();
  document.body.style.opacity = '0.9';
  setTimeout(() => { location.href = event.target.href; }, 900);
});
</script>""",
)

TROUBLE = Trouble(
    tells="a click moves on only after 0.9 s",
    app=lambda _places: shop({"/": HOME}),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=1,
)
