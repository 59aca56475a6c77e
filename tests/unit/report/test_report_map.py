"""The map of the site: what is on it, where, and that the table beside it says the same."""

from __future__ import annotations

from itertools import combinations

from map_runs import SITE, large, mapped, page, walk
from report_parts import click_on, result_of, run_of

from selfserve_check.report.map_parts import DeadLinkPart
from selfserve_check.report.run_file import EvidencePart, LostPart, ReachPart, RunFile
from selfserve_check.report.view_map import MapNode, MapView, build

ANCHORS = {"return-window": "/q/return-window"}


def _view(run: RunFile) -> MapView:
    view = build(run, ANCHORS)
    assert view is not None
    return view


def _node(view: MapView, label: str) -> MapNode:
    (node,) = [one for one in view.nodes if one.label == label]
    return node


def _apart(one: MapNode, other: MapNode) -> bool:
    beside = one.x + one.width <= other.x or other.x + other.width <= one.x
    return beside or one.y + one.height <= other.y or other.y + other.height <= one.y


def test_a_column_is_a_click() -> None:
    """From the start to the right; a page that no link leads to stands apart."""
    pages = (
        page("/", "Home", 0),
        page("/help", "Help"),
        page("/help/a", "Answer", 2),
        page("/x", "Alone", None),
    )
    view = _view(mapped(result_of(journeys=[walk("/help", "/help/a", "/x")]), pages=pages))
    assert [head.text for head in view.heads] == [
        "Start",
        "1 click away",
        "2 clicks away",
        "No link leads here",
    ]
    assert [_node(view, name).x for name in ("Home", "Help", "Answer", "Alone")] == [
        head.x for head in view.heads
    ]


def test_visitors_are_counted_once_a_page_and_once_a_way() -> None:
    """Whoever comes back is the same visitor; each way says what was clicked."""
    back = click_on("", url=f"{SITE}/help", action="back", clicks=1)
    journey = walk("/help")
    twice = journey.model_copy(
        update={
            "steps": [*journey.steps, back, click_on("to /help")],
            "end_url": f"{SITE}/help",
        }
    )
    run = mapped(
        result_of(journeys=[twice, walk("/help")]), pages=(page("/", "Home", 0), page("/help", "Help"))
    )
    rows = {row.title: row for row in _view(run).rows}
    assert (rows["Home"].visitors, rows["Help"].visitors) == ("2", "2")
    (went,) = rows["Home"].next
    assert (went.label, went.text, went.count) == ("to /help", "Help", "3")


def test_a_bad_day_is_not_on_the_map() -> None:
    """The normal day alone."""
    run = mapped(
        result_of(journeys=[walk("/help"), walk("/help", condition="slow")]), pages=(page("/", "Home", 0),)
    )
    assert {row.visitors for row in _view(run).rows} == {"1"}


def test_answers_are_shown_where_they_are_whoever_came() -> None:
    """With a link to the question; a page that nobody came to says so."""
    found = result_of(answered_on=[f"{SITE}/a"], journeys=[walk("/a")])
    missed = result_of("other", "failed", answered_on=[f"{SITE}/b"], journeys=[walk()])
    view = _view(mapped(found, missed, pages=(page("/", "Home", 0), page("/a", "A"), page("/b", "B", None))))
    assert _node(view, "A").marks == "has-answers"
    assert (_node(view, "B").marks, _node(view, "B").line) == (
        "has-answers is-unseen",
        "nobody came, 1 answer",
    )
    rows = {row.title: row for row in view.rows}
    assert [answer.href for answer in rows["A"].answers] == ["#/q/return-window"]
    assert [answer.href for answer in rows["B"].answers] == [""]


def test_lost_visitors_count_by_how_often_a_question_is_asked() -> None:
    """Nine in ten ask the first; of them half are lost on Help."""
    lost = [ReachPart(device="desktop", share=0.5, lost_at=[LostPart(url=f"{SITE}/help", share=0.5)])]
    run = mapped(
        result_of("a", reaches=lost, asked_per_month=90, journeys=[walk("/help")]),
        result_of("b", reaches=[ReachPart(device="desktop", share=1.0)], asked_per_month=10),
        pages=(page("/", "Home", 0), page("/help", "Help")),
    )
    view = _view(run)
    assert _node(view, "Help").line == "1 visitor, 45 % lost"
    assert "Most get lost on “Help”: 45 % of all visitors." in view.text


def test_a_dead_link_hangs_on_its_page() -> None:
    """A click further, and marked by more than a colour."""
    dead = (DeadLinkPart(url=f"{SITE}/help", label="Fitting guide", target=f"{SITE}/gone"),)
    run = mapped(
        result_of(journeys=[walk("/help")]), pages=(page("/", "Home", 0), page("/help", "Help")), dead=dead
    )
    view = _view(run)
    node = _node(view, "Fitting guide")
    assert (node.marks, node.line) == ("is-dead", "dead link")
    assert node.x > _node(view, "Help").x
    assert [way.marks for way in view.ways] == ["is-dead", ""]


def test_what_nobody_opened_is_folded() -> None:
    """One box a column, and a line in the table."""
    run = mapped(result_of(journeys=[walk()]), pages=(page("/", "Home", 0),), unopened=((1, 37), (None, 1)))
    view = _view(run)
    assert [node.label for node in view.nodes] == ["Home", "+37 pages nobody opened", "+1 page nobody opened"]
    assert [row.clicks for row in view.rows] == ["0", "1 click away", "No link leads here"]
    assert "Nobody opened 38 further pages." in view.text


def test_results_of_a_search_are_one_page() -> None:
    """Each text makes an address of its own, and a map of them says nothing."""

    def searched(text: str) -> object:
        step = click_on(text, action="search")
        return walk().model_copy(
            update={"steps": [*walk().steps, step], "end_url": f"{SITE}/search?q={text}"}
        )

    run = mapped(
        result_of(journeys=[searched("a"), searched("b")]),
        pages=(page("/", "Home", 0), page("/search?q=a", "Search: a", None)),
    )
    view = _view(run)
    assert [(node.label, node.line) for node in view.nodes] == [
        ("Home", "2 visitors"),
        ("Search results", "2 visitors"),
    ]
    assert [row.clicks for row in view.rows] == ["0", "1"]


def test_the_name_of_the_site_is_left_out() -> None:
    """Where nearly all titles end with it."""
    titles = ("Home | Acme", "Help | Acme", "Delivery - cost | Acme", "Imprint")
    paths = ("/", "/help", "/delivery", "/imprint")
    pages = tuple(page(path, title, 0) for path, title in zip(paths, titles, strict=True))
    view = _view(mapped(result_of(journeys=[walk(*paths[1:])]), pages=pages))
    assert {node.label for node in view.nodes} == {"Home", "Help", "Delivery - cost", "Imprint"}


def test_two_hundred_pages_can_be_read() -> None:
    """No box lies on another, every one is within the drawing, and labels fit their boxes."""
    view = _view(large(200))
    assert len(view.nodes) == 200
    assert all(_apart(one, other) for one, other in combinations(view.nodes, 2))
    assert all(
        one.x >= 0 and one.x + one.width <= view.width and one.y + one.height <= view.height
        for one in view.nodes
    )
    assert view.height < 2_000
    assert max(len(one.label) for one in view.nodes) < 26


def test_pages_beyond_what_can_be_read_are_folded() -> None:
    """Those that few visitors opened; none is lost from the count."""
    view = _view(large(500))
    folds = [node.label for node in view.nodes if node.marks == "is-fold"]
    assert folds == ["+65 pages few visitors opened"] * 3 + ["+64 pages few visitors opened"]


def test_every_box_leads_to_its_row() -> None:
    """Whoever cannot see the map reads the same in the table."""
    view = _view(large(60))
    assert [node.href for node in view.nodes] == [f"#{row.anchor}" for row in view.rows]


def test_an_older_run_is_mapped_from_its_journeys() -> None:
    """As far as its visitors went."""
    seen = [EvidencePart(url=f"{SITE}/help/a", quote="30 days")]
    view = _view(run_of(result_of(journeys=[walk("/help", "/help/a")], evidence=seen)))
    assert [(row.page.text if row.page else "", row.clicks) for row in view.rows] == [
        ("tiles.example", "0"),
        ("/help", "1"),
        ("/help/a", "2"),
    ]
    assert view.nodes[-1].marks == "has-answers"


def test_without_a_journey_there_is_no_map() -> None:
    """Nothing could be asked."""
    assert build(run_of(result_of(outcome="skipped")), {}) is None
