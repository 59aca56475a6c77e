"""Plain words for the field's terms: what a reader of any report sees.

Every table here has an answer for a word it does not know, because ``run.json`` may be newer than this file.
"""

from __future__ import annotations

from datetime import datetime

from selfserve_check.model.condition import condition_words

OUTCOMES = {
    "passed": "Answered",
    "failed": "Not answered",
    "needs_review": "Please check",
    "errored": "Could not ask",
    "skipped": "Switched off",
}

REASONS = {
    "missing": "No page answers it",
    "hidden": "Not linked",
    "too_deep": "Too many clicks away",
    "misled": "Another link looks better",
    "search_only": "Only found through search",
    "wrong": "The page says something else",
    "contradictory": "Pages contradict each other",
    "broken": "A dead link is in the way",
    "walled": "Behind a log-in or block",
    "deflected": "Only says contact us",
}

REASON_SENTENCES = {
    "missing": "We scanned the site and found no page that answers this.",
    "hidden": "A page answers this, but no link leads to it.",
    "too_deep": "The answer is there, but further away than the clicks allowed.",
    "misled": "The answer is linked, but other links look more promising and lead visitors away from it.",
    "search_only": "Only the site's search finds the answer; no link leads to it.",
    "wrong": "A page is about this question but says something other than the expected answer.",
    "contradictory": "Two pages answer this question differently.",
    "broken": "The way to the answer goes through a link that no longer works.",
    "walled": "The answer lies behind a log-in or another block of the site's own.",
    "deflected": "The page about this does not answer it; it only says how to get in touch.",
}


def reason_word(reason: str, seen: int, *, whole: bool) -> str:
    """The reason in few words. ``seen`` page states were looked at; unless that was the ``whole`` site, no
    page can be called missing."""
    if reason == "missing" and not whole:
        return f"Not found in {seen:,} pages" if seen else "Not found"
    return REASONS.get(reason, reason)


def reason_sentence(reason: str, seen: int, *, whole: bool) -> str:
    """The reason in one sentence, likewise."""
    if reason == "missing" and not whole:
        pages = f"the {seen:,} page states that were seen" if seen else "the pages that were seen"
        return f"No answer was found on {pages}; there may be more pages."
    return REASON_SENTENCES.get(reason, reason)


ENDINGS = {
    "found": "found the answer",
    "read_wrong": "read something else there and would believe it",
    "proposed": "came to a passage that may be the answer",
    "budget_spent": "used all the clicks allowed without finding the answer",
    "nothing_left": "ran out of links that looked worth a click",
    "step_limit": "was stopped after very many steps",
    "could_not_ask": "could not go on",
}

CAUSES = {
    "timeout": "The page took too long",
    "unsettled": "The page did not come to rest",
    "network": "The connection failed",
    "dns": "The site's name could not be looked up",
    "tls": "The secure connection failed",
    "server_error": "The server answered with an error",
    "maintenance": "The site is closed for maintenance",
    "rate_limited": "The server asked us to slow down",
    "bot_wall": "The site turned our browser away",
    "captcha": "The site asked for a captcha",
    "robots": "The site's robots.txt asks us to stay out",
    "refused": "The way leads to a page that we do not open",
    "blocked_request": "The page needs a request that we do not send",
    "crash": "The page crashed in our browser",
    "browser": "Our browser failed",
    "private_address": "The address is a private one",
    "language": "The pages are in another language than the question",
    "state_lost": "The page could not be reached a second time",
    "unobserved": "The recording does not hold this page",
    "limit": "A limit was met",
    "cancelled": "The run was stopped",
    "internal": "An error in this program",
}

CAUSE_HINTS = {
    "timeout": "Try again; if it stays slow, raise timeouts.page_s in playwright.config.yaml.",
    "unsettled": "Raise timeouts.settle_s in playwright.config.yaml, or ask again when the site is quieter.",
    "network": "Check that the site is up and reachable from this machine, then ask again.",
    "dns": "Check the spelling of the site's address and this machine's network.",
    "tls": "Check the site's certificate.",
    "server_error": "Check the site's own logs for this address, then ask again.",
    "maintenance": "Ask again when the site is open.",
    "rate_limited": "Raise pace.per_host_s in playwright.config.yaml.",
    "bot_wall": "If the site is yours, let this program's user agent through and ask again.",
    "captcha": "If the site is yours, switch the captcha off for this program's user agent.",
    "robots": "If you own the site, set robots: owner for its host in playwright.config.yaml.",
    "refused": "Start on another page, or see in playwright.config.yaml what keeps us from this one.",
    "blocked_request": "If the request only reads, name it under allow_reads in playwright.config.yaml.",
    "crash": "Ask again; if it crashes each time, open the page by hand and look.",
    "browser": "Run selfserve-check doctor.",
    "private_address": "If it is yours, name the host under allow_private in playwright.config.yaml.",
    "language": "Ask the site in its language, or start at the pages in the question's language.",
    "state_lost": "Ask again; the page may change from one visit to the next.",
    "unobserved": "Ask again without --offline.",
    "limit": "Raise the limit named above, or ask fewer questions at once.",
    "cancelled": "Ask again.",
    "internal": "Please report this with the text above.",
}

ENDS = {
    "found": "Here is the answer",
    "read_wrong": "What the visitor read and would believe",
    "proposed": "This may be the answer",
    "budget_spent": "No clicks left: stopped here",
    "nothing_left": "Nothing worth a click left: stopped here",
    "step_limit": "Stopped here after very many steps",
    "could_not_ask": "Could not go on from here",
}

RESULTS = {
    "arrived": "",
    "no_change": "Nothing happened",
    "refused": "We did not follow it",
    "broken": "The link is dead",
    "walled": "Behind a log-in or block",
    "could_not_ask": "It could not be opened",
    "unobserved": "Not in the recording",
}

ACTIONS = {
    "open": "Opened the start page",
    "click": "Clicked",
    "disclose": "Opened",
    "hover": "Pointed at",
    "search": "Searched for",
    "back": "Went back",
}

VISITORS = {
    "menu": "Visitor who reads and clicks",
    "search": "Visitor who searches first",
    "last_path": "Visitor who goes the way that worked before",
}
VISITORS_SHORT = {"menu": "Reads and clicks", "search": "Searches first", "last_path": "Knows the way"}
DEVICES = {"desktop": "computer", "phone": "phone", "tablet": "tablet"}
LANGUAGES = {
    "ar": "Arabic",
    "bg": "Bulgarian",
    "ca": "Catalan",
    "cs": "Czech",
    "da": "Danish",
    "de": "German",
    "el": "Greek",
    "en": "English",
    "es": "Spanish",
    "et": "Estonian",
    "fi": "Finnish",
    "fr": "French",
    "he": "Hebrew",
    "hr": "Croatian",
    "hu": "Hungarian",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "lt": "Lithuanian",
    "lv": "Latvian",
    "nb": "Norwegian",
    "nl": "Dutch",
    "nn": "Norwegian",
    "no": "Norwegian",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "sk": "Slovak",
    "sl": "Slovenian",
    "sv": "Swedish",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "zh": "Chinese",
}
TIMES = {1: "once", 2: "twice"}
SEVERITIES = {"blocker": "Must be answered before launch", "warn": "Warning only", "off": "Switched off"}
MONTHS = ("January February March April May June July August September October November December").split()


def visitor(persona: str) -> str:
    """Who looked for the answer."""
    return VISITORS.get(persona, f"Visitor “{persona}”")


def visitor_short(persona: str) -> str:
    """The same, for the head of a column."""
    return VISITORS_SHORT.get(persona, persona)


def device(name: str) -> str:
    """What they looked at the site with."""
    return DEVICES.get(name, name)


def condition(name: str) -> str:
    """On what kind of day they looked: "without scripts"."""
    return condition_words(name)


def clicks(count: int) -> str:
    """``count`` clicks, in words."""
    return "1 click" if count == 1 else f"{count:,} clicks"


def plural(count: int, one: str, many: str) -> str:
    """``count`` with the noun that goes with it."""
    return f"{count:,} {one if count == 1 else many}"


def times(count: int) -> str:
    """How often, in words."""
    return TIMES.get(count, f"{count:,} times")


def budget(count: int) -> str:
    """How many clicks a visitor may spend."""
    return f"at most {clicks(count)}"


def percent(share: float) -> str:
    """``share`` (0 to 1) as a whole percentage that never rounds up to all or down to none."""
    whole = round(min(1.0, max(0.0, share)) * 100)
    if whole == 100 and share < 1:
        whole = 99
    if whole == 0 and share > 0:
        whole = 1
    return f"{whole} %"


def expected_share(share: float) -> str:
    """The same for a share that a model gives: what rounds to nothing is told as little."""
    return "under 1 %" if 0 < share < 0.005 else percent(share)


def certainty(share: float) -> str:
    """How sure it is (``share`` from 0 to 1) that a passage is the answer, in words and figures."""
    steps = ((0.9, "Almost certainly"), (0.7, "Very likely"), (0.5, "Probably"), (0.3, "Perhaps"))
    word = next((word for least, word in steps if share >= least), "Hardly")
    return f"{word}: we are {percent(share)} sure."


def listed(parts: list[str], last: str = "and") -> str:
    """``parts`` as a list in a sentence: "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def languages(codes: list[str]) -> str:
    """The languages with these codes, by their names where those are known here."""
    return listed(list(dict.fromkeys(LANGUAGES.get(code, f"“{code}”") for code in codes)))


def promise(scent: float) -> str:
    """How promising a link looked (``scent`` from 0 to 1), in words."""
    if scent >= 0.6:
        return "looked very promising"
    if scent >= 0.3:
        return "looked promising"
    if scent > 0:
        return "looked a little promising"
    return "a guess"


def duration(seconds: float) -> str:
    """A length of time a reader takes in at once."""
    if seconds < 1:
        return "under a second"
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    minutes, rest = divmod(whole, 60)
    if minutes < 60:
        return f"{minutes} min {rest} s" if rest else f"{minutes} min"
    return f"{minutes // 60} h {minutes % 60} min"


def moment(iso: str) -> str:
    """A date and time from ISO 8601; text that is none stays as it is."""
    try:
        when = datetime.fromisoformat(iso)
    except ValueError:
        return iso
    zone = f" ({when.tzname()})" if when.tzinfo else ""
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}, {when:%H:%M}{zone}"
