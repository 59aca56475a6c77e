"""A banner with "Accept" and "Settings": what refuses stands behind the second, and two boxes are ticked there."""

from troubles import HOME, Trouble, page, shop

from selfserve_check.model.result import Outcome

BANNER = """<div id=ask role=dialog aria-label="Cookies" style="position:fixed;inset:0;background:#fff;z-index:99">
<div id=one><p>We and our 214 partners use cookies to make these pages better for you.</p>
<button onclick="done('all')">Accept all</button>
<button onclick="setTimeout(() => { one.hidden = true; two.hidden = false }, 400)">Settings</button></div>
<div id=two hidden><h2>Choose your cookies</h2>
<label><input type=checkbox checked disabled> Necessary</label>
<label><input type=checkbox name=stats checked> Statistics</label>
<label><input type=checkbox name=ads checked> Marketing</label>
<button onclick="done('all')">Accept all</button><button onclick="save()">Save my choices</button></div></div>
<script>
const done = (said) => { document.cookie = 'said=' + said + ';path=/'; location.reload(); };
const save = () => done([...two.querySelectorAll('input:checked')].filter((box) => box.name).length ? 'some' : 'none');
if (document.cookie.includes('said=none')) ask.remove();
</script>"""

TROUBLE = Trouble(
    tells="the banner is refused in its second layer, with every optional box off",
    app=lambda _places: shop({"/": page(HOME + BANNER)}),
    goes_on_unseen="the page loads itself anew",
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=1,
    says=("A cookie banner was refused (“Settings” > “Save my choices”, 2 switched off).",),
)
