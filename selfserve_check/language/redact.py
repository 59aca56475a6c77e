"""Keeps secrets out of what is written: configured values, and what looks like a secret in an address."""

from __future__ import annotations

import re
from dataclasses import dataclass

MASK = "***"
# Keys of a query whose values are secrets by their name.
_SECRET_PAIR = re.compile(
    r"(?<=[?&#;])"
    r"((?:[\w.-]*(?:token|secret|passw(?:or)?d|pwd|api[-_]?key|signature|session[-_]?id|jwt|credential|otp)[\w.-]*"
    r"|sid|sig|auth|phpsessid|jsessionid)=)"
    r"[^&#\s\"'<>]+",
    re.IGNORECASE,
)
_USER_INFO = re.compile(r"(?<=://)[^/\s@:]+:[^/\s@]+@")
_BEARER = re.compile(r"\b(bearer|basic)\s+[A-Za-z0-9._~+/=-]{8,}", re.IGNORECASE)
_JWT = re.compile(r"\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*")


@dataclass(frozen=True, slots=True)
class Redactor:
    """``redact(text)`` masks ``secrets`` and what looks like one. The same text gives the same text."""

    secrets: tuple[str, ...] = ()

    def __call__(self, text: str) -> str:
        for secret in self.secrets:
            text = text.replace(secret, MASK)
        if "=" in text:
            text = _SECRET_PAIR.sub(rf"\1{MASK}", text)
        if "://" in text:
            text = _USER_INFO.sub("", text)
        text = _BEARER.sub(rf"\1 {MASK}", text)
        return _JWT.sub(MASK, text) if "eyJ" in text else text

    def __repr__(self) -> str:
        return f"Redactor({len(self.secrets)} secrets)"
