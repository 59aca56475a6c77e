"""A site of one document: a router changes the address and the view, and no page is loaded."""

from troubles import ANSWER, Trouble, page, pages

from selfserve_check.model.result import Outcome

SCRIPT = """
const views = {
  '/': '<h1>Lamp shades</h1><p>Made by hand.</p><p><a href=/returns>Returns and refunds</a></p>',
  '/about': '<h1>About us</h1><p>We have made lamp shades since 1962.</p>',
  '/returns': '<h1>Returns and refunds</h1><p>ANSWER</p>',
};
const show = () => { root.innerHTML = views[location.pathname] || '<h1>Not found</h1>'; };
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
SHELL = page(
    "<header><nav><a href=/>Home</a> <a href=/about>About us</a></nav></header><main id=root></main>"
    f"<script>{SCRIPT.replace('ANSWER', ANSWER)}</script>"
)

TROUBLE = Trouble(
    tells="the view changes by history.pushState",
    app=lambda _places: pages({"/": SHELL, "/about": SHELL, "/returns": SHELL}),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=1,
)
