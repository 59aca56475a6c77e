"""Customers' questions among your own Playwright tests: copy what you need beside them.

Questions that need no code are YAML files, and ``pytest scenarios/`` asks each as a test of its own, beside
a ``playwright.config.yaml``. This file is for the rest: questions that begin where a test of yours stands,
signed in as its page is. ``selfserve`` asks in a browser of its own and leaves your page as it is.
"""

import pytest
from playwright.sync_api import Page

SHOP = "https://shop.example"


def test_the_return_window_is_found_from_the_spring_sale(page: Page, selfserve) -> None:
    page.goto(f"{SHOP}/spring-sale")
    selfserve.ask(page, "How long do I have to send something back?", answer="30 days", budget=3)


def test_a_member_learns_how_to_leave(page: Page, selfserve) -> None:
    page.goto(f"{SHOP}/log-in")
    page.get_by_label("E-mail").fill("ada@example.org")
    page.get_by_role("button", name="Send me a link").click()
    seen = selfserve.ask(page, "How do I cancel my membership?", answer="in writing")
    assert seen.clicks <= 2, f"it took {seen.clicks} clicks: {seen.path}"


@pytest.mark.parametrize("question", ["Who pays for the return?", "Can I talk to a person?"])
def test_there_is_something_to_read(page: Page, selfserve, question: str) -> None:
    """Without an answer to compare with, the best passage is given for you to judge."""
    page.goto(SHOP)
    assert selfserve.ask(page, question).quote
