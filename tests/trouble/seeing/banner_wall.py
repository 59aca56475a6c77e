"""A wall of consent over the whole window that no click opens: nobody can say what is behind it."""

from troubles import HOME, RETURNS, Trouble, page, shop

from selfserve_check.model.result import Outcome

WALL = """<div id=consent-wall style="position:fixed;inset:0;background:#fff;z-index:99;padding:20vh 20vw">
<h2>Before you continue</h2><p>We use cookies and data to deliver and to maintain our services.</p>
<button>Reject all</button> <button>Accept all</button></div>
<script>for (const one of document.querySelectorAll('button')) one.onclick = () =>
  fetch('/consent', {method: 'POST', body: one.textContent}).then(() => location.reload()).catch(() => {});
</script>"""

TROUBLE = Trouble(
    tells="the wall opens only after a POST, which is never sent",
    app=lambda _places: shop({"/": page(HOME + WALL), "/returns": page(RETURNS + WALL)}),
    goes_on_unseen="the page loads itself anew",
    outcome=Outcome.ERRORED,
    cause="consent",
    says=("could not be got rid of", "allow_reads"),
)
