"""Sections that are fetched only when they are scrolled into view."""

from troubles import ANSWER, LOREM, Reply, Trouble, page, shop

from selfserve_check.model.result import Outcome

PAGE = f"""<main><h1>Help</h1>{"".join(f"<p>{LOREM}</p>" for _ in range(30))}
<section data-src="/part/1" style="min-height:300px"></section>
<section data-src="/part/2" style="min-height:300px"></section></main><script>
const watch = new IntersectionObserver((seen) => seen.forEach((one) => {{
  if (!one.isIntersecting) return;
  watch.unobserve(one.target);
  fetch(one.target.dataset.src).then((r) => r.text()).then((html) => {{ one.target.innerHTML = html; }});
}}));
document.querySelectorAll('section').forEach((one) => watch.observe(one));</script>"""
PART = f"<h2>Returns and refunds</h2><p>{ANSWER}</p>"

TROUBLE = Trouble(
    tells="the answer is not in the page before one scrolls to it",
    app=lambda _places: shop(
        {"/returns": page(PAGE), "/part/1": Reply(body="<h2>Delivery</h2>"), "/part/2": Reply(body=PART)}
    ),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=1,
)
