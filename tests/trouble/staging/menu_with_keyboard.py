"""The same menu as a button, tabs that arrow keys move along, and an accordion: all work without a mouse."""

from troubles import ANSWER, LOREM, Told, Trouble, page, shop

from selfserve_check.model.result import Outcome

HOME = f"""<header><button aria-expanded=false aria-controls=menu
onclick="menu.hidden = !menu.hidden; this.setAttribute('aria-expanded', !menu.hidden)">Help menu</button>
<ul id=menu hidden><li><a href="/about">About us</a></li><li><a href="/returns">Returns and refunds</a></li>
</ul></header><main><h1>Lamp shades</h1><p>{LOREM}</p></main>"""
RETURNS = f"""<main><h1>Returns and refunds</h1><div role=tablist>
<button role=tab id=t1 aria-selected=true aria-controls=p1>Repairs</button>
<button role=tab id=t2 aria-selected=false tabindex=-1 aria-controls=p2>Returning something</button></div>
<div role=tabpanel id=p1><p>We mend what we made.</p></div>
<div role=tabpanel id=p2 hidden><p>{ANSWER}</p></div></main><script>
const tabs = [t1, t2], panels = [p1, p2];
const choose = (i) => tabs.forEach((t, n) => {{ t.tabIndex = n === i ? 0 : -1; panels[n].hidden = n !== i;
  t.setAttribute('aria-selected', n === i); }});
tabs.forEach((t, i) => {{ t.onclick = () => choose(i);
  t.onkeydown = (e) => {{ if (e.key === 'ArrowRight') tabs[(i + 1) % 2].focus(); }}; }});</script>"""


def the_keyboard_does_it(told: Told) -> None:
    by_key = [one for one in told.result.records if one.journey.view.condition == "keyboard"]
    assert [one.outcome for one in by_key] == [Outcome.PASSED], [one.journey for one in by_key]
    assert not [finding for finding in told.result.findings if finding.kind.startswith("condition")]


TROUBLE = Trouble(
    tells="a menu button and tabs with arrow keys, as WAI-ARIA has them",
    app=lambda _places: shop({"/": page(HOME), "/returns": page(RETURNS, title="Returns")}),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=3,
    settings=lambda _places: {"conditions": ["keyboard"]},
    also=the_keyboard_does_it,
)
