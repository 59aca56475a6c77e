"""When a page counts as settled, from samples written by hand."""

from __future__ import annotations

from dataclasses import replace

from selfserve_check.browser.settle import (
    MOVING_PATIENCE_S,
    TICKING_SAMPLES,
    Sample,
    Waiting,
    share_alike,
    verdict_on,
)

PAGE = Sample(lines=((1, 90), (2, 60), (3, 8)), interactive=4)
PATIENCE_S = 4.0


def _tick(hash_: int) -> Sample:
    return replace(PAGE, lines=((1, 90), (2, 60), (hash_, 8)))


def test_three_equal_samples_settle() -> None:
    """Fewer than three prove nothing."""
    assert verdict_on([PAGE, PAGE], Waiting(unchanged_s=0.1), PATIENCE_S) == ""
    assert verdict_on([PAGE, PAGE, PAGE], Waiting(unchanged_s=0.2), PATIENCE_S) == "unchanged"
    assert verdict_on([_tick(9), PAGE, PAGE], Waiting(unchanged_s=0.1), PATIENCE_S) == ""


def test_something_more_to_click_is_a_change() -> None:
    """The text may stay while buttons come alive."""
    more = replace(PAGE, interactive=5)
    assert verdict_on([PAGE, PAGE, more], Waiting(unchanged_s=0.0), PATIENCE_S) == ""


def test_a_document_or_style_on_its_way_does_not_settle() -> None:
    """However long nothing changes."""
    early = replace(PAGE, ready=False, complete=False)
    assert verdict_on([early] * 9, Waiting(unchanged_s=60.0), PATIENCE_S) == ""


def test_a_spinner_is_waited_for_but_not_for_ever() -> None:
    """A page that shows it is loading gets time; after that it is taken as it is."""
    spinning = replace(PAGE, loading=True)
    assert verdict_on([spinning] * 5, Waiting(unchanged_s=3.9), PATIENCE_S) == ""
    assert "loading" in verdict_on([spinning] * 5, Waiting(unchanged_s=4.0), PATIENCE_S)


def test_a_panel_that_unfolds_is_waited_for_but_not_for_ever() -> None:
    """Its text is there from the start, clipped; a page that never stops moving is taken as it is."""
    moving = [replace(PAGE, moving=True)] * 9
    assert verdict_on(moving, Waiting(unchanged_s=9, moving_s=MOVING_PATIENCE_S - 0.1), PATIENCE_S) == ""
    assert verdict_on(moving, Waiting(unchanged_s=9, moving_s=MOVING_PATIENCE_S), PATIENCE_S) == "unchanged"
    unfolding = [replace(PAGE, height=n) for n in (100, 120, 140)]
    assert verdict_on(unfolding, Waiting(), PATIENCE_S) == ""


def test_a_clock_on_the_page_does_not_keep_it_unsettled() -> None:
    """Nearly all of the text is the same in every sample, and nothing comes or goes."""
    ticking = [_tick(n + 10) for n in range(TICKING_SAMPLES)]
    assert verdict_on(ticking, Waiting(unchanged_s=0.0), PATIENCE_S) == "only a small part keeps changing"
    assert verdict_on(ticking[1:], Waiting(unchanged_s=0.0), PATIENCE_S) == ""
    assert (
        verdict_on([*ticking[1:], replace(ticking[0], complete=False)], Waiting(unchanged_s=0.0), PATIENCE_S)
        == ""
    )


def test_a_page_that_grows_is_no_clock() -> None:
    """One more line in every sample, however short, is content on its way."""
    growing = [
        replace(PAGE, lines=(*PAGE.lines, *((n, 1) for n in range(10, 11 + k))))
        for k in range(TICKING_SAMPLES)
    ]
    assert verdict_on(growing, Waiting(unchanged_s=0.0), PATIENCE_S) == ""


def test_the_share_alike_is_by_length() -> None:
    """A changed headline weighs what it is long; no text at all is alike."""
    assert share_alike(PAGE, PAGE) == 1.0
    assert share_alike(Sample(), Sample()) == 1.0
    assert share_alike(PAGE, Sample()) == 0.0
    assert share_alike(PAGE, _tick(9)) == 152 / 161
