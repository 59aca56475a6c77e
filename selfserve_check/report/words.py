"""Plain words for the field's terms: what a reader of any report sees.

Every table here has an answer for a word it does not know, because ``run.json`` may be newer than this file.
"""

from __future__ import annotations

from datetime import datetime

from selfserve_check.model.condition import condition_words, locale_of
from selfserve_check.report.speech import N_, Spoken, _, date_of, language_name, n_, number, quoted

OUTCOMES = Spoken(
    {
        "passed": N_("Answered"),
        "failed": N_("Not answered"),
        "needs_review": N_("Please check"),
        "errored": N_("Could not ask"),
        "skipped": N_("Switched off"),
    }
)

REASONS = Spoken(
    {
        "missing": N_("No page answers it"),
        "hidden": N_("Not linked"),
        "too_deep": N_("Too many clicks away"),
        "misled": N_("Another link looks better"),
        "search_only": N_("Only found through search"),
        "wrong": N_("The page says something else"),
        "contradictory": N_("Pages contradict each other"),
        "broken": N_("A dead link is in the way"),
        "walled": N_("Behind a log-in or block"),
        "deflected": N_("Only says contact us"),
    }
)

REASON_SENTENCES = Spoken(
    {
        "missing": N_("We scanned the site and found no page that answers this."),
        "hidden": N_("A page answers this, but no link leads to it."),
        "too_deep": N_("The answer is there, but further away than the clicks allowed."),
        "misled": N_(
            "The answer is linked, but other links look more promising and lead visitors away from it."
        ),
        "search_only": N_("Only the site's search finds the answer; no link leads to it."),
        "wrong": N_("A page is about this question but says something other than the expected answer."),
        "contradictory": N_("Two pages answer this question differently."),
        "broken": N_("The way to the answer goes through a link that no longer works."),
        "walled": N_("The answer lies behind a log-in or another block of the site's own."),
        "deflected": N_("The page about this does not answer it; it only says how to get in touch."),
    }
)


def small(word: str) -> str:
    """``word`` within a line."""
    return word[:1].lower() + word[1:]


def reason_word(reason: str, seen: int, *, whole: bool) -> str:
    """The reason in few words. ``seen`` views of pages were looked at; unless that was the ``whole`` site, no
    page can be called missing."""
    if reason == "missing" and not whole:
        return n_("Not found in {count} page", "Not found in {count} pages", seen) if seen else _("Not found")
    return REASONS.get(reason, reason)


def reason_sentence(reason: str, seen: int, *, whole: bool) -> str:
    """The reason in one sentence, likewise."""
    if reason != "missing" or whole:
        return REASON_SENTENCES.get(reason, reason)
    if not seen:
        return _("No answer was found on the pages that were seen; there may be more pages.")
    return n_(
        "No answer was found in the {count} page view that was seen; there may be more pages.",
        "No answer was found in the {count} page views that were seen; there may be more pages.",
        seen,
    )


ENDINGS = Spoken(
    {
        "found": N_("found the answer"),
        "read_wrong": N_("read something else there and would believe it"),
        "proposed": N_("came to a passage that may be the answer"),
        "budget_spent": N_("used all the clicks allowed without finding the answer"),
        "nothing_left": N_("ran out of links that looked worth a click"),
        "step_limit": N_("was stopped after very many steps"),
        "could_not_ask": N_("could not go on"),
    }
)

CAUSES = Spoken(
    {
        "timeout": N_("The page took too long"),
        "unsettled": N_("The page did not come to rest"),
        "network": N_("The connection failed"),
        "dns": N_("The site's name could not be looked up"),
        "tls": N_("The secure connection failed"),
        "server_error": N_("The server answered with an error"),
        "maintenance": N_("The site is closed for maintenance"),
        "rate_limited": N_("The server asked us to slow down"),
        "bot_wall": N_("The site turned our browser away"),
        "captcha": N_("The site asked for a captcha"),
        "robots": N_("The site's robots.txt asks us to stay out"),
        "refused": N_("The way leads to a page that we do not open"),
        "blocked_request": N_("The page needs a request that we do not send"),
        "crash": N_("The page crashed in our browser"),
        "browser": N_("Our browser failed"),
        "private_address": N_("The address is a private one"),
        "language": N_("The pages are in another language than the question"),
        "state_lost": N_("The page could not be reached a second time"),
        "unobserved": N_("The recording does not hold this page"),
        "limit": N_("A limit was met"),
        "cancelled": N_("The run was stopped"),
        "internal": N_("An error in this program"),
    }
)

CAUSE_HINTS = Spoken(
    {
        "timeout": N_("Try again; if it stays slow, raise timeouts.page_s in playwright.config.yaml."),
        "unsettled": N_(
            "Raise timeouts.settle_s in playwright.config.yaml, or ask again when the site is quieter."
        ),
        "network": N_("Check that the site is up and reachable from this machine, then ask again."),
        "dns": N_("Check the spelling of the site's address and this machine's network."),
        "tls": N_("Check the site's certificate."),
        "server_error": N_("Check the site's own logs for this address, then ask again."),
        "maintenance": N_("Ask again when the site is open."),
        "rate_limited": N_("Raise pace.per_host_s in playwright.config.yaml."),
        "bot_wall": N_("If the site is yours, let this program's user agent through and ask again."),
        "captcha": N_("If the site is yours, switch the captcha off for this program's user agent."),
        "robots": N_("If you own the site, set robots: owner for its host in playwright.config.yaml."),
        "refused": N_("Start on another page, or see in playwright.config.yaml what keeps us from this one."),
        "blocked_request": N_(
            "If the request only reads, name it under allow_reads in playwright.config.yaml."
        ),
        "crash": N_("Ask again; if it crashes each time, open the page by hand and look."),
        "browser": N_("Run selfserve-check doctor."),
        "private_address": N_("If it is yours, name the host under allow_private in playwright.config.yaml."),
        "language": N_("Ask the site in its language, or start at the pages in the question's language."),
        "state_lost": N_("Ask again; the page may change from one visit to the next."),
        "unobserved": N_("Ask again without --offline."),
        "limit": N_("Raise the limit named above, or ask fewer questions at once."),
        "cancelled": N_("Ask again."),
        "internal": N_("Please report this with the text above."),
    }
)

ENDS = Spoken(
    {
        "found": N_("Here is the answer"),
        "read_wrong": N_("What the visitor read and would believe"),
        "proposed": N_("This may be the answer"),
        "budget_spent": N_("No clicks left: stopped here"),
        "nothing_left": N_("Nothing worth a click left: stopped here"),
        "step_limit": N_("Stopped here after very many steps"),
        "could_not_ask": N_("Could not go on from here"),
    }
)

RESULTS = Spoken(
    {
        "arrived": "",
        "no_change": N_("Nothing happened"),
        "refused": N_("We did not follow it"),
        "broken": N_("The link is dead"),
        "walled": N_("Behind a log-in or block"),
        "could_not_ask": N_("It could not be opened"),
        "unobserved": N_("Not in the recording"),
    }
)

ACTIONS = Spoken(
    {
        "open": N_("Opened the start page"),
        "click": N_("Clicked"),
        "disclose": N_("Opened"),
        "hover": N_("Pointed at"),
        "search": N_("Searched for"),
        "back": N_("Went back"),
    }
)

ACTIONS_ON = Spoken(
    {
        "click": N_("Clicked “{label}”"),
        "disclose": N_("Opened “{label}”"),
        "hover": N_("Pointed at “{label}”"),
        "search": N_("Searched for “{label}”"),
        "back": N_("Went back “{label}”"),
    }
)

VISITORS = Spoken(
    {
        "menu": N_("Visitor who reads and clicks"),
        "search": N_("Visitor who searches first"),
        "thorough": N_("Visitor who reads more before choosing"),
        "skimmer": N_("Visitor who reads little and leaves early"),
        "last_path": N_("Visitor who goes the way that worked before"),
    }
)
VISITORS_SHORT = Spoken(
    {
        "menu": N_("Reads and clicks"),
        "search": N_("Searches first"),
        "thorough": N_("Reads more"),
        "skimmer": N_("Skims"),
        "last_path": N_("Knows the way"),
    }
)
# Whole phrases: what a language does to a noun after "on a" is the language's own affair.
ON_DEVICES = Spoken(
    {
        "desktop": N_("{visitor} on a computer"),
        "phone": N_("{visitor} on a phone"),
        "tablet": N_("{visitor} on a tablet"),
    }
)
DEVICES = Spoken({"desktop": N_("computer"), "phone": N_("phone"), "tablet": N_("tablet")})
SEVERITIES = Spoken(
    {
        "blocker": N_("Must be answered before launch"),
        "warn": N_("Warning only"),
        "off": N_("Switched off"),
    }
)
CONDITIONS = Spoken(
    {
        "normal": N_("normal"),
        "no_scripts": N_("without scripts"),
        "no_third_parties": N_("without other hosts"),
        "slow": N_("on a slow line"),
        "search_down": N_("with the search down"),
        "small_screen": N_("on a small screen"),
        "keyboard": N_("by keyboard"),
    }
)
TIMES = (N_("never"), N_("once"), N_("twice"))


def visitor(persona: str) -> str:
    """Who looked for the answer."""
    return VISITORS.get(persona) or _("Visitor “{name}”", name=persona)


def visitor_short(persona: str) -> str:
    """The same, for the head of a column."""
    return VISITORS_SHORT.get(persona, persona)


def device(name: str) -> str:
    """What they looked at the site with."""
    return DEVICES.get(name, name)


def visitor_on(who: str, name: str) -> str:
    """The visitor, as :func:`visitor` calls them, with the device."""
    text = ON_DEVICES.get(name)
    return text.format(visitor=who) if text else _("{visitor} on: {device}", visitor=who, device=name)


def condition(name: str) -> str:
    """On what kind of day they looked: "without scripts"."""
    tag = locale_of(name)
    return _("in {language}", language=tag) if tag else CONDITIONS.get(name) or condition_words(name)


def clicks(count: int) -> str:
    """``count`` clicks, in words."""
    return n_("{count} click", "{count} clicks", count)


def plural(count: int, one: str, many: str) -> str:
    """``count`` with the noun that goes with it (for lines that are English only)."""
    return f"{count:,} {one if count == 1 else many}"


def questions(count: int) -> str:
    """``count`` questions, in words."""
    return n_("{count} question", "{count} questions", count)


def pages(count: int) -> str:
    """``count`` pages, in words."""
    return n_("{count} page", "{count} pages", count)


def times(count: int) -> str:
    """How often, in words."""
    return _(TIMES[count]) if 0 <= count < len(TIMES) else n_("{count} time", "{count} times", count)


def budget(count: int) -> str:
    """How many clicks a visitor may spend."""
    return n_("at most {count} click", "at most {count} clicks", count)


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
    return _("under 1 %") if 0 < share < 0.005 else percent(share)


def certainty(share: float) -> str:
    """How sure it is (``share`` from 0 to 1) that a passage is the answer, in words and figures."""
    steps = (
        (0.9, N_("Almost certainly: we are {share} sure.")),
        (0.7, N_("Very likely: we are {share} sure.")),
        (0.5, N_("Probably: we are {share} sure.")),
        (0.3, N_("Perhaps: we are {share} sure.")),
        (0.0, N_("Hardly: we are {share} sure.")),
    )
    text = next((text for least, text in steps if share >= least), steps[-1][1])
    return _(text, share=percent(share))


def listed(parts: list[str], last: str = "") -> str:
    """``parts`` as a list in a sentence: "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last or _('and')} {parts[-1]}"


def languages(codes: list[str]) -> str:
    """The languages with these codes, by their names where those are known here."""
    return listed(list(dict.fromkeys(language_name(code) or quoted(code) for code in codes)))


def promise(scent: float) -> str:
    """How promising a link looked (``scent`` from 0 to 1), in words."""
    if scent >= 0.6:
        return _("looked very promising")
    if scent >= 0.3:
        return _("looked promising")
    if scent > 0:
        return _("looked a little promising")
    return _("a guess")


def asked_a_month(count: int) -> str:
    """How often a question is asked."""
    return _("{count} a month", count=number(count))


def duration(seconds: float) -> str:
    """A length of time a reader takes in at once."""
    if seconds < 1:
        return _("under a second")
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    minutes, rest = divmod(whole, 60)
    if minutes < 60:
        return f"{minutes} min {rest} s" if rest else f"{minutes} min"
    return f"{minutes // 60} h {minutes % 60} min"


def moment(iso: str) -> str:
    """A date and time from ISO 8601; text that is none stays as it is."""
    when = _when(iso)
    if when is None:
        return iso
    zone = f" ({when.tzname()})" if when.tzinfo else ""
    return f"{date_of(when)}, {when:%H:%M}{zone}"


def day(iso: str) -> str:
    """The day of it alone."""
    when = _when(iso)
    return iso if when is None else date_of(when)


def _when(iso: str) -> datetime | None:
    try:
        return datetime.fromisoformat(iso)
    except ValueError:
        return None
