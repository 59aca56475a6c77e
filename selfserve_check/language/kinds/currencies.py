"""Currencies: how they are written in normalised text, and which codes each way of writing can mean."""

from __future__ import annotations

_DOLLARS = frozenset("USD CAD AUD NZD SGD HKD TWD MXN".split())
_CROWNS = frozenset("SEK NOK DKK ISK".split())

SYMBOLS = {
    "£": frozenset(["GBP"]),
    "€": frozenset(["EUR"]),
    "$": _DOLLARS,
    "¥": frozenset(["JPY", "CNY"]),
    "₹": frozenset(["INR"]),
    "₺": frozenset(["TRY"]),
    "₴": frozenset(["UAH"]),
    "₩": frozenset(["KRW"]),
}
"""Signs that stand before or after the figure, with or without a space."""

LETTERED_SYMBOLS = {
    "us$": frozenset(["USD"]),
    "ca$": frozenset(["CAD"]),
    "c$": frozenset(["CAD"]),
    "au$": frozenset(["AUD"]),
    "a$": frozenset(["AUD"]),
    "nz$": frozenset(["NZD"]),
    "s$": frozenset(["SGD"]),
    "hk$": frozenset(["HKD"]),
    "mx$": frozenset(["MXN"]),
    "r$": frozenset(["BRL"]),
    "rs": frozenset(["INR"]),
    "rs.": frozenset(["INR"]),
    "kr": _CROWNS,
    "kr.": _CROWNS,
    "fr.": frozenset(["CHF"]),
    "sfr.": frozenset(["CHF"]),
    "zł": frozenset(["PLN"]),
    "kč": frozenset(["CZK"]),
}

CODES = {
    code.lower(): frozenset([code])
    for code in (
        "EUR GBP USD CAD AUD NZD SGD HKD CHF SEK NOK DKK ISK PLN CZK HUF RON BGN INR JPY CNY KRW TRY "
        "UAH ZAR BRL MXN AED ILS THB TWD"
    ).split()
}

NAMES = {
    "euro": frozenset(["EUR"]),
    "euros": frozenset(["EUR"]),
    "pound": frozenset(["GBP"]),
    "pounds": frozenset(["GBP"]),
    "pounds sterling": frozenset(["GBP"]),
    "quid": frozenset(["GBP"]),
    "dollar": _DOLLARS,
    "dollars": _DOLLARS,
    "franken": frozenset(["CHF"]),
    "francs": frozenset(["CHF"]),
    "franchi": frozenset(["CHF"]),
    "rupees": frozenset(["INR"]),
    "yen": frozenset(["JPY"]),
    "zloty": frozenset(["PLN"]),
    "forint": frozenset(["HUF"]),
    "kronor": frozenset(["SEK"]),
    "kroner": frozenset(["NOK", "DKK"]),
}

MEANINGS = SYMBOLS | LETTERED_SYMBOLS | CODES | NAMES
"""Every way of writing a currency, and the ISO 4217 codes it can stand for."""
