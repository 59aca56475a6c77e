"""What a page says of itself to machines, in structured data (schema.org), where nobody sees it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """``kind`` is faq (``subject`` is the question, ``says`` its answer as plain text), telephone, or hours
    (``subject`` are days such as "Mo-Fr", ``says`` a span such as "08:00-17:30")."""

    kind: str
    says: str
    subject: str = ""
