"""A page that does not let its visitors go."""

from troubles import HOME, Trouble, page, shop

from selfserve_check.model.result import Outcome

CLINGING = """<script>addEventListener('beforeunload', (event) => {
  event.preventDefault();
  event.returnValue = 'Do you really want to leave?';
});
addEventListener('click', () => {});</script>"""

TROUBLE = Trouble(
    tells="the page asks whether one really wants to leave it",
    app=lambda _places: shop({"/": page(HOME + CLINGING)}),
    outcome=Outcome.PASSED,
    clicks=1,
)
