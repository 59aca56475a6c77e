"""Pages with a part that the server does not always bring: a frame, a script, a picture."""

from __future__ import annotations

from troubles import App, Ask, Reply, shop

DOWN = Reply(status=503, body="<h1>Service Unavailable</h1>")
ALWAYS = 1_000_000


def faulty(app: App, path: str, visits: int) -> App:
    """``app``, whose ``path`` is answered 503 for the first so many ``visits``."""

    def answer(ask: Ask) -> Reply | None:
        return DOWN if ask.path == path and ask.visit <= visits else app(ask)

    return answer


def framed(text: str, frame: str) -> App:
    """A shop whose page on returns says ``text`` and holds a frame, which says ``frame``."""
    around = f"<main><h1>Returns</h1><p>{text}</p><iframe src=/terms width=600 height=300></iframe></main>"
    return shop({"/returns": Reply(body=around), "/terms": Reply(body=f"<p>{frame}</p>")})
