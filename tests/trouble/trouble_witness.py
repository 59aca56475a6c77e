"""What a page of the catalogue finds in the browser's stores when it loads, and leaves there for the next one.

A cookie is the server's to see; the other stores are a script's. Each document that the servers hand out as text gets
one as the first thing in its body: it marks every store with the document's number, and where it finds
marks of earlier ones, and nobody led here, it tells the server by a picture that does not exist. It listens to nothing and takes itself
away, so that the page is what it would be without it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import parse_qs

from troubles import Ask, Reply

TOLD_AT = "/canary-kept"
_BODY = re.compile(r"<body[^>]*>", re.IGNORECASE)
_BODY_WITHIN = 100_000
_CHARS_MAX = 1_000_000
"""Longer pages are sent as they are: what they are about is their length."""

_SCRIPT = """<script>(() => {
  const mark = "canary-NUMBER", found = new Set();
  const meet = (name) => { if (/^canary-[0-9]+$/.test(name)) found.add(name.slice(7)); };
  for (const [kind, keeps] of [["sessionStorage", true], ["localStorage", LASTS]]) {
    try { Object.keys(window[kind]).forEach(meet); if (keeps) window[kind].setItem(mark, "1"); } catch {}
  }
  meet(window.name);
  if (!window.name) window.name = mark;
  const tell = () => {
    if (found.size && !document.referrer) new Image().src = "TOLD_AT?document=NUMBER&found=" + [...found].join(",");
  };
  tell();
  if (LASTS && window.caches) {
    found.clear();
    caches.keys().then((names) => { names.forEach(meet); tell(); return caches.open(mark); }).catch(() => {});
  }
  document.currentScript.remove();
})()</script>"""


def witnessed(reply: Reply, ask: Ask, *, starts: bool) -> str | bytes:
    """The body of ``reply`` with the script in it, where it is a page that can have one.

    What lasts longer than a tab is not marked where a visit ``starts``: what answering a banner leaves behind there
    goes with every tab, as it does with a customer.
    """
    body = reply.body
    whole = isinstance(body, str) and reply.status == 200 and len(body) <= _CHARS_MAX
    if not whole or not reply.content_type.startswith("text/html"):
        return body
    assert isinstance(body, str)
    place = _BODY.search(body[:_BODY_WITHIN])
    if place is None:
        return body
    values = {"NUMBER": str(ask.number), "LASTS": "false" if starts else "true", "TOLD_AT": TOLD_AT}
    script = re.sub("|".join(values), lambda match: values[match[0]], _SCRIPT)
    return body[: place.end()] + script + body[place.end() :]


def found_by(asks: Sequence[Ask]) -> dict[int, set[int]]:
    """By the number of a document: the numbers of those whose marks it found."""
    found: dict[int, set[int]] = {}
    for ask in asks:
        if ask.path == TOLD_AT:
            told = parse_qs(ask.query)
            marks = {int(number) for number in told["found"][0].split(",")}
            found.setdefault(int(told["document"][0]), set()).update(marks)
    return found
