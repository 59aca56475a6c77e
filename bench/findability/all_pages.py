"""What the judge says of every page of a recorded site, wherever visitors go."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from cases import Case, Variant, is_right_page, read_cases
from offline import Ground
from table import cells, share

from selfserve_check.app.senses import senses
from selfserve_check.journey.judge import Question, judge, prepare
from selfserve_check.journey.judge_facts import hits, needed
from selfserve_check.journey.judge_page import read_page
from selfserve_check.journey.outcome import evidence_of
from selfserve_check.journey.site_port import PageState
from selfserve_check.model.scenario import FactAnswer, NoAnswerGiven
from selfserve_check.model.verdict import Answered, Verdict

READ = (Variant.PATTERN, Variant.FACT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A right page on which the answer can be read, in ``passages``."""

    page: PageState
    passages: frozenset[int]


class Cause(StrEnum):
    """Why the judge does not take a page on which the answer can be read."""

    UNSEEN = "it does not see the fact there"
    UNTIED = "it does not tie the fact to the question"
    DENIED = "it reads a sentence as taking the fact back"
    OUTDONE = "another value on the page outdoes it"
    POLAR = "it does not read the yes or no there"


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    cause: Cause
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One case over all pages. ``wrong`` holds (address, quote) of the pages where it is answered and nothing
    of the answer can be read, ``refused`` (address, reason) of the right pages when none is taken."""

    case: Case
    variant: Variant
    in_sight: bool
    wrong: tuple[tuple[str, str], ...] = ()
    refused: tuple[tuple[str, Why], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """What is proposed first on a right page when no answer is given: ``holds`` when it holds the answer."""

    case: Case
    holds: bool
    quote: str
    certainty: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedSite:
    name: str
    pages: int
    judged: tuple[Judged, ...]
    proposed: tuple[Proposed, ...]


def judged_site(ground: Ground, budget: int) -> JudgedSite:
    """The judge's word on each case over each page of ``ground``."""
    by_variant = {one: read_cases(ground.name, ground.start.url, budget, one) for one in READ}
    shown = {case.scenario.id: shown_on(ground, case) for case in by_variant[Variant.PATTERN]}
    return JudgedSite(
        name=ground.name,
        pages=len({_document(page) for page in ground.graph.states.values()}),
        judged=tuple(
            judged_case(ground, case, variant, shown[case.scenario.id])
            for variant, cases in by_variant.items()
            for case in cases
        ),
        proposed=tuple(
            proposed_on(case, [one for one in shown[case.scenario.id] if _is_named(case, one)])
            for case in read_cases(ground.name, ground.start.url, budget, Variant.OPEN)
            if any(_is_named(case, one) for one in shown[case.scenario.id])
        ),
    )


def shown_on(ground: Ground, case: Case) -> tuple[Shown, ...]:
    """The pages on which the case's pattern can be read, by plain search of their text: those that the case
    names, and those that repeat them (a review form below the product)."""
    if not case.answerable:
        return ()
    assert isinstance(case.scenario.answer, FactAnswer)
    patterns = [re.compile(pattern) for pattern in case.scenario.answer.matches]
    found = [Shown(page=page, passages=_holding(page, patterns)) for page in ground.graph.states.values()]
    return tuple(one for one in found if one.passages)


def _holding(page: PageState, patterns: Sequence[re.Pattern[str]]) -> frozenset[int]:
    """The passages that a match lies on, in the text of the page with blanks or line ends between them."""
    texts = [passage.text for passage in page.observation.passages]
    for joint in (" ", "\n"):
        for pattern in patterns:
            match = pattern.search(joint.join(texts))
            if match:
                return frozenset(_between(texts, match.start(), match.end()))
    return frozenset()


def _between(texts: Sequence[str], low: int, high: int) -> Iterator[int]:
    start = 0
    for index, text in enumerate(texts):
        if start < high and low < start + len(text):
            yield index
        start += len(text) + 1


def judged_case(ground: Ground, case: Case, variant: Variant, shown: Sequence[Shown]) -> Judged:
    question = prepare(case.scenario, senses()[1])
    found = _answered(ground, question)
    named = [one for one in shown if _is_named(case, one)]
    right = {_document(one.page) for one in shown}
    taken = any(_document(one.page) in found for one in named)
    return Judged(
        case=case,
        variant=variant,
        in_sight=bool(named),
        wrong=tuple(
            (url, quote)
            for url, quote in found.items()
            if url not in right and not (case.answerable and is_right_page(case, url))
        ),
        refused=()
        if taken
        else tuple((_document(one.page), why_refused(question, one.page)) for one in named),
    )


def why_refused(question: Question, page: PageState) -> Why:
    """The reason for which ``page`` does not answer, from the place that comes nearest."""
    if any(yes is not None for yes in question.polar):
        verdict = _verdict(question, page)
        return Why(cause=Cause.POLAR, detail=type(verdict).__name__.lower())
    read = read_page(page.observation, page.revealed, question.similarity_on(page.observation.lang))
    found = [
        (hit.about - needed(wanted.specificity), wanted, hit)
        for requirement in question.required
        for wanted in requirement.alternatives
        for hit in hits(wanted, question.wordings, read)
    ]
    if not found:
        return Why(cause=Cause.UNSEEN, detail="")
    _, wanted, hit = max(found, key=lambda one: (one[0], -one[2].index))
    said = f"“{page.observation.passages[hit.index].text[:160]}”"
    if hit.because:
        return Why(cause=Cause.DENIED, detail=f"{hit.because} in {said}")
    figures = f"{hit.about:.2f} about it, {needed(wanted.specificity):.2f} needed"
    return Why(cause=Cause.OUTDONE if hit.enough else Cause.UNTIED, detail=f"{figures}: {said}")


def _answered(ground: Ground, question: Question) -> dict[str, str]:
    """The documents on which the question is answered, with the first quote."""
    found: dict[str, str] = {}
    for page in ground.graph.states.values():
        verdict = _verdict(question, page)
        if isinstance(verdict, Answered):
            found.setdefault(_document(page), verdict.evidence[0].quote)
    return found


def proposed_on(case: Case, shown: Sequence[Shown]) -> Proposed:
    question = prepare(case.scenario, senses()[1])
    best: Proposed | None = None
    for one in shown:
        evidence = evidence_of(_verdict(question, one.page))
        if evidence and (best is None or not best.holds):
            first = evidence[0]
            holds = first.passage in one.passages
            best = Proposed(case=case, holds=holds, quote=first.quote, certainty=first.certainty)
    return best or Proposed(case=case, holds=False, quote="")


def _is_named(case: Case, shown: Shown) -> bool:
    return is_right_page(case, shown.page.observation.url)


def _verdict(question: Question, page: PageState) -> Verdict:
    return judge(question, page.observation, page.revealed)


def _document(page: PageState) -> str:
    return page.observation.url.partition("#")[0]


COLUMNS = (
    "site",
    "pages",
    "right page taken, by pattern",
    "by short fact",
    "other pages taken, by pattern",
    "by short fact",
    "pages passed for a decoy, by pattern",
    "by short fact",
    "no answer: the first passage proposed on a right page holds it",
)


def judged_table(sites: Sequence[JudgedSite]) -> list[str]:
    """One line a site, and one for all. Only questions whose answer can be read in the recording count."""
    figures = [_figures(site) for site in sites]
    lines = [cells(COLUMNS), cells(["---"] * len(COLUMNS))]
    lines += [
        cells([site.name, str(site.pages), *_told(own)]) for site, own in zip(sites, figures, strict=True)
    ]
    together = {name: sum(own[name] for own in figures) for name in figures[0]} if figures else {}
    return [*lines, cells(["all", str(sum(site.pages for site in sites)), *_told(together)])]


def _figures(site: JudgedSite) -> dict[str, int]:
    own = {v: [one for one in site.judged if one.variant is v] for v in READ}
    read = {v: [one for one in own[v] if one.in_sight] for v in READ}
    fact = read[Variant.FACT]
    return {
        "in sight": len(fact),
        **{f"taken {v}": sum(not one.refused for one in read[v]) for v in READ},
        **{f"others {v}": sum(len(one.wrong) for one in own[v] if one.case.answerable) for v in READ},
        "decoys": sum(not one.case.answerable for one in own[Variant.FACT]),
        **{f"decoyed {v}": sum(len(one.wrong) for one in own[v] if not one.case.answerable) for v in READ},
        "holds": sum(one.holds for one in site.proposed),
    }


def _told(figures: Mapping[str, int]) -> list[str]:
    whole = figures["in sight"]
    return [
        share(figures["taken pattern"], whole),
        share(figures["taken fact"], whole),
        str(figures["others pattern"]),
        str(figures["others fact"]),
        f"{figures['decoyed pattern']} ({figures['decoys']} questions)",
        str(figures["decoyed fact"]),
        share(figures["holds"], whole),
    ]


def causes_of(sites: Sequence[JudgedSite]) -> Iterator[str]:
    """How often the judge refuses each right page of a question, by cause, the most common first."""
    for variant in READ:
        met = Counter(
            one.refused[0][1].cause
            for site in sites
            for one in site.judged
            if one.variant is variant and one.refused
        )
        for cause, times in met.most_common():
            yield f"by {variant}, {times} times: {cause}"


def errors_of(site: JudgedSite) -> Iterator[str]:
    """Each error of the judge in one line."""
    for one in site.judged:
        asked = f"{site.name} {one.case.scenario.id}, {one.variant.value} {_expected(one.case)}"
        for url, quote in one.wrong:
            yield f"{asked}: takes {_path(url)}: “{quote[:160]}”"
        if one.refused:
            url, why = one.refused[0]
            yield f"{asked}: refuses {_path(url)}: {why.cause}: {why.detail}"
    for each in site.proposed:
        if not each.holds:
            said = f"“{each.quote[:160]}” ({each.certainty:.2f})" if each.quote else "nothing"
            yield f"{site.name} {each.case.scenario.id}, open: proposes {said} on a page that answers"


def _expected(case: Case) -> str:
    answer = case.scenario.answer
    if isinstance(answer, FactAnswer):
        return "“" + " | ".join((*answer.all_of, *answer.matches)) + "”"
    assert isinstance(answer, NoAnswerGiven)
    return ""


def _path(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
