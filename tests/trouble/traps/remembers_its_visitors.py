"""A shop that keeps a mark wherever a page can keep one, and shows whoever comes back by the address another page."""

from troubles import ANSWER, LOREM, Reply, Told, Trouble, page, pages

from selfserve_check.model.result import Outcome

# Whoever was led here by a page of the shop goes on with the same visit.
MARKING = """<script>
const kept = () => {
  const found = [];
  if (document.cookie.includes('mark=')) found.push('cookie');
  for (const [name, store] of Object.entries({ localStorage, sessionStorage })) if (store.mark) found.push(name);
  if (window.name === 'mark') found.push('name');
  document.cookie = 'mark=1; path=/';
  localStorage.mark = sessionStorage.mark = 1;
  window.name = 'mark';
  return found;
};
const found = kept();
if (found.length && !document.referrer) {
  fetch('/seen?' + found.join('+'));
  document.querySelector('main').innerHTML = '<h1>Welcome back!</h1><p>We have moved everything.</p>';
}
</script>"""


def remembering(body: str) -> Reply:
    return page(f"<main>{body}</main>{MARKING}")


def also(told: Told) -> None:
    """Nobody came back."""
    assert [ask.query for ask in told.received if ask.path == "/seen"] == []


TROUBLE = Trouble(
    tells="whoever comes a second time sees another page",
    app=lambda _places: pages(
        {
            "/": remembering(
                f"<h1>Lamp shades</h1><p>{LOREM}</p><p><a href=/care>Customer care: returns</a></p>"
            ),
            "/care": remembering("<h1>Customer care</h1><p><a href=/returns>Returns and refunds</a></p>"),
            "/returns": remembering(f"<h1>Returns and refunds</h1><p>{ANSWER}</p>"),
        }
    ),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=2,
    also=also,
)
