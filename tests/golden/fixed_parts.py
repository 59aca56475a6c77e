"""Shorthands that the fixed run is written in."""

from __future__ import annotations

import struct
import zlib

from selfserve_check.model.action import Action, Click, StateId, View
from selfserve_check.model.card import Card
from selfserve_check.model.finding import Finding
from selfserve_check.model.journey import Cause, Ending, Journey, Move, Note, Rival, Step
from selfserve_check.model.observation import AffordanceKey, AffordanceKind
from selfserve_check.model.result import (
    Frame,
    JourneyRecord,
    Lost,
    Outcome,
    QuestionResult,
    Reach,
    Reason,
    Replay,
    WordsOnly,
)
from selfserve_check.model.scenario import (
    Answer,
    Scenario,
    Severity,
)
from selfserve_check.model.verdict import Evidence, Verdict

SITE = "https://tiles.example"
DESKTOP = View(device="desktop", locale="en-GB")
PHONE = View(device="phone", locale="en-GB")
BLUE, GREY, GREEN = (40, 90, 200), (150, 150, 150), (40, 150, 80)

# Closing tags, attributes, script addresses, terminal sequences, NUL, direction overrides, Markdown, CDATA.
HOSTILE = (
    "</script></title></style>]]><script>alert(1)</script><img src=x onerror=alert(2)>"
    "\" onmouseover='alert(3)' javascript:alert(4) \x1b[31mred\x1b[0m \x00\x08 \u202eesrever\u202c "
    "| `code` [link](javascript:alert(5)) @everyone {{ 7*7 }} {% raw %} &lt;b&gt; \ufffe ${1} %s"
)


def png(width: int, height: int, colour: tuple[int, int, int]) -> bytes:
    """A picture of one colour, stored without compression so that every zlib gives the same bytes."""
    row = b"\x00" + bytes(colour) * width
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(row * height, 0)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def result_of(
    id_: str,
    question: str,
    answer: Answer,
    outcome: Outcome,
    records: tuple[JourneyRecord, ...],
    *,
    reason: Reason | None = None,
    asked: int | None = None,
    tags: tuple[str, ...] = (),
    also: tuple[str, ...] = (),
    evidence: tuple[Evidence, ...] = (),
    findings: tuple[Finding, ...] = (),
    clicks_min: int | None = None,
    flaky: bool = False,
    error: Cause | None = None,
    severity: Severity = Severity.ERROR,
    source: str = "scenarios/shop.yaml:14",
    reaches: tuple[Reach, ...] = (),
    words_only: WordsOnly | None = None,
    card: Card | None = None,
) -> QuestionResult:
    scenario = Scenario(
        id=id_,
        question=question,
        site=SITE,
        start=SITE,
        answer=answer,
        also_asked=also,
        asked_per_month=asked,
        severity=severity,
        tags=tags,
        source=source,
    )
    return QuestionResult(
        scenario=scenario,
        outcome=outcome,
        records=records,
        best=0 if records else None,
        reason=reason,
        card=card,
        flaky=flaky,
        clicks_min=clicks_min,
        evidence=evidence,
        findings=findings,
        error=error,
        reaches=reaches,
        words_only=words_only,
    )


def lost_of(path: str, title: str, share: float) -> Lost:
    return Lost(url=f"{SITE}{path}", title=title, share=share)


def low_reach() -> Reach:
    lost_at = (lost_of("/help", "Help centre", 0.61), lost_of("", "Acme tiles", 0.3))
    return Reach(view=DESKTOP, share=0.0021, unknown=0.0, lost_at=lost_at)


def journey_of(
    persona: str,
    view: View,
    steps: tuple[Step, ...],
    ending: Ending,
    verdict: Verdict,
    *,
    wording: str = "How long do I have to send something back?",
    cause: Cause | None = None,
    notes: tuple[Note, ...] = (),
) -> Journey:
    return Journey(
        persona=persona,
        view=view,
        wording=wording,
        steps=steps,
        ending=ending,
        verdict=verdict,
        cause=cause,
        notes=notes,
    )


def record_of(journey: Journey, outcome: Outcome, replay: Replay | None = None) -> JourneyRecord:
    return JourneyRecord(journey=journey, outcome=outcome, replay=replay)


def replay_of(last: int, evidence: tuple[Evidence, ...], *, tall: bool = False) -> Replay:
    """Pictures before each of the steps 1 to ``last``, and of the end."""
    return Replay(agreed=True, frames=frames_of(last, GREEN if tall else BLUE, tall=tall), evidence=evidence)


def frames_of(last: int, colour: tuple[int, int, int], *, tall: bool) -> tuple[Frame, ...]:
    width, height = (4, 8) if tall else (8, 5)
    image = png(width, height, colour)
    return tuple(
        Frame(
            step=step,
            image=image,
            media_type="image/png",
            width=width,
            height=height,
            caption=f"Picture {step}, the clicked link outlined",
        )
        for step in range(1, last + 2)
    )


def opening(view: View = DESKTOP) -> Step:
    return Step(move=Move.OPEN, state=state_of(view, SITE), url=SITE, title="Acme Ceiling Tiles")


def step_of(
    move: Move,
    label: str,
    url: str,
    lands: str,
    *,
    scent: float = 0.0,
    because: tuple[str, ...] = (),
    rivals: tuple[Rival, ...] = (),
    result: str = "arrived",
    note: str = "",
    act: Action | None = None,
) -> Step:
    key = AffordanceKey(kind=AffordanceKind.LINK, name=label, target=lands)
    return Step(
        move=move,
        state=state_of(DESKTOP, url),
        url=url,
        title="" if url == SITE else "Help - Acme Ceiling Tiles",
        action=act or (None if move is Move.BACK else Click(key=key)),
        label=label,
        scent=scent,
        because=because,
        rivals=rivals,
        clicks=0 if move is Move.HOVER else 1,
        result=result,
        note=note,
        landed=state_of(DESKTOP, lands),
    )


def state_of(view: View, url: str) -> StateId:
    return StateId(view=view, url=url)
