"""The script that makes a page work comes two seconds after the page."""

import time
from socket import socket

from acting_pages import home
from troubles import Reply, Trouble, shop

from selfserve_check.model.result import Outcome

HOME = home(
    "<p><button class=nav-link data-to=/returns>Returns and refunds</button></p>",
    after="<script src=/app.js async></script>",
)
SCRIPT = b"""for (const button of document.querySelectorAll('[data-to]')) {
  button.addEventListener('click', () => { location.href = button.dataset.to; });
}"""


def trickle(connection: socket) -> None:
    """The script, two seconds late."""
    time.sleep(2)
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/javascript\r\nContent-Length: {len(SCRIPT)}\r\n"
    connection.sendall(f"{head}Connection: close\r\n\r\n".encode() + SCRIPT)


TROUBLE = Trouble(
    tells="a button has no handler until a slow script has come",
    app=lambda _places: shop({"/": HOME, "/app.js": Reply(raw=trickle)}),
    outcome=Outcome.PASSED,
    quote="within 30 days",
    clicks=1,
)
