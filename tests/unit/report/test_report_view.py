"""What the HTML report prints, before any template."""

from __future__ import annotations

from report_parts import click_on, journey_of, result_of, run_of

from selfserve_check.report import look
from selfserve_check.report.run_file import ErrorPart, ExpectedPart, FindingPart, PicturePart, RivalPart
from selfserve_check.report.view import build

PICTURE = PicturePart(path="pictures/aa.jpg", sha256="aa", width=1280, height=800, caption="Home")


def test_what_needs_a_person_comes_first() -> None:
    """Not answered by how often it is asked, then could not ask, please check, answered, switched off."""
    run = run_of(
        result_of("passed", "passed", asked_per_month=9_000),
        result_of("skipped", "skipped"),
        result_of("review", "needs_review"),
        result_of("rare", "failed"),
        result_of("errored", "errored"),
        result_of("often", "failed", asked_per_month=10),
    )
    anchors = [question.anchor for question in build(run, {}).questions]
    assert anchors == ["/q/often", "/q/rare", "/q/errored", "/q/review", "/q/passed", "/q/skipped"]


def test_only_what_needs_a_person_is_unfolded() -> None:
    """A long list of passes does not hide the failure."""
    run = run_of(result_of("a", "passed"), result_of("b", "failed"))
    assert [question.is_open for question in build(run, {}).questions] == [True, False]


def test_every_permalink_is_its_own() -> None:
    """Ids that look alike once they are plain still have their own links."""
    run = run_of(result_of("a b"), result_of("a?b"), result_of("a-b"), result_of("///"))
    assert [row.anchor for row in build(run, {}).matrix.rows] == [
        "/q/a-b",
        "/q/a-b~2",
        "/q/a-b~3",
        "/q/question",
    ]


def test_the_matrix_has_a_column_for_each_kind_of_visitor() -> None:
    """Visitors of one kind stand side by side; who did not look is told, not left blank."""
    first = result_of(
        "a",
        journeys=[
            journey_of("passed", device="desktop"),
            journey_of("failed", persona="search", device="desktop"),
            journey_of("passed", device="phone"),
        ],
    )
    second = result_of("b", journeys=[journey_of("passed", device="phone")])
    matrix = build(run_of(first, second), {}).matrix
    assert [(column.visitor, column.device) for column in matrix.columns] == [
        ("Reads and clicks", "computer"),
        ("Reads and clicks", "phone"),
        ("Searches first", "computer"),
    ]
    assert [cell.outcome for cell in matrix.rows[1].cells] == ["none", "passed", "none"]
    assert matrix.rows[0].cells[2].anchor == "/q/a/2"


def test_a_cell_with_several_wordings_shows_the_best_and_how_many() -> None:
    """One wording that works and one that does not are both told."""
    journeys = [journey_of("failed", click_on("Help")), journey_of("passed", click_on("A"), click_on("B"))]
    cell = build(run_of(result_of(journeys=journeys)), {}).matrix.rows[0].cells[0]
    assert (cell.outcome, cell.detail, cell.anchor) == (
        "passed",
        "2 clicks, 1 of 2 wordings",
        "/q/return-window/2",
    )


def test_locales_are_named_only_where_they_differ() -> None:
    """One locale for all is no news."""
    journeys = [journey_of(locale="en-GB"), journey_of(locale="de-DE")]
    columns = build(run_of(result_of(journeys=journeys)), {}).matrix.columns
    assert [column.device for column in columns] == ["computer, en-GB", "computer, de-DE"]
    alone = build(run_of(result_of(journeys=journeys[:1])), {}).matrix.columns
    assert [column.device for column in alone] == ["computer"]


def test_the_same_path_is_told_once() -> None:
    """A second visitor who went the same way points to the first; the one that decided comes first."""
    journeys = [
        journey_of("passed", click_on("Help"), persona="search"),
        journey_of("passed", click_on("Help")),
    ]
    views = build(run_of(result_of(journeys=journeys, best_journey=1)), {}).questions[0].journeys
    assert [(view.decided, view.anchor, len(view.steps)) for view in views] == [
        (True, "/q/return-window/2", 1),
        (False, "/q/return-window/1", 0),
    ]
    assert views[1].same_as is not None
    assert views[1].same_as.href == "#/q/return-window/2"


def test_a_card_says_what_was_clicked_why_and_instead_of_what() -> None:
    """The cues and the rivals of a choice are in plain words."""
    step = click_on(
        "Help",
        scent=0.42,
        because=["leads to help"],
        rivals=[RivalPart(label="", scent=2.0)],
        picture=PICTURE,
    )
    run = run_of(result_of(journeys=[journey_of("failed", step)]))
    card = build(run, {"pictures/aa.jpg": "data:image/jpeg;base64,xx"}).questions[0].journeys[0].steps[0]
    assert (card.number, card.text, card.price, card.promise, card.percent) == (
        1,
        "Clicked “Help”",
        "1 click",
        "looked promising",
        42,
    )
    assert (card.rivals[0].label, card.rivals[0].percent) == ("(no text)", 100)
    assert card.picture is not None
    assert card.picture.src == "data:image/jpeg;base64,xx"


def test_a_picture_that_is_not_there_is_named() -> None:
    """A missing file is told in its place."""
    run = run_of(result_of(journeys=[journey_of("failed", click_on("Help", picture=PICTURE))]))
    picture = build(run, {}).questions[0].journeys[0].steps[0].picture
    assert picture is not None
    assert picture.absent == "The picture is not in this file (pictures/aa.jpg)"


def test_what_to_mend_first_names_the_reason_and_the_remedy() -> None:
    """The five gaps asked most often, and how many more there are."""
    finding = FindingPart(kind="hidden", text="No link.", remedy="Link to it from Help.")
    gaps = [
        result_of(f"g{n}", "failed", asked_per_month=n, reason="hidden", findings=[finding]) for n in range(7)
    ]
    view = build(run_of(*gaps), {})
    assert [gap.anchor for gap in view.mend] == ["/q/g6", "/q/g5", "/q/g4", "/q/g3", "/q/g2"]
    assert (view.mend[0].reason, view.mend[0].remedy, view.mend_rest) == (
        "Not linked",
        "Link to it from Help.",
        2,
    )


def test_the_bar_is_as_long_as_its_parts() -> None:
    """Counts share the whole length without a gap."""
    run = run_of(result_of("a"), result_of("b", "failed"), result_of("c", "skipped"))
    assert [(total.start, total.length) for total in build(run, {}).totals] == [
        (0, 333),
        (333, 333),
        (666, 334),
    ]


def test_a_run_without_questions_can_be_shown() -> None:
    """Nothing was asked, and the report says so."""
    view = build(run_of(), {})
    assert (view.headline, view.score, view.totals) == ("No question was asked", "", ())


def test_a_run_of_which_nothing_could_be_asked_has_no_score() -> None:
    """A site that was down did not answer badly."""
    view = build(run_of(result_of(outcome="errored"), complete=False), {})
    assert (view.headline, view.score) == ("No question could be asked", "")
    assert view.asides[-1] == "This run was stopped before every question was asked"


def test_an_error_says_what_to_do() -> None:
    """The hint of the cause, or the one for its kind."""
    error = ErrorPart(kind="robots", detail="robots.txt forbids /help", url="https://tiles.example/help")
    question = build(run_of(result_of(outcome="errored", error=error)), {}).questions[0]
    assert question.why == "The site's robots.txt asks us to stay out: robots.txt forbids /help."
    assert question.hint == "If you own the site, set robots: owner for its host in playwright.config.yaml."


def test_expected_answers_read_as_sentences() -> None:
    """What counts as an answer, in the author's words."""
    fact = ExpectedPart(kind="fact", any_of=["4.95 EUR", "free"], none_of=["6.95 EUR"])
    assert look.expected(fact) == "one of “4.95 EUR” or “free”, but not “6.95 EUR”"
    assert look.expected(ExpectedPart(kind="page", page="/help")) == "The page /help"
    assert look.expected(ExpectedPart(kind="fact")) == "Not given"


def test_a_failure_without_a_reason_says_how_the_journey_ended() -> None:
    """Where nobody looked for the reason, the journey speaks."""
    result = result_of(outcome="failed", journeys=[journey_of("failed")])
    assert look.why(result) == (
        "The visitor who came nearest used all 5 clicks allowed without finding the answer."
    )
    assert look.why(result_of(outcome="failed")) == "No visitor found the answer."
