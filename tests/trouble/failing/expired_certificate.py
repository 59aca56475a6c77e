"""The help desk's certificate ran out long ago."""

from urllib.parse import urlsplit

from troubles import HOME, Trouble, page, shop

from selfserve_check.model.result import Outcome

TROUBLE = Trouble(
    tells="the link to the answer leads to a host whose certificate has expired",
    app=lambda places: shop({"/": page(HOME.replace('href="/returns"', f'href="{places.expired}/returns"'))}),
    outcome=Outcome.ERRORED,
    cause="tls",
    says=("certificate",),
    settings=lambda places: {
        "hosts": [urlsplit(places.expired).netloc],
        "allow_private": ["localhost"],
        # Else our own client meets the certificate first, when it asks for robots.txt.
        "robots": {"localhost": "owner"},
    },
)
