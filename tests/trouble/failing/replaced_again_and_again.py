"""A page that writes itself anew, and never comes to rest."""

from troubles import Trouble, page, shop

from selfserve_check.model.result import Outcome

WRITING = page(
    """<main><h1>Returns</h1></main><script>
let turn = 0;
setInterval(() => {
  turn += 1;
  document.open();
  document.write(`<main><h1>Returns ${turn}</h1><p>${'One more moment please, we are on it. '.repeat(turn % 7)}</p></main>`);
  document.close();
}, 60);</script>"""
)

TROUBLE = Trouble(
    tells="a script replaces the document with the answer again and again",
    app=lambda _places: shop({"/returns": WRITING}),
    outcome=Outcome.ERRORED,
    cause="unsettled",
    says=("timeouts.settle_s",),
    settings=lambda _places: {"timeouts": {"page_s": 3, "step_s": 2, "settle_s": 2}},
)
