"""The answer and the way to it lie three open shadow roots deep, with slots between."""

from troubles import ANSWER, LOREM, Trouble, page, shop

from selfserve_check.model.result import Outcome

PARTS = """<script>
for (const [name, inside] of Object.entries({
  'x-card': '<section><slot></slot></section>',
  'x-fold': '<details><summary><slot name="head"></slot></summary><slot></slot></details>',
  'x-app': `<x-card><h1>Help</h1><x-fold><span slot="head">How long can I return things?</span>
    <x-card><x-text></x-text></x-card></x-fold></x-card>`,
  'x-text': '<p>ANSWER</p>',
})) customElements.define(name, class extends HTMLElement {
  constructor() { super(); this.attachShadow({mode: 'open'}).innerHTML = inside; }
});
</script>"""

TROUBLE = Trouble(
    tells="shadow roots in shadow roots, and a disclosure among them",
    app=lambda _places: shop({"/": page(f"<p>{LOREM}</p><x-app></x-app>" + PARTS.replace("ANSWER", ANSWER))}),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=1,
)
