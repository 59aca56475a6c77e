"""Changes, their effects and figures as parts of ``run.json``."""

from __future__ import annotations

from collections.abc import Iterable

from selfserve_check.diagnosis.remedy_words import change_text, effect_text
from selfserve_check.model.metrics import QuestionMetrics, RunMetrics
from selfserve_check.model.remedy import (
    AddLink,
    AddPassage,
    Edit,
    Fare,
    QuestionEffect,
    Remedy,
    Rename,
    Reveal,
)
from selfserve_check.report.run_parts import (
    CostPart,
    EditPart,
    FarePart,
    IntervalPart,
    QuestionEffectPart,
    QuestionMetricsPart,
    RemedyPart,
    RunMetricsPart,
    ShareEffectPart,
    VisitorEffectPart,
)


def remedy_part(remedy: Remedy | None) -> RemedyPart | None:
    """A remedy as ``run.json`` keeps it, with its sentences."""
    if remedy is None:
        return None
    return RemedyPart(
        change=edit_part(remedy.edit),
        says=change_text(remedy.edit),
        measured=effect_text(remedy),
        effect=effect_part(remedy.effect),
        worse=_effects(remedy.worse),
        better=_effects(remedy.better),
        unknown=_effects(remedy.unknown),
        tried=remedy.tried,
    )


def edit_part(edit: Edit) -> EditPart:
    """An edit with its kind."""
    match edit:
        case Rename():
            return EditPart(
                kind="rename",
                page=edit.page,
                old=edit.old,
                label=edit.new,
                target=edit.target,
                only_here=edit.only_here,
            )
        case AddLink():
            return EditPart(kind="link", page=edit.page, target=edit.target, label=edit.label)
        case Reveal():
            return EditPart(kind="reveal", page=edit.page, label=edit.label)
        case AddPassage():
            return EditPart(
                kind="passage", page=edit.page, heading=edit.heading, text=edit.text, old=edit.instead_of
            )


def effect_part(effect: QuestionEffect) -> QuestionEffectPart:
    """What a change does to one question."""
    return QuestionEffectPart(
        id=effect.question_id,
        question=effect.question,
        visitors=[
            VisitorEffectPart(
                persona=one.persona,
                device=one.view.device,
                locale=one.view.locale,
                wording=one.wording,
                before=_fare(one.before),
                after=_fare(one.after),
                unseen=one.unseen,
            )
            for one in effect.visitors
        ],
        shares=[
            ShareEffectPart(
                device=one.view.device,
                locale=one.view.locale,
                before=one.before,
                unknown_before=one.unknown_before,
                after=one.after,
                unknown_after=one.unknown_after,
            )
            for one in effect.shares
        ],
    )


def question_metrics_part(found: QuestionMetrics | None) -> QuestionMetricsPart | None:
    """The figures of a question."""
    if found is None:
        return None
    return QuestionMetricsPart(
        success_at=list(found.success_at),
        directness=found.directness,
        first_click=found.first_click,
        lostness=found.lostness,
        efficiency=found.efficiency,
        right_rank=found.right_rank,
    )


def run_metrics_part(found: RunMetrics | None) -> RunMetricsPart | None:
    """The figures of a run."""
    if found is None:
        return None
    demand, cost = found.demand_success, found.avoidable_cost
    return RunMetricsPart(
        demand_success=IntervalPart(share=demand.share, low=demand.low, high=demand.high) if demand else None,
        answered_somewhere=found.answered_somewhere,
        found=found.found,
        findability_gap=found.findability_gap,
        promise_kept=found.promise_kept,
        go_away=found.go_away,
        avoidable_cost=CostPart(a_month=cost.a_month, currency=cost.currency, questions=cost.questions)
        if cost
        else None,
    )


def _effects(effects: Iterable[QuestionEffect]) -> list[QuestionEffectPart]:
    return [effect_part(effect) for effect in effects]


def _fare(fare: Fare) -> FarePart:
    return FarePart(fared=fare.fared.value, clicks=fare.clicks)
