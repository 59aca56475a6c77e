"""The tables of the history, as the newest migration leaves them. A test holds the two equal."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

HEAD = "v0001"
"""The newest migration: what a store must be at before it is read or written."""

metadata = MetaData()

runs = Table(
    "runs",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("key", Text, nullable=False),  # the run's content: taken in twice it is still one run
    Column("run_id", Text, nullable=False),
    Column("site", Text, nullable=False),
    Column("started_at", Text, nullable=False),  # ISO 8601, UTC: sorts as text in every database
    Column("complete", Boolean, nullable=False),
    Column("tool_version", Text, nullable=False),
    Column("wall_s", Float, nullable=False),
    Column("score", Float),
    UniqueConstraint("key", name="uq_runs_key"),
    Index("ix_runs_site_started_at", "site", "started_at"),
    Index("ix_runs_run_id", "run_id"),
)

answers = Table(
    "answers",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("run", Integer, ForeignKey("runs.id", ondelete="CASCADE"), nullable=False),
    Column("place", Integer, nullable=False),
    Column("question", Text, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("flaky", Boolean, nullable=False),
    Column("clicks", Integer),
    Column("body", Text, nullable=False),  # the whole PastQuestion as JSON, without its pages
    UniqueConstraint("run", "place", name="uq_answers_run_place"),
    Index("ix_answers_question", "question"),
)

sights = Table(
    "sights",
    metadata,
    Column("run", Integer, ForeignKey("runs.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("body", LargeBinary, nullable=False),  # what pages showed: packed JSON, for the newest runs alone
)
