"""The answer and the button that unfolds it lie in a closed shadow root."""

from troubles import ANSWER, LOREM, Trouble, page, shop

from selfserve_check.model.result import Outcome

PAGE = f"""<main><h1>Lamp shades</h1><p>{LOREM}</p><help-box></help-box></main><script>
customElements.define('help-box', class extends HTMLElement {{
  #root = this.attachShadow({{mode: 'closed'}});
  connectedCallback() {{
    this.#root.innerHTML = `<h2>Questions</h2><button aria-expanded=false>How long can I return things?</button>
      <p hidden>{ANSWER}</p>`;
    const button = this.#root.querySelector('button');
    button.onclick = () => {{
      button.setAttribute('aria-expanded', 'true');
      this.#root.querySelector('p').hidden = false;
    }};
  }}
}});</script>"""

TROUBLE = Trouble(
    tells="a closed shadow root holds what a visitor reads and clicks",
    app=lambda _places: shop({"/": page(PAGE)}),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=1,
)
