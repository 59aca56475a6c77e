"""Whatever the document, looking at it gives plain data within its limits, and leaves the page as it was."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from observe_fixtures import lab, observe_origins
from observe_lab import ObserveLab

from selfserve_check.browser.observe import ObserveLimits, observe
from selfserve_check.model.observation import Observation

__all__ = ["lab", "observe_origins"]  # pytest finds a fixture by its name in the module

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

LIMITS = ObserveLimits(passages_max=20, affordances_max=15, text_max=200, frames_max=3, nodes_max=400)
TAGS = st.sampled_from(
    "div span p a button ul li table tr td th dl dt dd details summary select option input textarea label form nav "
    "main header footer h1 h2 section article img svg iframe dialog template slot canvas object x-y math noscript "
    "fieldset legend map area marquee template pre br hr picture video style script".split()
)
NAMES = st.sampled_from(
    "href src role aria-label aria-hidden aria-expanded aria-labelledby aria-controls title alt hidden id for type "
    "style tabindex contenteditable placeholder value name srcdoc popover open dir lang onclick class is".split()
)
VALUES = st.one_of(
    st.sampled_from(
        (
            "button",
            "link",
            "tab",
            "menu",
            "search",
            "dialog",
            "presentation",
            "a",
            "b",
            "true",
            "/x",
            "#",
            "#a",
            "javascript:void 0",
            "http://[",
            "//",
            "\u202e",
            "display:contents",
            "display:none",
            "opacity:0",
            "position:fixed;inset:0",
            "overflow:hidden;height:1px",
            "transform:scale(0)",
            "columns:2",
            "zoom:9",
            "writing-mode:vertical-rl",
            "content-visibility:hidden",
            "display:table-cell",
            "float:right;width:0",
            "visibility:collapse",
            "clip-path:circle(0)",
            "position:sticky",
            "rtl",
            "password",
            "search",
            "image",
        )
    ),
    st.text(max_size=8),
)
WORDS = st.one_of(
    st.sampled_from(("Returns", "30 days", "\u00ad", "\u202e", "\x01\x02\x03", "\ud800")),
    st.text(max_size=12),
)
LEAF = st.fixed_dictionaries({"text": WORDS})
TREES = st.recursive(
    LEAF,
    lambda inner: st.fixed_dictionaries(
        {
            "tag": TAGS,
            "attributes": st.dictionaries(NAMES, VALUES, max_size=4),
            "shadow": st.sampled_from((None, None, None, "open", "closed")),
            "inside": st.lists(inner, max_size=4),
        }
    ),
    max_leaves=25,
)
# Elements and attributes are made one by one, so that combinations come up that no parser would let stand.
BUILD = """(trees) => {
    document.body.replaceChildren();
    const build = (parent, tree) => {
        if (tree.text !== undefined) return parent.append(tree.text);
        const element = document.createElement(tree.tag);
        for (const [name, value] of Object.entries(tree.attributes)) element.setAttribute(name, value);
        parent.append(element);
        let inside = element;
        try { if (tree.shadow) inside = element.attachShadow({ mode: tree.shadow }); } catch {}
        for (const one of tree.inside) build(inside, one);
    };
    for (const tree of trees) build(document.body, tree);
    return document.documentElement.outerHTML;
}"""


# What loads, or moves, by itself between two looks.
MOVING = ("marquee", "iframe", "img", "object", "image")


async def test_any_document_is_read_within_its_limits(lab: ObserveLab) -> None:
    """No crash, no list or text longer than its limit, the same twice, and not a node of the page changed."""
    loop = asyncio.get_running_loop()
    async with lab.page() as page:

        async def look_at(trees: list[object]) -> tuple[Observation, Observation, bool]:
            before = await page.evaluate(BUILD, trees)
            seen = []
            for _ in range(2):
                snapshot = await observe(page, LIMITS)
                await snapshot.release()
                seen.append(snapshot.observation)
            return seen[0], seen[1], before == await page.evaluate("document.documentElement.outerHTML")

        @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
        @given(st.lists(TREES, max_size=4))
        def any_document(trees: list[object]) -> None:
            one, again, untouched = asyncio.run_coroutine_threadsafe(look_at(trees), loop).result(120)
            assert untouched
            assert one == again or any(f"'{tag}'" in repr(trees) for tag in MOVING)
            check(one)

        await asyncio.to_thread(any_document)


def check(seen: Observation) -> None:
    assert len(seen.passages) <= LIMITS.passages_max
    assert len(seen.affordances) <= LIMITS.affordances_max
    assert all(len(passage.text) <= LIMITS.text_max for passage in seen.passages)
    assert all(len(one.name) <= 300 and len(one.label) <= 300 for one in seen.affordances)
    assert len({one.key for one in seen.affordances}) == len(seen.affordances)
