"""A banner that comes late, while an answer is being unfolded."""

from troubles import ANSWER, LOREM, Trouble, page, pages

from selfserve_check.model.result import Outcome

PAGE = f"""<main><h1>Help</h1><p>{LOREM}</p>
<h2><button aria-expanded=false aria-controls=a onclick="unfold(this)">How long can I return things?</button></h2>
<div id=a hidden><p>{ANSWER}</p></div></main>
<script>
function unfold(button) {{
  button.setAttribute('aria-expanded', 'true');
  a.hidden = false;
  const box = document.createElement('div');
  box.style = 'position:fixed;inset:0;background:#fff;z-index:5;padding:3em';
  box.innerHTML = '<p>One moment please: we use cookies.</p><button>Allow all</button><button>No thanks</button>';
  box.querySelectorAll('button').forEach((one) => {{ one.onclick = () => box.remove(); }});
  document.body.append(box);
}}
</script>"""

TROUBLE = Trouble(
    tells="the first click on the page brings the banner out, over what the click unfolded",
    app=lambda _places: pages({"/": page(PAGE)}),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=1,
    says=("A cookie banner was refused (“No thanks”).",),
)
