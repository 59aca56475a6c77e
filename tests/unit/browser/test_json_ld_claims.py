"""JSON-LD as a page hands it over, read as claims."""

from __future__ import annotations

import json

import pytest

from selfserve_check.browser.structured import CLAIMS_MAX, claims_in
from selfserve_check.model.claims import Claim


def claims(*data: object) -> tuple[Claim, ...]:
    return claims_in([json.dumps(one) for one in data])


def test_a_faq_page_gives_its_questions_and_answers_as_plain_text() -> None:
    """Markup in an answer is what schema.org allows."""
    page = {
        "@context": "https://schema.org",
        "@type": "FAQPage",
        "mainEntity": [
            {
                "@type": "Question",
                "name": "How long?",
                "acceptedAnswer": {"@type": "Answer", "text": "<p>Within <b>30 days</b> &amp; no more.</p>"},
            }
        ],
    }
    assert claims(page) == (Claim(kind="faq", subject="How long?", says="Within 30 days & no more."),)


def test_an_organisation_gives_its_telephone_and_hours_wherever_they_stand() -> None:
    """In a graph, in a list, in another object."""
    data = {
        "@graph": [
            {
                "@type": ["LocalBusiness", "Store"],
                "telephone": ["+44 20 7946 0123", "+44 20 7946 0124"],
                "openingHours": ["Mo-Fr 08:00-17:30", "Sa 09:00 - 13:00"],
                "contactPoint": {"@type": "ContactPoint", "telephone": "+44 20 7946 0125"},
            }
        ]
    }
    assert claims(data) == (
        Claim(kind="telephone", says="+44 20 7946 0123"),
        Claim(kind="telephone", says="+44 20 7946 0124"),
        Claim(kind="hours", subject="Mo-Fr", says="08:00-17:30"),
        Claim(kind="hours", subject="Sa", says="09:00-13:00"),
        Claim(kind="telephone", says="+44 20 7946 0125"),
    )


def test_specified_hours_name_their_days() -> None:
    """As addresses of schema.org or as words, with seconds or without."""
    data = {
        "@type": "OpeningHoursSpecification",
        "dayOfWeek": ["https://schema.org/Monday", "Tuesday"],
        "opens": "08:00:00",
        "closes": "17:30",
    }
    assert claims(data) == (Claim(kind="hours", subject="Mo,Tu", says="08:00-17:30"),)


@pytest.mark.parametrize(
    "script", ["", "{", "[" * 100_000, "null", '"text"', "NaN", '{"telephone": 5, "@type": {}}']
)
def test_what_is_no_json_or_says_nothing_claims_nothing(script: str) -> None:
    """The site's own affair."""
    assert claims_in([script]) == ()


def test_a_page_of_claims_without_end_is_cut() -> None:
    """Bounded, like all that a page says."""
    many = [{"telephone": f"+44 20 7946 {number:04d}"} for number in range(500)]
    assert len(claims(many)) == CLAIMS_MAX


def test_the_same_claim_twice_is_one() -> None:
    """Plugins like to write it again."""
    one = {"telephone": "+44 20 7946 0123"}
    assert len(claims(one, one)) == 1
