"""A few kilobytes that unpack to hundreds of megabytes."""

import gzip

from troubles import Reply, Trouble, shop

from selfserve_check.model.result import Outcome

START = b"<!doctype html><title>Returns</title><main><h1>Returns</h1>"
BOMB = Reply(
    body=gzip.compress(START + b"<p>Nothing to see here.</p>\n" * 12_000_000, 6),
    headers=(("content-encoding", "gzip"),),
)

TROUBLE = Trouble(
    tells="the page with the answer unpacks to 300 MB",
    app=lambda _places: shop({"/returns": BOMB}),
    outcome=Outcome.ERRORED,
    cause="limit",
    says=("limits.bytes_max",),
    settings=lambda _places: {"limits": {"bytes_max": 10_000_000}},
)
