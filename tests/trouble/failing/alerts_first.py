"""Questions in boxes of the browser's own, before the page can be read."""

from troubles import ANSWER, Trouble, page, shop

from selfserve_check.model.result import Outcome

ASKING = page(
    f"""<script>for (let n = 0; n < 8; n += 1) {{ alert('Welcome!'); confirm('Newsletter?'); prompt('Your e-mail'); }}
</script><main><h1>Returns</h1><p>{ANSWER}</p></main>"""
)

TROUBLE = Trouble(
    tells="two dozen dialogs come before the answer",
    app=lambda _places: shop({"/returns": ASKING}),
    outcome=Outcome.PASSED,
    quote="within 30 days",
)
