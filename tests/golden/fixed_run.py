"""One run that has everything a report can be asked to show, made of literal values.

Every outcome, every reason, a flaky pass, an error, a pass without a click, a search, steps back, phone and
desktop, several wordings, pictures shared and not, and text of a page that means harm.
"""

from __future__ import annotations

from dataclasses import replace

from fixed_parts import (
    BLUE,
    DESKTOP,
    GREY,
    HOSTILE,
    PHONE,
    SITE,
    frames_of,
    journey_of,
    lost_of,
    low_reach,
    opening,
    png,
    record_of,
    replay_of,
    result_of,
    state_of,
    step_of,
)
from fixed_remedy import FIXED_METRICS, fixed_remedy

from selfserve_check.model.action import Search
from selfserve_check.model.card import Card, Place
from selfserve_check.model.finding import Finding, Quote
from selfserve_check.model.journey import Cause, Ending, Move, Note, Rival, Step
from selfserve_check.model.metrics import QuestionMetrics
from selfserve_check.model.observation import AffordanceKey, AffordanceKind
from selfserve_check.model.page_why import PageWhy
from selfserve_check.model.result import (
    Frame,
    Lost,
    Outcome,
    QuestionResult,
    Reach,
    Reason,
    Replay,
    Run,
    RunStats,
    WordsOnly,
)
from selfserve_check.model.said import say
from selfserve_check.model.scenario import FactAnswer, NoAnswerGiven, PageAnswer, Severity
from selfserve_check.model.site_pages import DeadLink, SitePage, SitePages
from selfserve_check.model.verdict import Absent, Answered, Evidence, Partial, Verdict, Wrong
from selfserve_check.model.words import clicks_words, visitor_words


def fixed_run() -> Run:
    """The run. Equal on every machine and at any time."""
    results = (
        *_passed(),
        *_failed(),
        _review(),
        _review_misled(),
        _errored(),
        _blocked(),
        _hostile(),
        _skipped(),
    )
    return Run(
        run_id="20260314-020000-tiles",
        started_at="2026-03-14T02:00:00+01:00",
        finished_at="2026-03-14T02:03:12+01:00",
        tool_version="0.1.0",
        browser="Chromium 140.0",
        site=SITE,
        complete=False,
        results=results,
        findings=_site_findings(),
        stats=RunStats(pages_loaded=61, requests_blocked=14, wall_s=192.4567, states=75),
        notes=("Stopped by the user after 20 questions.", f"A note from a page: {HOSTILE}"),
        politeness=(
            "Asked tiles.example only.",
            "robots.txt obeyed.",
            "One page every 0.5 s.",
            "Browser named itself selfserve-check/0.1.0.",
        ),
        metrics=FIXED_METRICS,
        pages=_pages(),
    )


def _pages() -> SitePages:
    """What the map is drawn from: near and far pages, one that nothing links to, a dead link, and a title
    that means harm."""
    return SitePages(
        pages=(
            SitePage(url=SITE, title="Acme Ceiling Tiles", clicks=0),
            SitePage(url=f"{SITE}/help", title="Help - Acme Ceiling Tiles", clicks=1),
            SitePage(url=f"{SITE}/offers", title=HOSTILE, clicks=1),
            SitePage(url=f"{SITE}/help/returns", title="Returns - Acme Ceiling Tiles", clicks=2),
            SitePage(url=f"{SITE}/specs/fire", title="Fire safety - Acme Ceiling Tiles", clicks=7),
            SitePage(url=f"{SITE}/samples", title="", clicks=None),
        ),
        dead=(DeadLink(url=f"{SITE}/help", label=f"Fitting guide {HOSTILE}", target=f"{SITE}/guides"),),
        unopened=((1, 37), (4, 2), (None, 1)),
        unnamed=3,
    )


def _passed() -> tuple[QuestionResult, ...]:
    help_page, answer_page = f"{SITE}/help", f"{SITE}/help/returns"
    evidence = (
        Evidence(
            url=answer_page,
            quote="You can send any unopened pack back within 30 days of delivery.",
            headings=("Help centre", "Returns & refunds"),
            facts=("30 days",),
            conditions=("except sale items", "for private customers only"),
        ),
    )
    steps = (
        opening(),
        step_of(Move.CLICK, "Help centre", SITE, help_page, scent=0.42, because=("leads to help",)),
        step_of(
            Move.CLICK, "Special offers", help_page, f"{SITE}/offers", scent=0.31, because=("says “back”",)
        ),
        step_of(Move.BACK, "", f"{SITE}/offers", help_page),
        step_of(
            Move.CLICK,
            "Returns & refunds",
            help_page,
            answer_page,
            scent=0.83,
            because=("says “return”, a rare word", "stands under “Help centre”"),
            rivals=(Rival(label="Delivery", value=0.35), Rival(label="Contact", value=0.05)),
        ),
    )
    walked = journey_of("menu", DESKTOP, steps, Ending.FOUND, Answered(evidence=evidence))
    searched = journey_of("search", PHONE, _search_steps(), Ending.FOUND, Answered(evidence=evidence))
    other = journey_of(
        "menu", DESKTOP, steps, Ending.BUDGET_SPENT, Absent(), wording="what is your return period"
    )
    long_way = result_of(
        "return-window",
        "How long do I have to send something back?",
        FactAnswer(all_of=("30 days",), none_of=("14 days",)),
        Outcome.PASSED,
        (
            record_of(walked, Outcome.PASSED, replay_of(5, evidence)),
            record_of(searched, Outcome.PASSED, replay_of(2, evidence, tall=True)),
            record_of(other, Outcome.FAILED),
        ),
        asked=1200,
        tags=("returns", "pre-launch"),
        also=("what is your return period",),
        evidence=evidence,
        clicks_min=2,
        reaches=(
            Reach(view=DESKTOP, share=0.912345, unknown=0.0, lost_at=(lost_of("", "Acme tiles", 0.08),)),
            Reach(view=PHONE, share=0.4, unknown=0.35, lost_at=(lost_of("/offers", "Offers", 0.2),)),
        ),
    )
    metrics = QuestionMetrics(success_at=(0.0, 0.0, 0.25, 0.5, 0.75), directness=0.5, lostness=0.2)
    long_way = replace(long_way, metrics=metrics, answered_on=(answer_page,))
    return (long_way, _start_page_pass(), _flaky_pass())


def _search_steps() -> tuple[Step, ...]:
    key = AffordanceKey(kind=AffordanceKind.SEARCH, name="Search", target=f"{SITE}/search")
    results = f"{SITE}/search?q=send+back"
    return (
        opening(PHONE),
        step_of(
            Move.SEARCH,
            "send back",
            SITE,
            results,
            scent=0.5,
            because=("this visitor searches first",),
            act=Search(key=key, text="send back"),
        ),
        step_of(Move.CLICK, "Returns & refunds", results, f"{SITE}/help/returns", scent=0.9),
    )


def _start_page_pass() -> QuestionResult:
    evidence = (
        Evidence(url=SITE, quote="Call us on 020 7946 0000, Monday to Friday.", facts=("020 7946 0000",)),
    )
    journey = journey_of("menu", DESKTOP, (opening(),), Ending.FOUND, Answered(evidence=evidence))
    return result_of(
        "phone-number",
        "What is your phone number?",
        FactAnswer(any_of=("020 7946 0000", "+44 20 7946 0000")),
        Outcome.PASSED,
        (record_of(journey, Outcome.PASSED, replay_of(0, evidence)),),
        evidence=evidence,
        clicks_min=0,
        source="",
    )


def _flaky_pass() -> QuestionResult:
    page = f"{SITE}/trade"
    evidence = (Evidence(url=page, quote="Open a trade account in three steps."),)
    steps = (opening(), step_of(Move.DISCLOSE, "Trade", SITE, SITE, scent=0.7, because=("says “trade”",)))
    journey = journey_of("menu", DESKTOP, steps, Ending.FOUND, Answered(evidence=evidence))
    replay = Replay(agreed=False, detail="the menu did not open", frames=frames_of(1, BLUE, tall=False))
    return result_of(
        "trade-account",
        "How do I open a trade account?",
        PageAnswer(page="/trade"),
        Outcome.PASSED,
        (record_of(journey, Outcome.PASSED, replay),),
        flaky=True,
        evidence=evidence,
        clicks_min=1,
    )


_FAILURES: tuple[tuple[Reason, str, str, str], ...] = (
    (Reason.MISSING, "Do you take old tiles back?", "No page answers this: 61 page views were read.", ""),
    (Reason.HIDDEN, "Can I order a sample?", "The page answers it, but nothing links there.", "/samples"),
    (Reason.TOO_DEEP, "Are the tiles fire rated?", "The answer is 7 clicks from the start.", "/specs/fire"),
    (Reason.MISLED, "What does a broken tile cost?", "Visitors chose “Broken tiles” instead.", "/spares"),
    (Reason.SEARCH_ONLY, "Do you deliver to islands?", "Only the site's search leads there.", "/islands"),
    (Reason.WRONG, "Is spring delivery free?", "The page says “free over 50 EUR”.", "/delivery"),
    (
        Reason.CONTRADICTORY,
        "How long is the warranty?",
        "Two pages differ: 5 years and 10 years.",
        "/warranty",
    ),
    (Reason.BROKEN, "How do I cut a tile?", "The link “Fitting guide” is dead (404).", "/guides"),
    (Reason.WALLED, "Where is my invoice?", "The page asks for a log-in.", "/account"),
    (Reason.DEFLECTED, "Can I change my order?", "The page only says “contact us”.", "/help/change"),
)


_WHYS = (
    PageWhy(
        url=f"{SITE}/help",
        title="Help centre",
        seen=(
            say(
                "Yes, by: {visitors}.",
                visitors=visitor_words("menu", "desktop", "Do you take old tiles back?"),
            ),
        ),
        leads=(
            say("{label} on {page}", label=say("“{text}”", text="Help centre"), page=SITE),
            say(
                "The shortest way from the start takes {clicks}; {allowed} are allowed.",
                clicks=clicks_words(1),
                allowed=5,
            ),
        ),
        says=(
            say("It comes near: “{quote}”", quote="Ask us anything."),
            say("it does not hold for what is asked: “{quote}”", quote="except old tiles"),
        ),
        changes=(say("Say on it: {facts}.", facts="5 years"),),
        accepts=(
            "site: https://tiles.example\nquestions:\n  - id: q\n    question: Do you take old tiles back?\n"
            "    answer: {page: '/help'}\n",
        ),
    ),
    PageWhy(
        url=f"{SITE}/offers",
        title=HOSTILE,
        seen=(say("By no visitor; only when we looked around afterwards."),),
        leads=(say("Nothing: no visible link on any page that was seen."),),
        says=(say("It comes near: “{quote}”", quote=HOSTILE),),
        changes=(say("Link to it, in the customers' words, from a page that they come to."),),
        accepts=(f"site: https://tiles.example\nquestions:\n  - {HOSTILE}\n",),
    ),
)


def _failed() -> tuple[QuestionResult, ...]:
    with_reason = [_failure(place, *failure) for place, failure in enumerate(_FAILURES)]
    return (*with_reason, _plain_failure())


def _failure(place: int, reason: Reason, question: str, text: str, path: str) -> QuestionResult:
    page = f"{SITE}/help"
    evidence = (Evidence(url=page, quote="Ask us anything.", headings=("Help centre",)),)
    steps = (
        opening(),
        step_of(
            Move.CLICK,
            "Help centre",
            SITE,
            page,
            scent=0.2,
            because=("leads to help",),
            rivals=(Rival(label="Shop", value=0.1),),
            result="broken" if reason is Reason.BROKEN else "arrived",
            note="404 Not Found" if reason is Reason.BROKEN else "",
        ),
    )
    doubts = ("it does not hold for what is asked: “except old tiles”",) if reason is Reason.MISSING else ()
    verdict: Verdict = Partial(evidence=evidence, missing=("5 years",), because=doubts)
    if reason is Reason.WRONG:
        verdict = Wrong(evidence=evidence, against=("over 50 EUR",))
    ending = Ending.READ_WRONG if reason is Reason.WRONG else Ending.NOTHING_LEFT
    journey = journey_of("menu", DESKTOP, steps, ending, verdict)
    finding = Finding(
        kind=reason.value,
        text=text,
        url=f"{SITE}{path}" if path else "",
        remedy="Write it in the customers' words and link it from Help.",
        effect="With that link 3 of 4 visitors find it." if reason is Reason.HIDDEN else "",
    )
    result = result_of(
        f"failed-{reason.value}",
        question,
        FactAnswer(matches=("\\d+ years?",)) if reason is Reason.WRONG else FactAnswer(all_of=("5 years",)),
        Outcome.FAILED,
        (record_of(journey, Outcome.FAILED, replay_of(1, evidence) if place < 3 else None),),
        reason=reason,
        asked=100 * (place + 1),
        tags=("pre-launch",) if place % 2 else (),
        evidence=evidence,
        findings=(finding,),
        clicks_min=7 if reason is Reason.TOO_DEEP else None,
        severity=Severity.WARN if reason is Reason.MISLED else Severity.BLOCKER,
        reaches=(low_reach(),) if reason is Reason.MISLED else (),
        words_only=WordsOnly(languages=("de", "fr"), pages=3, read=5) if reason is Reason.HIDDEN else None,
        card=_card(reason, page),
    )
    if reason is Reason.MISSING:
        result = replace(result, whys=_WHYS)
    if reason in (Reason.HIDDEN, Reason.TOO_DEEP):
        result = replace(result, answered_on=(f"{SITE}{path}",))
    return replace(result, remedy=fixed_remedy("Help")) if reason is Reason.HIDDEN else result


def _card(reason: Reason, page: str) -> Card:
    """Of a missing answer the site was not seen whole; the passage nearest to a hidden one says all of it."""
    looked = (Place(url=SITE, title="Acme tiles"), Place(url=page, title="Help centre"))
    missing = () if reason is Reason.HIDDEN else ("5 years",)
    return Card(
        looked=looked,
        lost=looked[1],
        nearest=None if reason is Reason.WALLED else Quote(url=page, text="Ask us anything."),
        missing=() if reason is Reason.WALLED else missing,
        place=Place(url=page, title="Help centre", heading="Ask us" if reason is Reason.DEFLECTED else ""),
        seen=61,
        whole=reason is not Reason.MISSING,
    )


def _site_findings() -> tuple[Finding, ...]:
    return (
        Finding(
            kind="contradiction",
            text=f"{SITE}/faq says “Express delivery costs 9 EUR.”, and {SITE}/delivery says “Express: 12 EUR.”.",
            url=f"{SITE}/faq",
            remedy="Make both pages say the same, or say in each what it holds for.",
            quotes=(Quote(url=f"{SITE}/faq", text="Express delivery costs 9 EUR."),),
            questions=("express",),
        ),
        Finding(
            kind="dead_link", text=f"“{HOSTILE}” on {SITE}/help leads to {SITE}/gone.", url=f"{SITE}/help"
        ),
        Finding(kind="more", text="There are 3 more dead links than are told here (audits.findings_max)."),
    )


def _plain_failure() -> QuestionResult:
    """Failed, and nobody looked for the reason; the replay could not be made. Another wording finds it."""
    question, other = "Do you have a showroom?", "Where can I see your tiles?"
    steps = (
        opening(),
        step_of(Move.HOVER, "Shop", SITE, SITE, scent=0.1),
        step_of(Move.CLICK, "", SITE, SITE),
    )
    journey = journey_of("menu", DESKTOP, steps, Ending.BUDGET_SPENT, Absent(), wording=question)
    evidence = (Evidence(url=f"{SITE}/visit", quote="See all tiles in our showroom.", facts=("showroom",)),)
    found = journey_of("menu", DESKTOP, steps, Ending.FOUND, Answered(evidence=evidence), wording=other)
    replay = Replay(agreed=None, cause=Cause(kind="timeout", detail="Nothing after 30 s", hint="Try again."))
    return result_of(
        "failed-unknown",
        question,
        FactAnswer(all_of=("showroom",)),
        Outcome.FAILED,
        (record_of(journey, Outcome.FAILED, replay), record_of(found, Outcome.PASSED)),
        also=(other,),
    )


def _review() -> QuestionResult:
    page = f"{SITE}/contact"
    evidence = (
        Evidence(url=page, quote="Our team answers from 9 to 5.", headings=("Contact",), certainty=0.62),
        Evidence(url=page, quote="Talk to us in the shop.", headings=("Contact",), certainty=0.213),
    )
    steps = (opening(), step_of(Move.CLICK, "Contact", SITE, page, scent=0.64, because=("says “talk”",)))
    journey = journey_of("menu", DESKTOP, steps, Ending.PROPOSED, Partial(evidence=evidence))
    records = (record_of(journey, Outcome.NEEDS_REVIEW, replay_of(1, evidence)),)
    return result_of(
        "person", "Can I talk to a person?", NoAnswerGiven(), Outcome.NEEDS_REVIEW, records, evidence=evidence
    )


def _review_misled() -> QuestionResult:
    steps = (opening(), step_of(Move.CLICK, "Offers", SITE, f"{SITE}/offers", scent=0.55))
    journey = journey_of("menu", PHONE, steps, Ending.NOTHING_LEFT, Absent())
    finding = Finding(
        kind="misled", text="Visitors chose “Offers” instead.", url=f"{SITE}/vouchers", remedy="Rename."
    )
    records = (record_of(journey, Outcome.FAILED),)
    return result_of(
        "voucher",
        "Where do I enter a voucher?",
        FactAnswer(all_of=("at the till",)),
        Outcome.NEEDS_REVIEW,
        records,
        reason=Reason.MISLED,
        findings=(finding,),
        reaches=(Reach(view=PHONE, share=0.0, unknown=1.0),),
    )


def _errored() -> QuestionResult:
    cause = Cause(kind="timeout", detail="Nothing after 30 s", url=f"{SITE}/slow?token=hunter2", hint="")
    journey = journey_of("menu", DESKTOP, (opening(),), Ending.COULD_NOT_ASK, Absent(), cause=cause)
    records = (record_of(journey, Outcome.ERRORED),)
    answer = FactAnswer(all_of=("Tuesday",))
    return result_of("opening", "When are you open?", answer, Outcome.ERRORED, records, error=cause, asked=50)


def _blocked() -> QuestionResult:
    cause = Cause(
        kind="blocked_request",
        detail="The page sends POST https://search.tiles.example/q to fill itself",
        hint='Add to playwright.config.yaml: allow_reads: ["POST https://search.tiles.example/q"]',
    )
    return result_of("stock", "Is it in stock?", FactAnswer(all_of=("12",)), Outcome.ERRORED, (), error=cause)


def _hostile() -> QuestionResult:
    bad_url = "javascript:alert(document.domain)//https://tiles.example/"
    evidence = (
        Evidence(url=bad_url, quote=HOSTILE, headings=(HOSTILE,), facts=(HOSTILE,), conditions=(HOSTILE,)),
    )
    steps = (
        Step(move=Move.OPEN, state=state_of(DESKTOP, SITE), url=SITE, title=HOSTILE),
        step_of(
            Move.CLICK,
            HOSTILE,
            SITE,
            bad_url,
            scent=7.0,
            because=(HOSTILE,),
            rivals=(Rival(label=HOSTILE, value=-1.0),),
            result="refused",
            note=HOSTILE,
        ),
    )
    note = Note(kind="off_host", text=HOSTILE, url="https://user:hunter2@evil.example/?access_token=hunter2")
    journey = journey_of(
        "menu",
        DESKTOP,
        steps,
        Ending.NOTHING_LEFT,
        Partial(evidence=evidence, missing=(HOSTILE,), because=(HOSTILE,)),
        notes=(note,),
    )
    finding = Finding(kind="missing", text=HOSTILE, url=bad_url, remedy=HOSTILE, effect=HOSTILE)
    frames = (
        Frame(
            step=1,
            image=b"<svg onload=alert(6)>",
            media_type="image/svg+xml",
            width=9,
            height=9,
            caption=HOSTILE,
        ),
        Frame(step=2, image=png(6, 4, GREY), media_type="image/png", width=6, height=4, caption=HOSTILE),
    )
    result = result_of(
        "hostile",
        f"What does {HOSTILE} cost?",
        FactAnswer(any_of=(HOSTILE,)),
        Outcome.FAILED,
        (record_of(journey, Outcome.FAILED, Replay(agreed=True, frames=frames)),),
        reason=Reason.MISSING,
        tags=(HOSTILE,),
        evidence=evidence,
        findings=(finding,),
        reaches=(
            Reach(
                view=DESKTOP,
                share=0.0,
                unknown=0.0,
                lost_at=(Lost(url=bad_url, title=HOSTILE, share=1.0),),
            ),
        ),
        words_only=WordsOnly(languages=(HOSTILE,), pages=1, read=1),
    )
    return replace(result, remedy=fixed_remedy(HOSTILE))


def _skipped() -> QuestionResult:
    answer = FactAnswer(all_of=("yes",))
    return result_of("gift", "Do you wrap gifts?", answer, Outcome.SKIPPED, (), severity=Severity.OFF)
