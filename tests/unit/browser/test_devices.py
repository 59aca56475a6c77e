"""What a view asks of the browser."""

from __future__ import annotations

import pytest

from selfserve_check.browser.devices import user_agent_for, view_options
from selfserve_check.errors import UserError
from selfserve_check.model.action import View

OWN = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36"


def test_a_desktop_keeps_the_browsers_own_user_agent() -> None:
    """Nothing is invented where nothing needs to be."""
    assert user_agent_for(View(), OWN) == OWN


def test_a_phone_says_android_and_mobile_with_the_same_version() -> None:
    """Sites that look at the user agent serve their phone page, for this very browser."""
    assert user_agent_for(View(device="phone"), OWN) == (
        "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0"
        " Mobile Safari/537.36"
    )


def test_the_two_devices() -> None:
    """A desktop of 1280 by 800 and a phone of 390 by 844 with touch and fine pixels."""
    desktop, phone = view_options(View(), OWN), view_options(View(device="phone", locale="de-DE"), OWN)
    assert desktop["viewport"] == {"width": 1280, "height": 800}
    assert (desktop["is_mobile"], desktop["has_touch"], desktop["locale"]) == (False, False, "en-GB")
    assert phone["viewport"] == {"width": 390, "height": 844}
    assert (phone["is_mobile"], phone["has_touch"], phone["device_scale_factor"]) == (True, True, 2.0)
    assert (phone["locale"], phone["reduced_motion"], phone["color_scheme"]) == ("de-DE", "reduce", "light")


def test_an_unknown_device_names_the_known_ones() -> None:
    """A typing error in a configuration says what would be right."""
    with pytest.raises(UserError, match="unknown device 'fridge'; known are: desktop, phone"):
        view_options(View(device="fridge"), OWN)
