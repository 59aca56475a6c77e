"""Addresses without what tells visits apart and not pages: tracking parameters and session ids. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import urlsplit, urlunsplit

from selfserve_check.language.forgetting import for_a_run
from selfserve_check.model.observation import AffordanceKey

# What campaigns, mails and lists of results hang on, by the documentation of those who read it.
_TRACKING = re.compile(
    r"(?:utm|itm|mtm|matomo|pk|piwik|hsa|_hs|oly|vero|fb_action|trk|stm)_?\w*"
    r"|(?:g|gb|dc|fb|ms|y|tw|tt|wick|zan|rb)clid|[gw]braid|gclsrc|gad_\w+|_gl|_ga|srsltid|igshid?|epik|mkt_tok"
    r"|mc_[ce]id|ml_subscriber\w*|s_kwcid|ef_id|li_fat_id|_openstat|cmpid|icid|int_?cmp|_pos|_sid|_ss|_psq"
    r"|_fid|pr_(?:prod_strat|rec_id|rec_pid|ref_pid|seq)|hsctatracking",
    re.IGNORECASE,
)
_SESSION = re.compile(
    r"jsessionid|phpsessid|aspsessionid\w*|oscsid|zenid|cfid|cftoken|jservsessionid\w*|xtcsid", re.IGNORECASE
)
# These may name other things, too: a story, a seat. Only a value that looks drawn by lot is a session.
_MAYBE_SESSION = re.compile(r"sid|s|session|session_?id|sess(?:id)?", re.IGNORECASE)
_DRAWN = re.compile(r"(?=.*\d)(?=.*[a-z])[a-z0-9_.~-]{16,}", re.IGNORECASE)
_SESSION_IN_SEGMENT = re.compile(r";(?:jsessionid|phpsessid|sid|session(?:id)?)=[^/;?#]*", re.IGNORECASE)
# ASP.NET without cookies: one letter and a value in brackets for each feature, first in the path.
_SESSION_SEGMENT = re.compile(r"/\((?:[A-Z]\([^()/]*\))+\)(?=/|$)")


@for_a_run(65_536)
def steady_address(url: str) -> str:
    """``url`` as it is for every visitor: without tracking parameters, and without a session in its path or
    query. Two addresses with the same steady one show the same page; nobody asks a site for it, though."""
    if not any(mark in url for mark in "?;("):
        return url
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    path = _SESSION_SEGMENT.sub("", _SESSION_IN_SEGMENT.sub("", parts.path))
    query = "&".join(pair for pair in parts.query.split("&") if not _is_of_a_visit(pair))
    if (path, query) == (parts.path, parts.query):
        return url
    return urlunsplit(parts._replace(path=path or "/", query=query))


def alike(key: AffordanceKey, others: Iterable[AffordanceKey]) -> AffordanceKey | None:
    """The first of ``others`` that names what ``key`` named on another visit, or None."""
    steady = steady_address(key.target)
    return next(
        (
            other
            for other in others
            if steady_address(other.target) == steady and replace(other, target=key.target) == key
        ),
        None,
    )


def _is_of_a_visit(pair: str) -> bool:
    name, _, value = pair.partition("=")
    if _TRACKING.fullmatch(name) or _SESSION.fullmatch(name):
        return True
    return bool(_MAYBE_SESSION.fullmatch(name) and _DRAWN.fullmatch(value))
