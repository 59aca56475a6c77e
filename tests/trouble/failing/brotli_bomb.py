"""Not five hundred bytes that unpack to more than a hundred megabytes."""

from base64 import b64decode

from troubles import Reply, Told, Trouble, shop

from selfserve_check.model.result import Outcome

# A title, a heading and four million times "<p>Nothing to see here.</p>".
BOMB = b64decode(
    "z///fwA8DnBzPHBVS1ujsNTaDPsiLNaDO8rF4dcY9qwLgHxpg4MNOA854GGh8fAJnip7g5oc6QO1BfLkwUFSWwVAACTaHF0ABEAAOMa"
    "B0+2Tjts0gg0esizbk8mmGWBVvPmPMLPq8RqFMJbuLOEYu//Xq0A4wo34//8PgMcBbo4HrmppaxSWWpthX4TFenBHuTj8GsOedQEQAA"
    "EQAAEQAAEQAAEQAAEQAAEQhwWge//P//9/ADwOcHM8cFVLW6Ow1NoM+yIs1oM7ysXh1xj2rAuAAAiAAAiAAAiAAAiAAAiAAAiAOCwA"
    "3ft//v//A+BxgJvjgata2hqFpdZm2BdhsR7cUS4Ov8awZ10ABEAABEAABEAABEAABEAABEAAxGEB6N7/8///HwCPA9wcD1zV0tYoLLU"
    "2w74Ii/XgjnJx+DWGPesCIAACIAACIAACIAACIAACIAACIA4LQPf+n////wB4HODmeOCqlrZGYam1GfZFWKwHd5SLw68x7FkXAAEQAA"
    "EQAAEQAAEQAAEQAAEQAHFYALr3/6nDzwrA4wA3xwNXtbQ1CkutzbAvwmI9uKNcHH6NYc+6AAiAAAiAAAiAAAiAAAiAAAiAAIjDAqif"
    "ZwU="
)


def named(told: Told) -> None:
    """Nobody but the browser unpacks it: what it meets first is a matter of the machine."""
    assert told.result.error is not None
    assert told.result.error.kind in ("limit", "timeout", "crash")


TROUBLE = Trouble(
    tells="the page with the answer unpacks to 112 MB from 464 bytes",
    app=lambda _places: shop({"/returns": Reply(body=BOMB, headers=(("content-encoding", "br"),))}),
    outcome=Outcome.ERRORED,
    settings=lambda _places: {
        "limits": {"memory_max_mb": 700},
        "timeouts": {"page_s": 4, "step_s": 3, "settle_s": 3},
    },
    also=named,
)
