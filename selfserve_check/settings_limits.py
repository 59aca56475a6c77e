"""What the configuration says of deadlines, caps and audits. Times are seconds (``_s``)."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from selfserve_check.yaml_types import Section

Seconds = Annotated[float, Field(gt=0, le=86_400, allow_inf_nan=False)]


class TimeoutsSection(Section):
    """Deadlines in seconds. Meeting one means that we could not ask, never that the site failed."""

    step_s: Seconds = Field(default=20.0, description="One click, search or Back, until its page is settled")
    page_s: Seconds = Field(default=30.0, description="Loading one document")
    settle_s: Seconds = Field(default=6.0, description="How long the visible text may go on changing")
    retry_s: Seconds = Field(
        default=30.0,
        description="How long what a passing fault kept away is asked for again; a site that says to come "
        "again later than that is not waited for",
    )
    journey_s: Seconds = Field(default=240.0, description="One visitor with one wording of one question")
    run_s: Seconds = Field(default=3_600.0, description="The whole run")


class LimitsSection(Section):
    """Bounds that keep a hostile or endless page from stopping a run."""

    passages_max: int = Field(default=3_000, ge=1, le=100_000, description="Passages read of one page state")
    affordances_max: int = Field(
        default=1_500, ge=1, le=50_000, description="Links and buttons read of one page state"
    )
    text_max: int = Field(
        default=400_000, ge=100, le=10_000_000, description="Characters read of one page state"
    )
    passage_max: int = Field(
        default=2_000, ge=100, le=1_000_000, description="Characters read of one passage"
    )
    nodes_max: int = Field(
        default=60_000, ge=100, le=1_000_000, description="Elements looked at in one frame of a page"
    )
    frames_max: int = Field(
        default=20,
        ge=1,
        le=200,
        description="Frames of one page that are waited for, searched for a cookie banner, and read",
    )
    frames_loaded_max: int = Field(default=100, ge=0, le=1_000, description="Frames that one page may load")
    frames_deep_max: int = Field(
        default=5, ge=0, le=20, description="Frames within each other that one page may load"
    )
    screens_max: int = Field(
        default=30,
        ge=1,
        le=500,
        description="Windows that a page is scrolled down which shows parts only then",
    )
    consent_tries_max: int = Field(
        default=3, ge=1, le=10, description="Buttons pressed to be rid of a cookie banner, on one page"
    )
    popups_max: int = Field(default=3, ge=0, le=20, description="Windows that one page may open")
    states_max: int = Field(default=3_000, ge=1, le=100_000, description="Page states of the whole run")
    states_in_memory: int = Field(
        default=3_000,
        ge=10,
        le=100_000,
        description="Page states kept in memory; what others show waits in a temporary file",
    )
    steps_max: int = Field(default=60, ge=1, le=1_000, description="Steps of one journey, free ones included")
    tries_max: int = Field(
        default=4,
        ge=1,
        le=20,
        description="Tries of one page that a passing fault keeps away (time-out, 5xx, 429, a reset line)",
    )
    redirects_max: int = Field(default=10, ge=0, le=50, description="Redirects followed for one document")
    bytes_max: int = Field(
        default=20_000_000, ge=1_000, le=1_000_000_000, description="Bytes accepted of one response"
    )
    pages_per_browser_max: int = Field(
        default=1_000, ge=1, le=100_000, description="Pages opened before a new browser takes over"
    )
    pages_per_session_max: int = Field(
        default=40,
        ge=1,
        le=10_000,
        description="Pages opened in one cleaned session before it is replaced",
    )
    restarts_max: int = Field(
        default=5, ge=0, le=100, description="Times that a browser which died is started again in one run"
    )
    site_map_files_max: int = Field(
        default=10, ge=0, le=1_000, description="Files of the site's own list of its pages that are read"
    )
    site_map_bytes_max: int = Field(
        default=10_000_000, ge=1_000, le=1_000_000_000, description="Bytes read of one such file, unpacked"
    )
    site_map_pages_max: int = Field(
        default=500, ge=0, le=100_000, description="Pages that are taken from the site's own list"
    )
    memory_max_mb: int = Field(
        default=4_000,
        ge=300,
        le=1_000_000,
        description="Megabytes that all processes of the browser may hold; a page that holds half is ended, "
        "else a new browser takes over (Linux only)",
    )


class AuditsSection(Section):
    """What is looked for beside the questions, in everything that was seen; false switches one off."""

    promises: bool = Field(default=True, description="Promises that scenarios name, held against other pages")
    contradictions: bool = Field(default=True, description="Pages that state different facts on one subject")
    person: bool = Field(default=True, description="How far a person is from where visitors gave up")
    dead_links: bool = Field(default=True, description="Dead links and error pages met on the way")
    only_some: bool = Field(default=True, description="Answers on one device, with scripts or consent only")
    files: bool = Field(default=True, description="Answers in PDF files or picture descriptions only")
    structured_data: bool = Field(default=True, description="JSON-LD that says other than its page")
    vocabulary: bool = Field(default=True, description="Words of the customers that the site never uses")
    findings_max: int = Field(
        default=10, ge=1, le=1_000, description="Findings told of each; the rest is counted"
    )
    files_max: int = Field(default=10, ge=0, le=200, description="PDF files read for unanswered questions")
    file_bytes_max: int = Field(
        default=10_000_000, ge=1_000, le=100_000_000, description="Bytes read of one file"
    )
    file_pages_max: int = Field(default=60, ge=1, le=2_000, description="Pages read of one file")
