"""A site of one document, whose router has no page for the address that the link to the answer puts up."""

from troubles import Trouble, page, pages

from selfserve_check.model.result import Outcome, Reason

SCRIPT = """
const views = {
  '/': '<h1>Lamp shades</h1><p>Made by hand.</p><p><a href=/returns>Returns and refunds</a></p>',
  '/about': '<h1>About us</h1><p>We have made lamp shades since 1962.</p>',
};
const gone = '<h1>Page not found</h1><p>Sorry, there is nothing here.</p><p><a href=/>Home</a></p>';
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
SHELL = page(
    "<header><nav><a href=/>Home</a> <a href=/about>About us</a></nav></header><main id=root></main>"
    f"<script>{SCRIPT}</script>"
)

TROUBLE = Trouble(
    tells="the link to the answer leads to a view that says it is not there, and no document is loaded",
    app=lambda _places: pages({"/": SHELL, "/about": SHELL, "/returns": SHELL}),
    outcome=Outcome.FAILED,
    reason=Reason.BROKEN,
    says=("says that there is no such page",),
)
