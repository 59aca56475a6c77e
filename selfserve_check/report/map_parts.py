"""The parts of ``run.json`` that a map of the site and a chart of earlier runs are drawn from."""

from __future__ import annotations

from pydantic import BaseModel, Field

from selfserve_check.report.run_parts import PART


class _Part(BaseModel):
    model_config = PART


class SitePagePart(_Part):
    """A page that somebody opened, or that answers a question."""

    url: str
    title: str = ""
    clicks: int | None = Field(
        default=None, description="Fewest from a start, by links; null: none leads there"
    )


class DeadLinkPart(_Part):
    url: str = Field(description="The page it stands on")
    label: str = ""
    target: str = ""


class UnopenedPart(_Part):
    """Pages that no visitor opened; they were looked at for diagnosis."""

    clicks: int | None = None
    pages: int


class SiteMapPart(_Part):
    """How the pages lie to each other, as far as the run saw them, on a normal day."""

    pages: list[SitePagePart] = Field(default=[], description="At most 300, nearest to a start first")
    dead: list[DeadLinkPart] = Field(default=[], description="Dead links, at most 100")
    unopened: list[UnopenedPart] = []
    unnamed: int = Field(default=0, description="Pages that were opened and are beyond the 300")


class PastScorePart(_Part):
    """An earlier complete run over the same site."""

    run_id: str
    started_at: str
    score: float = Field(description="Share of questions passed, weighted; 0 to 1")
