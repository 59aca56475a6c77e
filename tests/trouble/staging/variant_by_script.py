"""The page's own script reads the parameter from the address, as testing tools do."""

from troubles import ANSWER, HOME, Trouble, page, shop

from selfserve_check.model.result import Outcome

RETURNS = f"""<main><h1>Returns and refunds</h1><p id=policy>Please ask our team about returns.</p></main>
<script>if (new URLSearchParams(location.search).get('variant') === '2') policy.textContent = '{ANSWER}';
</script>"""
# A link that a script follows, so that a real click leads there.
CLICKED = HOME.replace(
    '<a href="/returns">Returns and refunds</a>',
    """<button onclick="location.assign('/returns')">Returns and refunds</button>""",
)

TROUBLE = Trouble(
    tells="a script shows the variant by the parameter in the address, which a click would lose",
    app=lambda _places: shop({"/": page(CLICKED), "/returns": page(RETURNS, title="Returns")}),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=1,
    settings=lambda places: {"pin": {places.home.removeprefix("http://"): {"query": {"variant": 2}}}},
)
