"""A list that grows whenever its end comes near; the link that matters stands in the footer below it."""

from troubles import LOREM, Trouble, page, shop

from selfserve_check.model.result import Outcome

PAGE = f"""<main><h1>Lamp shades</h1><ul id=list></ul></main><footer><a href="/returns">Returns and refunds</a>
</footer><script>
let more = 0;
function grow() {{
  for (let i = 0; i < 10; i += 1) {{
    const item = document.createElement('li');
    item.textContent = 'Shade no. ' + (more += 1) + '. {LOREM}';
    list.append(item);
  }}
}}
grow(); grow();
let due = false;
addEventListener('scroll', () => {{
  if (due || innerHeight + scrollY < document.documentElement.scrollHeight - 200) return;
  due = true;
  setTimeout(() => {{ due = false; grow(); }}, 150);
}});
document.addEventListener('click', () => {{}});</script>"""

TROUBLE = Trouble(
    tells="the footer moves away when one scrolls to it",
    app=lambda _places: shop({"/": page(PAGE)}),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=1,
)
