"""What a view means to the browser: screen, touch, language, user agent."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from selfserve_check.errors import UserError
from selfserve_check.model.action import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """A screen in CSS pixels. ``platform`` replaces the system part of the user agent, where given."""

    width: int
    height: int
    scale: float = 1.0
    mobile: bool = False
    touch: bool = False
    platform: str = ""


# The phone's platform text is the one that Chrome on Android itself sends since it stopped naming models.
DEVICES: Mapping[str, Device] = {
    "desktop": Device(width=1280, height=800),
    "phone": Device(
        width=390, height=844, scale=2.0, mobile=True, touch=True, platform="Linux; Android 10; K"
    ),
}

_PLATFORM = re.compile(r"\([^)]*\)")


def device_of(view: View) -> Device:
    """The device of ``view``; UserError names the known ones when there is no such device."""
    device = DEVICES.get(view.device)
    if device is None:
        raise UserError(f"unknown device {view.device!r}; known are: {', '.join(sorted(DEVICES))}")
    return device


def user_agent_for(view: View, own: str) -> str:
    """The user agent that a browser whose desktop user agent is ``own`` would send on this device.

    The version stays the browser's own, so that a site serves what it serves to this browser.
    """
    device = device_of(view)
    if not device.platform:
        return own
    text = _PLATFORM.sub(f"({device.platform})", own, count=1)
    return text if " Mobile " in text else text.replace(" Safari/", " Mobile Safari/", 1)


def view_options(view: View, own_user_agent: str) -> dict[str, Any]:
    """Arguments of ``Browser.new_context`` that make a context look like ``view``.

    Motion is reduced and the colours are light, so that pictures of two runs are alike.
    """
    device = device_of(view)
    return {
        "viewport": {"width": device.width, "height": device.height},
        "screen": {"width": device.width, "height": device.height},
        "device_scale_factor": device.scale,
        "is_mobile": device.mobile,
        "has_touch": device.touch,
        "locale": view.locale,
        "user_agent": user_agent_for(view, own_user_agent),
        "color_scheme": "light",
        "reduced_motion": "reduce",
    }
