"""The store: every run whole or not at all, in SQLite or PostgreSQL alike."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

import sqlalchemy as sa
from pydantic import TypeAdapter, ValidationError

from selfserve_check.history.engine import WAIT_S, HistoryError, open_engine, reading, writing
from selfserve_check.history.lives import Night
from selfserve_check.history.pages import PageDigest
from selfserve_check.history.past import PastQuestion, PastRun, key_of
from selfserve_check.history.tables import answers, runs, sights
from selfserve_check.model.past_path import PastPath

SIGHTS_KEPT = 30
"""Of how many runs of a site the pages are kept: comparing needs the last few, and pages are what takes
room."""

_BYTES_MAX = 200_000_000
_QUESTION = TypeAdapter(PastQuestion)
_PAGES = TypeAdapter(tuple[PageDigest, ...])


@dataclass(frozen=True, slots=True, kw_only=True)
class RunLine:
    """A run in the list of runs. ``counts`` says how many questions had each outcome."""

    number: int
    run_id: str
    site: str
    started_at: str
    complete: bool
    wall_s: float
    score: float | None
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Store:
    """What was found on earlier nights. Every method raises HistoryError when the database fails it."""

    engine: sa.Engine

    def add(self, run: PastRun) -> bool:
        """Keep ``run``; False when it was there already."""
        key = key_of(run)
        with writing(self.engine) as connection:
            if connection.execute(sa.select(runs.c.id).where(runs.c.key == key)).first() is not None:
                return False
            row = {
                "key": key,
                "run_id": run.run_id,
                "site": run.site,
                "started_at": run.started_at,
                "complete": run.complete,
                "tool_version": run.tool_version,
                "wall_s": run.wall_s,
                "score": run.score,
            }
            (number,) = connection.execute(sa.insert(runs).values(row)).inserted_primary_key or (None,)
            rows = [_answer_row(number, place, one) for place, one in enumerate(run.questions)]
            if rows:
                connection.execute(sa.insert(answers), rows)
            connection.execute(sa.insert(sights).values(run=number, body=_packed(run.questions)))
            _forget_sights(connection, run.site)
        return True

    def lines(self, site: str | None = None, limit: int = 50) -> tuple[RunLine, ...]:
        """The newest runs (of one site), newest first."""
        wanted = sa.select(runs).order_by(runs.c.started_at.desc(), runs.c.id.desc()).limit(limit)
        if site is not None:
            wanted = wanted.where(runs.c.site == site)
        with reading(self.engine) as connection:
            found = connection.execute(wanted).mappings().all()
            numbers = [row["id"] for row in found]
            counting = (
                sa.select(answers.c.run, answers.c.outcome, sa.func.count().label("many"))
                .where(answers.c.run.in_(numbers))
                .group_by(answers.c.run, answers.c.outcome)
                .order_by(answers.c.run, answers.c.outcome)
            )
            counts = connection.execute(counting).all()
        return tuple(
            RunLine(
                number=row["id"],
                run_id=row["run_id"],
                site=row["site"],
                started_at=row["started_at"],
                complete=row["complete"],
                wall_s=row["wall_s"],
                score=row["score"],
                counts=tuple((outcome, many) for run, outcome, many in counts if run == row["id"]),
            )
            for row in found
        )

    def run(self, number: int) -> PastRun | None:
        """One run with its questions and, where they are still kept, its pages."""
        with reading(self.engine) as connection:
            row = connection.execute(sa.select(runs).where(runs.c.id == number)).mappings().first()
            if row is None:
                return None
            bodies = connection.execute(
                sa.select(answers.c.body).where(answers.c.run == number).order_by(answers.c.place)
            ).scalars()
            questions = [_read(body) for body in bodies]
            seen = connection.execute(sa.select(sights.c.body).where(sights.c.run == number)).scalar()
        pages = _unpacked(seen) if seen is not None else {}
        return PastRun(
            run_id=row["run_id"],
            site=row["site"],
            started_at=row["started_at"],
            complete=row["complete"],
            tool_version=row["tool_version"],
            wall_s=row["wall_s"],
            score=row["score"],
            questions=tuple(replace(one, pages=pages.get(one.id, ())) for one in questions),
        )

    def numbered(self, run_id: str) -> int | None:
        """The number of the newest run that is called ``run_id``, or has it as its number."""
        named = runs.c.run_id == run_id
        if run_id.isdecimal() and len(run_id) < 10:
            named = sa.or_(named, runs.c.id == int(run_id))
        wanted = sa.select(runs.c.id).where(named).order_by(runs.c.id.desc()).limit(1)
        with reading(self.engine) as connection:
            return connection.execute(wanted).scalar()

    def nights(self, site: str | None = None, question: str | None = None) -> tuple[Night, ...]:
        """How every question fared in every run (of ``site``), oldest first."""
        wanted = (
            sa.select(
                answers.c.question,
                runs.c.id,
                runs.c.run_id,
                runs.c.site,
                runs.c.started_at,
                runs.c.complete,
                answers.c.outcome,
                answers.c.reason,
                answers.c.flaky,
                answers.c.clicks,
            )
            .join(runs, runs.c.id == answers.c.run)
            .order_by(runs.c.started_at, runs.c.id, answers.c.place)
        )
        if site is not None:
            wanted = wanted.where(runs.c.site == site)
        if question is not None:
            wanted = wanted.where(answers.c.question == question)
        with reading(self.engine) as connection:
            return tuple(
                Night(
                    question=row[0],
                    run=row[1],
                    run_id=row[2],
                    site=row[3],
                    started_at=row[4],
                    complete=row[5],
                    outcome=row[6],
                    reason=row[7],
                    flaky=row[8],
                    clicks=row[9],
                )
                for row in connection.execute(wanted)
            )

    def question(self, run: int, question: str) -> PastQuestion | None:
        """One question of one run, with its pages where they are kept."""
        found = self.run(run)
        return found.named(question) if found else None

    def last_paths(self, site: str) -> dict[str, PastPath]:
        """By question: the way that led to its answer the last time it was found."""
        newest = (
            sa.select(answers.c.question, sa.func.max(answers.c.id).label("id"))
            .join(runs, runs.c.id == answers.c.run)
            .where(runs.c.site == site, answers.c.outcome == "passed")
            .group_by(answers.c.question)
            .subquery()
        )
        wanted = sa.select(answers.c.body).join(newest, newest.c.id == answers.c.id)
        with reading(self.engine) as connection:
            found = [_read(body) for body in connection.execute(wanted).scalars()]
        return {one.id: one.path for one in sorted(found, key=lambda one: one.id) if one.path is not None}

    def prune(self, before: str) -> int:
        """Forget runs that started before ``before`` (ISO 8601 in UTC); returns how many."""
        with writing(self.engine) as connection:
            return connection.execute(sa.delete(runs).where(runs.c.started_at < before)).rowcount


@contextmanager
def open_store(url: str, wait_s: float = WAIT_S) -> Iterator[Store]:
    """The store at ``url``. Raises HistoryError when it cannot be used."""
    engine = open_engine(url, wait_s)
    try:
        yield Store(engine)
    finally:
        engine.dispose()


def _answer_row(run: int | None, place: int, one: PastQuestion) -> dict[str, object]:
    return {
        "run": run,
        "place": place,
        "question": one.id,
        "outcome": one.outcome,
        "reason": one.reason,
        "flaky": one.flaky,
        "clicks": one.clicks,
        # PostgreSQL cannot hold a NUL in a text; JSON writes it as an escape, so the body may.
        "body": _QUESTION.dump_json(replace(one, pages=())).decode(),
    }


def _forget_sights(connection: sa.Connection, site: str) -> None:
    kept = (
        sa.select(runs.c.id)
        .where(runs.c.site == site)
        .order_by(runs.c.started_at.desc(), runs.c.id.desc())
        .limit(SIGHTS_KEPT)
    )
    of_site = sa.select(runs.c.id).where(runs.c.site == site)
    connection.execute(sa.delete(sights).where(sights.c.run.in_(of_site), sights.c.run.not_in(kept)))


def _packed(questions: Sequence[PastQuestion]) -> bytes:
    pages = tuple(dict.fromkeys(page for one in questions for page in one.pages))
    places = {page: place for place, page in enumerate(pages)}
    content = {
        "pages": _PAGES.dump_python(pages, mode="json"),
        "of": {one.id: [places[page] for page in one.pages] for one in questions if one.pages},
    }
    return zlib.compress(json.dumps(content, separators=(",", ":")).encode(), 6)


def _unpacked(body: bytes) -> dict[str, tuple[PageDigest, ...]]:
    """What pages showed, by question. A damaged body is no pages: only the small diff hangs on it."""
    try:
        content = json.loads(zlib.decompressobj().decompress(body, _BYTES_MAX))
        pages = _PAGES.validate_python(content["pages"])
        return {question: tuple(pages[place] for place in of) for question, of in content["of"].items()}
    except (zlib.error, ValueError, KeyError, IndexError, TypeError, AttributeError):
        return {}


def _read(body: str) -> PastQuestion:
    try:
        return _QUESTION.validate_json(body)
    except ValidationError as error:
        raise HistoryError(f"the store is damaged: an answer in it cannot be read ({error.title})") from error
