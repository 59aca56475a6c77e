"""Views that change within a View Transition, and slowly."""

from troubles import ANSWER, Trouble, page, pages

from selfserve_check.model.result import Outcome

SCRIPT = """
const views = {
  home: '<h1>Lamp shades</h1><p>Made by hand.</p><p><a href="#help">Help</a> <a href="#about">About us</a></p>',
  about: '<h1>About us</h1><p>We have made lamp shades since 1962.</p>',
  help: '<h1>Help</h1><p>What is it about?</p><p><a href="#returns">Returns and refunds</a></p>',
  returns: '<h1>Returns and refunds</h1><p>ANSWER</p>',
};
const show = (name) => { root.innerHTML = views[name]; };
document.addEventListener('click', (event) => {
  const link = event.target.closest('a[href]');
  if (!link) return;
  event.preventDefault();
  document.startViewTransition(() => show(link.hash.slice(1)));
});
show('home');
"""
HOME = page(
    f"<main id=root></main><script>{SCRIPT.replace('ANSWER', ANSWER)}</script>",
    head="<style>::view-transition-group(*) { animation-duration: 1.5s }</style>",
)

TROUBLE = Trouble(
    tells="each view fades in over 1.5 s, and takes no click meanwhile",
    app=lambda _places: pages({"/": HOME}),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=2,
)
