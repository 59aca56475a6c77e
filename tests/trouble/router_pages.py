"""A site of one document: a router changes the address and the view, and no page is loaded."""

from __future__ import annotations

import json

from troubles import ANSWER, App, page, pages

HOME = "<h1>Lamp shades</h1><p>Made by hand.</p><p><a href=/returns>Returns and refunds</a></p>"
ABOUT = "<h1>About us</h1><p>We have made lamp shades since 1962.</p>"
RETURNS = f"<h1>Returns and refunds</h1><p>{ANSWER}</p>"

_SCRIPT = """
const show = () => { root.innerHTML = views[location.pathname] || gone; };
document.addEventListener('click', (event) => {
  const link = event.target.closest('a[href]');
  if (!link) return;
  event.preventDefault();
  history.pushState({}, '', link.href);
  show();
});
addEventListener('popstate', show);
show();
"""


def routed(views: dict[str, str], gone: str) -> App:
    """``views`` by their paths, and what the router shows for any other. The server has one document."""
    shell = page(
        "<header><nav><a href=/>Home</a> <a href=/about>About us</a></nav></header><main id=root></main>"
        f"<script>const views = {json.dumps(views)}, gone = {json.dumps(gone)};{_SCRIPT}</script>"
    )
    return pages({"/": shell, "/about": shell, "/returns": shell})
