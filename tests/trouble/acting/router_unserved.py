"""A router whose addresses the server does not know: a view comes by a click, never by loading its address."""

from troubles import ANSWER, Trouble, page, pages

from selfserve_check.model.result import Outcome

SCRIPT = """
const views = {
  home: '<h1>Lamp shades</h1><p>Made by hand.</p><p><a href=/returns>Returns and refunds</a></p>',
  returns: '<h1>Returns and refunds</h1><p>It depends on how.</p><p><a href=/by-post>Return by post</a></p>',
  'by-post': '<h1>Return by post</h1><p>ANSWER</p>',
};
const show = (name) => { root.innerHTML = views[name]; };
document.addEventListener('click', (event) => {
  const link = event.target.closest('a[href]');
  if (!link) return;
  event.preventDefault();
  const name = new URL(link.href).pathname.slice(1) || 'home';
  history.pushState({ name }, '', link.href);
  show(name);
});
addEventListener('popstate', (event) => show(event.state ? event.state.name : 'home'));
show('home');
"""
HOME = page(
    "<header><nav><a href=/>Home</a></nav></header><main id=root></main>"
    f"<script>{SCRIPT.replace('ANSWER', ANSWER)}</script>"
)

TROUBLE = Trouble(
    tells="the router's addresses answer 404 when they are loaded",
    app=lambda _places: pages({"/": HOME}),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=2,
)
