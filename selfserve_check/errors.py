"""Errors that say who should act.

Everything a person can mend is a :class:`UserError`: the command line prints its text and exits with 2.
What happens on a site is never an exception above the browser: it is a reply of the ``Site`` port.
"""

from __future__ import annotations

from dataclasses import dataclass


class SelfserveError(Exception):
    """Base of every error this package raises on purpose."""


class UserError(SelfserveError):
    """Bad usage or configuration: the message says what, where and what to do next."""


class MissingToolError(SelfserveError):
    """This machine lacks something (a browser, a font); the message names the command that mends it."""


class BrowserDiedError(SelfserveError):
    """The browser process or its connection is gone; the work may be tried again with a new one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileProblem:
    """One thing wrong in a file that a person wrote. ``line`` and ``column`` count from 1."""

    file: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.message}"


class FileProblemsError(UserError):
    """Everything that is wrong in the files of one command, all at once."""

    def __init__(self, problems: tuple[FileProblem, ...]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems
