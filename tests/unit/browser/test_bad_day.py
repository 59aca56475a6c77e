"""What a condition changes, from literal views and addresses."""

from __future__ import annotations

import pytest

from selfserve_check.browser.bad_day import condition_options, is_first_party
from selfserve_check.browser.patience import Patience, patience_under
from selfserve_check.browser.policy import ReadPolicy, address_of
from selfserve_check.model.action import View
from selfserve_check.model.condition import under


@pytest.mark.parametrize(
    ("site", "url", "expected"),
    [
        ("https://www.shop.example", "https://static.shop.example/a.js", True),
        ("https://shop.example", "https://cdn.shop.example/", True),
        ("https://shop.example", "https://help.desk.example/", True),
        ("https://shop.example", "https://shop.example.cdn.example/", False),
        ("https://www.shop.co.uk", "https://cdn.shop.co.uk/", True),
        ("https://www.shop.co.uk", "https://www.other.co.uk/", False),
        ("https://shop.de", "https://api.shop.de/", True),
        ("http://127.0.0.1:8000", "http://127.0.0.1:9000/", True),
        ("http://127.0.0.1:8000", "http://126.0.0.1:8000/", False),
        ("http://127.0.0.1:8000", "http://localhost:8000/", False),
        ("https://shop.example", "https://tiles.cdn.example/", False),
    ],
)
def test_other_hosts_are_those_of_other_domains(site: str, url: str, expected: bool) -> None:
    """Hosts that were given are the site's own, too."""
    policy = ReadPolicy(site=site, hosts=frozenset({"help.desk.example"}))
    address = address_of(url)
    assert address is not None
    assert is_first_party(policy, address) is expected


def test_a_condition_changes_the_context_only_where_it_says() -> None:
    """A small screen is 320 pixels wide whatever the device; a normal day changes nothing."""
    assert condition_options(View()) == {}
    assert condition_options(under(View(), "no_scripts")) == {"java_script_enabled": False}
    assert condition_options(under(View(device="phone"), "small_screen"))["viewport"]["width"] == 320


def test_on_a_slow_line_we_wait_longer_before_we_give_up() -> None:
    """Three times, so that slow is not taken for silent."""
    patience = Patience(page_s=10.0, step_s=4.0, settle_s=2.0)
    slow = patience_under(patience, "slow")
    assert (slow.page_s, slow.step_s, slow.settle_s) == (30.0, 12.0, 6.0)
    assert patience_under(patience, "keyboard") is patience
