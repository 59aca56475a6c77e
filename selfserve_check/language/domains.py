"""Which names of hosts belong together, as far as the names tell."""

from __future__ import annotations

import re

_IP_ADDRESS = re.compile(r"^[\d.]+$|:")


def registered_domain(host: str) -> str:
    """``shop.example`` of ``www.shop.example``, ``shop.co.uk`` of ``cdn.shop.co.uk``: without a list of all
    suffixes, a short label before a country's is taken for a part of it. An IP address is its own."""
    labels = host.split(".")
    if _IP_ADDRESS.search(host) or len(labels) < 3:
        return host
    country = len(labels[-1]) == 2 and len(labels[-2]) <= 3
    return ".".join(labels[-3 if country else -2 :])


def is_sister(host: str, other: str) -> bool:
    """Whether two different hosts have one registered domain: ``help.shop.example`` and ``shop.example``."""
    return host != other and registered_domain(host) == registered_domain(other)
