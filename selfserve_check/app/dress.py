"""Whose report it is, as the settings say."""

from __future__ import annotations

from selfserve_check.report.brand import Dress, logo_part, read_logo
from selfserve_check.report.run_parts import BrandPart
from selfserve_check.settings import Settings


def dress_of(settings: Settings) -> Dress:
    """What the configuration lays over the reports. Raises UserError where the logo cannot be read."""
    said, language = settings.brand, settings.report.language
    logo = read_logo(said.logo) if said.logo is not None else None
    if not (said.client or said.prepared_by or said.colour or logo):
        return Dress(language=language)
    brand = BrandPart(
        client=said.client,
        prepared_by=said.prepared_by,
        colour=said.colour,
        logo=logo_part(logo, said.client) if logo is not None else None,
    )
    return Dress(brand=brand, logo=logo, language=language)
