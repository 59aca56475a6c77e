"""Affordances: what one can act on, of what kind, called what, leading where."""

from __future__ import annotations

import pytest
from observe_lab import ObserveLab, affordance, look, names

from selfserve_check.model.observation import AffordanceKind as Kind
from selfserve_check.model.observation import Region

pytest_plugins = ("observe_fixtures",)
pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]


async def test_kinds_of_controls(lab: ObserveLab) -> None:
    """Every control of the page once, with its kind, in document order; disabled and inert ones never."""
    seen = await lab.see("controls.html")
    assert [(a.kind.value, a.name) for a in seen.affordances] == [
        ("link", "Skip to content"),
        ("search", "Site search"),
        ("button", "Go"),
        ("button", "Open search"),
        ("link", "Read more"),
        ("link", "Read more"),
        ("button", "Show the price list"),
        ("button", "Open the chat history"),
        ("button", "Compare tiles"),
        ("link", "with a link"),
        ("link", "New window"),
        ("button", "Script link"),
        ("link", "Mail us"),
        ("link", "Basket"),
        ("button", "Send it"),
        ("link", "North"),
        ("search", "Search the help centre"),
        ("link", "Twin"),
        ("link", "Twin"),
        ("pager", "2"),
        ("pager", "Next"),
        ("pager", "Next page"),
        ("pager", "Load more"),
        ("pager", "Next"),
        ("chat", "Chat with us"),
    ]


async def test_targets_are_absolute(lab: ObserveLab) -> None:
    """A link's target, a search form's action; "" where there is none."""
    async with lab.page("controls.html") as page:
        seen = await look(page)
        base = page.url.rsplit("/", 1)[0]
    assert affordance(seen, "Skip to content").target == f"{base}/controls.html#main"
    assert affordance(seen, "Site search").target == f"{base}/search"
    assert affordance(seen, "Search the help centre").target == ""
    assert affordance(seen, "Mail us").target == "mailto:a@shop.example"
    assert affordance(seen, "North").target == f"{base}/north"
    assert affordance(seen, "Script link").target == ""
    assert affordance(seen, "2").target == f"{base}/controls.html?page=2"


async def test_what_stands_around(lab: ObserveLab) -> None:
    """Cards tell equal labels apart: heading trail and context come from the card, not its neighbours."""
    seen = await lab.see("controls.html")
    returns, warranty = [a for a in seen.affordances if a.name == "Read more"]
    assert (returns.headings, returns.context) == (
        ("Cards", "Returns"),
        "Returns Send it back within a month.",
    )
    assert (warranty.headings, warranty.context) == (
        ("Cards", "Warranty"),
        "Warranty Five years on all tiles.",
    )
    assert returns.region is Region.MAIN
    assert affordance(seen, "Go").region is Region.HEADER
    assert affordance(seen, "New window").new_tab
    assert not returns.new_tab


async def test_neighbours_are_no_context(lab: ObserveLab) -> None:
    """The label of the next button says nothing about this one; nor does a long text around a lone link."""
    html = f"""<div><a href=/a>Browse</a> <a href=/b>Order</a></div>
    <article><p>{"A long text about many things. " * 30}</p><p><a href=/c>Read on</a></p></article>
    <p>See <a href=/d>our prices</a> first.</p>"""
    seen = await lab.see(html=html)
    assert [(a.name, a.context) for a in seen.affordances] == [
        ("Browse", ""),
        ("Order", ""),
        ("Read on", ""),
        ("our prices", "See first."),
    ]


async def test_labels_are_what_the_eye_reads(lab: ObserveLab) -> None:
    """The visible label, as against the accessible name."""
    seen = await lab.see("controls.html")
    assert affordance(seen, "Basket").label == ""
    assert affordance(seen, "Open search").label == "🔍"
    assert affordance(seen, "Search the help centre").label == "Search the help centre"
    assert affordance(seen, "Send it").label == "Send it"


async def test_without_the_init_script_listeners_are_unknown(lab: ObserveLab) -> None:
    """Boxes that only a listener makes clickable are then not found; the rest is alike."""
    seen = await lab.see("controls.html", init=False)
    assert "Show the price list" not in names(seen)
    assert "Open the chat history" in names(seen)
    assert "Compare tiles" in names(seen)
    assert not any(a.plain for a in seen.affordances)


async def test_a_hand_counts_where_clicks_are_heard_further_up(lab: ObserveLab) -> None:
    """Frameworks listen at the root: the pointer then says what is clickable."""
    html = """<style>.hand{cursor:pointer}</style>
    <div id=root><div class=hand>Open details</div><div>Plain</div></div>
    <script>document.getElementById('root').addEventListener('click', () => {})</script>"""
    assert names(await lab.see(html=html)) == ["Open details"]


async def test_disclosures_and_tabs(lab: ObserveLab) -> None:
    """Summaries, accordion buttons and box-driven labels disclose; tabs are those one can switch to."""
    seen = await lab.see("panels.html")
    assert [(a.kind.value, a.name, a.expanded) for a in seen.affordances] == [
        ("disclosure", "How do I pay?", False),
        ("disclosure", "How do I return?", True),
        ("disclosure", "Where is my order?", True),
        ("disclosure", "Can I cancel?", False),
        ("disclosure", "Do you ship abroad?", True),
        ("tab", "Fitting", None),
        ("tab", "Reviews", None),
        ("disclosure", "More about tiles", False),
    ]


async def test_menus(lab: ObserveLab) -> None:
    """Hamburger, drop-down and pop-up buttons are menus; hover menus stand beside their own link."""
    seen = await lab.see("menus.html")
    assert [(a.kind.value, a.name) for a in seen.affordances] == [
        ("menu", "Toggle navigation"),
        ("menu", "Products"),
        ("menu", "Account"),
        ("button", "Language"),
        ("link", "Help"),
        ("hover_menu", "Help"),
        ("hover_menu", "Company"),
        ("link", "Shop"),
        ("hover_menu", "Shop"),
        ("link", "Service"),
        ("hover_menu", "Service"),
        ("link", "Contact"),
        ("link", "Jobs"),
    ]
    assert affordance(seen, "Help", Kind.HOVER_MENU).expanded is False
    assert affordance(seen, "Company").region is Region.NAVIGATION


async def test_hovering_shows_what_was_promised(lab: ObserveLab) -> None:
    """Pointing at the element of a hover menu makes its links visible, and it is no hover menu then."""
    from selfserve_check.browser.observe import ObserveLimits, observe

    async with lab.page("menus.html") as page:
        snapshot = await observe(page, ObserveLimits())
        key = affordance(snapshot.observation, "Help", Kind.HOVER_MENU).key
        element = await snapshot.element(key)
        assert element
        await element.hover()
        after = await look(page)
    assert "Returns" in names(after, Kind.LINK)
    assert "Help" not in names(after, Kind.HOVER_MENU)


async def test_a_phone_has_no_hover_menus(lab: ObserveLab) -> None:
    """Where nothing can hover, hovering is not offered."""
    seen = await lab.see("menus.html", has_touch=True, is_mobile=True)
    assert names(seen, Kind.HOVER_MENU) == []


PLAIN = "<main><a id=a href='/next.html'>Next door</a></main>"


@pytest.mark.parametrize(
    ("html", "plain"),
    [
        (PLAIN, True),
        (PLAIN + "<script>document.addEventListener('scroll', () => {})</script>", True),
        (PLAIN + "<script>document.addEventListener('click', () => {})</script>", False),
        (PLAIN + "<script>addEventListener('pointerdown', () => {})</script>", False),
        (PLAIN + "<script>a.parentNode.addEventListener('mousedown', () => {})</script>", False),
        (PLAIN + "<script>navigation.addEventListener('navigate', () => {})</script>", False),
        (PLAIN + "<script>document.body.onclick = () => {}</script>", False),
        (PLAIN + "<script>onclick = () => {}</script>", False),
        (
            PLAIN + "<script>document.querySelector('main').addEventListener('keydown', () => {})</script>",
            True,
        ),
        ("<a href='/next.html' onclick='void 0'>Next door</a>", False),
        ("<a href='/next.html' target='_blank'>Next door</a>", False),
        ("<a href='/next.html' target='_self'>Next door</a>", True),
        ("<base target='_blank'><a href='/next.html'>Next door</a>", False),
        ("<a href='/next.html' download>Next door</a>", False),
        ("<a href='#part'>Next door</a>", False),
        ("<a href='mailto:a@b.example'>Next door</a>", False),
        ("<a href='?page=2'>Next door</a>", True),
        ("<span role='link' tabindex='0' onclick='void 0'>Next door</span>", False),
    ],
)
async def test_plain_links(lab: ObserveLab, html: str, plain: bool) -> None:
    """Plain is only what surely loads its target as a document."""
    assert affordance(await lab.see(html=html), "Next door").plain is plain


async def test_search_boxes(lab: ObserveLab) -> None:
    """A search box is told by its type, role, form, name, placeholder or label; other fields are none."""
    html = """<input type=search aria-label=a><input role=searchbox aria-label=b>
    <form role=search><input aria-label=c></form>
    <input name=q aria-label=d><input placeholder='Search articles'><label>Suche <input></label>
    <search><input aria-label=g></search>
    <input name=email type=email aria-label=no1><input name=name aria-label=no2>
    <input type=hidden name=q><textarea aria-label=no3></textarea>
    <input name=q disabled aria-label=no4><input type=search style='display:none' aria-label=no5>
    <form method=get action='/find'><input name=s aria-label=h></form>"""
    seen = await lab.see(html=html)
    assert names(seen, Kind.SEARCH) == ["a", "b", "c", "d", "Search articles", "Suche", "g", "h"]
    assert names(seen) == names(seen, Kind.SEARCH)
    assert affordance(seen, "h").target.endswith("/find")


async def test_a_jump_within_the_page_is_told_from_a_route(lab: ObserveLab) -> None:
    """A fragment that names a place of this page only scrolls; one that names none is the script's business."""
    seen = await lab.see("in_page.html")
    assert {a.name: a.in_page for a in seen.affordances} == {
        "Jump to returns": True,
        "Route to returns": False,
        "Card by script": False,
        "Jump to the café": True,
        "Top": True,
        "Other page": False,
    }
