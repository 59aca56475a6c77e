"""What a reading visitor leaves alone, and what only looks like it."""

from __future__ import annotations

import pytest
from worlds import at

from selfserve_check.journey.safety import unsafe_word
from selfserve_check.model.observation import Affordance, AffordanceKey, AffordanceKind


def link(label: str, target: str) -> Affordance:
    return Affordance(key=AffordanceKey(kind=AffordanceKind.LINK, name=label, target=target), role="link")


def control(label: str, kind: AffordanceKind = AffordanceKind.BUTTON) -> Affordance:
    return Affordance(key=AffordanceKey(kind=kind, name=label), role="button")


@pytest.mark.parametrize(
    ("label", "target", "word"),
    [
        ("Log out", "/account/logout", "logout"),
        ("Bye", "/sign-out", "sign-out"),
        ("Abmelden", "/konto", "abmelden"),
        ("Your basket", "/basket", "basket"),
        ("Continue", "/checkout/step1", "checkout"),
        ("Pay", "/payment", "payment"),
        ("Close my account", "/account/delete", "delete"),
        ("Stop the newsletter", "/newsletter/unsubscribe.php", "unsubscribe"),
        ("End", "/account?action=logout", "logout"),
        ("Add to basket", "/p/12?add=12", "add to basket"),
        ("Edit", "/wiki/tiles?do=edit", "edit"),
        ("Edit this tiddler", "", "edit"),
        ("Edit this page on GitHub", "/edit/tiles.md", "edit"),
        ("Diese Seite bearbeiten", "/seite", "edit"),
    ],
)
def test_a_link_with_consequences_is_left_alone(label: str, target: str, word: str) -> None:
    """By a whole segment of its path, a whole word of its query, or a label that is the act itself."""
    assert unsafe_word(link(label, at(target))) == word


@pytest.mark.parametrize(
    ("label", "target"),
    [
        ("Delete account", "/help/delete-account"),
        ("How to remove a ceiling tile", "/guides/remove-a-tile"),
        ("Deleting your data", "/help/account/delete"),
        ("Payment methods", "/faq/payment"),
        ("Payment", "/faq?topic=payment"),
        ("Log out of all devices: how it works", "/support/devices"),
        ("Baskets and bags", "/shop/storage-baskets"),
        ("Checkout problems", "/docs/checkout"),
        ("Cart bikes", "/shop/cart-bikes"),
        ("Edit your profile", "/help/profile"),
        ("Editing pictures", "/help/pictures"),
        ("Video editor", "/shop/editor"),
    ],
)
def test_a_page_about_an_act_is_read(label: str, target: str) -> None:
    """An article on cancelling, deleting or paying does nothing of the kind."""
    assert unsafe_word(link(label, at(target))) is None


@pytest.mark.parametrize(
    ("target", "word"),
    [("mailto:help@shop.example", "mailto:"), ("tel:+442079460000", "tel:"), ("sms:12345", "sms:")],
)
def test_addresses_that_leave_the_web_are_no_pages(target: str, word: str) -> None:
    """A telephone link is evidence, not something to click."""
    assert unsafe_word(link("Write to us", target)) == word


def test_a_javascript_link_is_judged_as_the_button_it_is() -> None:
    """Its script does the work, so its label decides."""
    assert unsafe_word(link("Show returns", "javascript:void(0)")) is None
    assert unsafe_word(link("Log out", "javascript:logout()")) == "log out"


@pytest.mark.parametrize(
    ("label", "word"),
    [
        ("Log out", "log out"),
        ("Sign  out now", "sign out"),
        ("Add to cart (2)", "add to cart"),
        ("Buy now", "buy now"),
        ("Delete", "delete"),
        ("Send message", "send message"),
        ("Subscribe", "subscribe"),
    ],
)
def test_a_button_that_does_something_is_left_alone(label: str, word: str) -> None:
    """A button may hold more words than the act; the act anywhere in it counts."""
    assert unsafe_word(control(label)) == word


@pytest.mark.parametrize(
    "label", ["How do I delete my account?", "Can I check out as a guest?", "How can I remove a stain?"]
)
def test_a_button_that_asks_a_question_opens_its_answer(label: str) -> None:
    """Many an FAQ is made of buttons with questions on them."""
    assert unsafe_word(control(label)) is None


def test_short_questions_on_buttons_stay_suspicious() -> None:
    """ "Log out?" is the act, not a question about it."""
    assert unsafe_word(control("Log out?")) == "log out"


def test_chat_is_left_alone() -> None:
    """Writing into a chat sends something to a person."""
    assert unsafe_word(control("Chat", AffordanceKind.CHAT)) == "chat"


@pytest.mark.parametrize("kind", [AffordanceKind.DISCLOSURE, AffordanceKind.TAB, AffordanceKind.MENU])
def test_what_only_shows_is_opened_whatever_it_says(kind: AffordanceKind) -> None:
    """A disclosure, a tab or a menu changes nothing but what is visible."""
    assert unsafe_word(control("How to delete your account", kind)) is None


TOOLS = ("Close", "close all", "Hide sidebar", "Print this page", "Copy link", "copy to clipboard", "Back to top",
         "Share on Facebook", "open in new window", "Refresh", "Import", "Full screen", "Schließen", "Imprimer", "Copiar enlace")  # fmt: skip
NO_TOOLS = ("Close my account", "Share a gift card", "Printing", "Copy and paste", "Refresh rate", "More", "Show all",
            "Show sidebar", "Open", "Top questions", "Shared folders", "Hidden costs", "Mute swans")  # fmt: skip


@pytest.mark.parametrize("label", TOOLS)
def test_a_tool_for_what_is_on_the_page_is_left_alone(label: str) -> None:
    """It tells nobody anything new, and costs a click; a link of that name with a page behind it is followed."""
    assert unsafe_word(control(label)) == "tool"
    assert unsafe_word(link(label, at("/print"))) is None


@pytest.mark.parametrize("label", NO_TOOLS)
def test_what_opens_or_only_sounds_like_a_tool_is_tried(label: str) -> None:
    assert unsafe_word(control(label)) is None
