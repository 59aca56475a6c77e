"""A click opens a window whose script never ends, and leads on."""

from troubles import LOREM, Trouble, page, shop

from selfserve_check.model.result import Outcome

OPENING = page(
    f"""<main><h1>Lamp shades</h1><p>{LOREM}</p><a href="/returns" onclick="popup()">Returns and refunds</a></main>
<script>function popup() {{
  const win = window.open('about:blank');
  if (win) {{
    win.document.write('<p>Subscribe!</p>');
    const script = win.document.createElement('script');
    script.textContent = 'setTimeout(() => {{ const end = Date.now() + 1500; while (Date.now() < end); }}, 1)';
    win.document.body.append(script);
  }}
}}</script>"""
)

TROUBLE = Trouble(
    tells="the link to the answer opens a window as well, which keeps the page busy for a while",
    app=lambda _places: shop({"/": OPENING}),
    outcome=Outcome.PASSED,
    quote="within 30 days",
)
