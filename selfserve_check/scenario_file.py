"""``scenarios/*.yaml`` -> :class:`Scenario`; what is wrong is told as file:line:column, all at once."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from selfserve_check.errors import FileProblem, FileProblemsError, UserError
from selfserve_check.model.scenario import (
    Answer,
    FactAnswer,
    NoAnswerGiven,
    PageAnswer,
    PassWhen,
    Promise,
    Scenario,
    Severity,
)
from selfserve_check.scenario_lines import quoted, scenario_lines
from selfserve_check.scenario_models import (
    BUDGET_DEFAULT,
    QUESTIONS_MAX,
    AnswerEntry,
    PromiseEntry,
    QuestionEntry,
    ScenarioFile,
)
from selfserve_check.scenario_url import Credentials, move, path_of, resolve, site_url, split_credentials
from selfserve_check.yaml_problems import did_you_mean, messages
from selfserve_check.yaml_source import CONFIG_NAME, Data, Loc, Source, parse_yaml, read_yaml

__all__ = [
    "Credentials",
    "LoadedScenarios",
    "check_scenarios",
    "load_scenarios",
    "quoted",
    "read_scenarios",
    "scenario_lines",
    "single_scenario",
    "slug",
    "split_credentials",
]

FILES_MAX = 2_000
SLUG_CHARACTERS_MAX = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedScenarios:
    """Every question of a run, the files they came from, passwords that stood in addresses, and warnings."""

    scenarios: tuple[Scenario, ...]
    files: tuple[str, ...] = ()
    credentials: tuple[Credentials, ...] = ()
    warnings: tuple[FileProblem, ...] = ()


def load_scenarios(
    paths: Sequence[Path], *, site: str | None = None, default_site: str | None = None
) -> tuple[Scenario, ...]:
    """The questions alone; see :func:`read_scenarios`."""
    return read_scenarios(paths, site=site, default_site=default_site).scenarios


def read_scenarios(
    paths: Sequence[Path], *, site: str | None = None, default_site: str | None = None
) -> LoadedScenarios:
    """Read files, and folders recursively (``*.yaml`` and ``*.yml``, sorted by name).

    ``site`` takes the place of every file's own, and what a file says of its own site (start pages and
    answer pages) moves there; ``default_site`` serves files that name none. Every scenario has an id that
    is unique among them. Raises FileProblemsError with everything that is wrong in all files, and
    UserError when ``site`` or ``default_site`` is no web address.
    """
    override, fallback = _site_of(site), _site_of(default_site)
    paths_found, problems = _files(paths)
    sources, unreadable = _sources(paths_found)
    checked = [(source, *_validated(source)) for source in sources]
    problems += unreadable
    problems += [problem for source, _, wrong in checked for problem in source.all_problems(wrong)]
    files = [(source, file) for source, file, _ in checked if file is not None]
    if not (override or fallback):
        problems += [_no_site(source) for source, file in files if file.site is None]
    problems += _asked_twice(sources)
    if not problems:
        problems += _too_many(files)
    if problems:
        raise FileProblemsError(tuple(sorted(problems, key=lambda one: (one.file, one.line, one.column))))
    given = [pair for pair in (override or fallback,) if pair is not None]
    passwords = [found for source, file in files for found in _passwords(source, file)]
    return LoadedScenarios(
        scenarios=tuple(
            one for source, file in files for one in _scenarios(source, file, override, fallback)
        ),
        files=tuple(source.file for source in sources),
        credentials=(*(found for _, found in given if found), *(found for found, _ in passwords)),
        warnings=tuple(warning for _, warning in passwords),
    )


def single_scenario(
    url: str,
    question: str,
    *,
    answer: str | None = None,
    also_asked: Sequence[str] = (),
    budget: int = BUDGET_DEFAULT,
    personas: Sequence[str] = (),
) -> Scenario:
    """One question from the command line, asked from the page at ``url``.

    A user name and password in ``url`` are left out (see :func:`split_credentials`). Raises UserError
    that names every argument that is wrong.
    """
    try:
        start, _ = site_url(url)
    except ValueError as error:
        raise UserError(f"URL: {error}") from None
    given = {"question": question, "also_asked": also_asked, "budget": budget}
    given |= {"answer": answer} if answer is not None else {}
    given |= {"personas": personas} if personas else {}
    try:
        entry = QuestionEntry.model_validate(given)
    except ValidationError as error:
        lines = [f"{loc[0]}: {message}" for loc, _, message in messages(error, QuestionEntry)]
        raise UserError("\n".join(lines)) from None
    site = resolve(start, "/")
    file = ScenarioFile(questions=(entry,))
    return _scenario(entry, file, site, lambda written: resolve(start, written), start, "")


def check_scenarios(text: str, file: str) -> Data:
    """The plain data of the scenario file ``text``. Raises FileProblemsError with all that is wrong."""
    source = parse_yaml(text, file)
    _, wrong = _validated(source)
    problems = [*source.all_problems(wrong), *_asked_twice([source])]
    if problems:
        raise FileProblemsError(tuple(problems))
    return source.data()


def slug(question: str) -> str:
    """The id of a question that was given none: its words in small letters, joined by hyphens.

    A long one is cut and ends in six digits of a hash of the whole, so that it does not depend on other
    questions or on their order.
    """
    words = re.findall(r"\w+", re.sub(r"['’]", "", unicodedata.normalize("NFKC", question).lower()))
    whole = "-".join(words).strip("_-")
    if len(whole) <= SLUG_CHARACTERS_MAX:
        return whole
    digest = hashlib.sha256(whole.encode()).hexdigest()[:6]
    return f"{whole[: SLUG_CHARACTERS_MAX - 7].rstrip('-_')}-{digest}"


SiteGiven = tuple[str, Credentials | None]


def _site_of(site: str | None) -> SiteGiven | None:
    try:
        return site_url(site) if site is not None else None
    except ValueError as error:
        raise UserError(f"site: {error}") from None


def _files(paths: Sequence[Path]) -> tuple[list[Path], list[FileProblem]]:
    """The scenario files that ``paths`` name, each once, and what is wrong with ``paths``."""
    found: dict[Path, Path] = {}
    problems: list[FileProblem] = []
    for path in paths:
        if path.is_dir():
            inside = _in_folder(path)
            if not inside:
                problems.append(_of_path(path, "there is no .yaml or .yml file in this folder"))
        elif path.name == CONFIG_NAME:
            inside = []
            problems.append(_of_path(path, "this is the configuration, not scenarios; name scenario files"))
        elif path.exists():
            inside = [path]
        else:
            inside = []
            problems.append(_of_path(path, f"no such file or folder{_near(path)}"))
        for one in inside:
            found.setdefault(one.resolve(), one)
    if len(found) > FILES_MAX:
        problems.append(
            _of_path(paths[0], f"{len(found)} scenario files are too many; at most {FILES_MAX} are read")
        )
        return [], problems
    return list(found.values()), problems


def _in_folder(folder: Path) -> list[Path]:
    """Scenario files below ``folder``; what starts with a dot is passed over."""
    files = (path for path in folder.rglob("*") if path.suffix in (".yaml", ".yml") and path.is_file())
    wanted = (path for path in files if path.name != CONFIG_NAME)
    return sorted(
        path for path in wanted if not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )


def _near(path: Path) -> str:
    folder = path.parent
    return did_you_mean(path.name, [one.name for one in folder.iterdir()]) if folder.is_dir() else ""


def _of_path(path: Path, message: str) -> FileProblem:
    return FileProblem(file=str(path), line=1, column=1, message=message)


def _sources(paths: Sequence[Path]) -> tuple[list[Source], list[FileProblem]]:
    sources: list[Source] = []
    problems: list[FileProblem] = []
    for path in paths:
        try:
            sources.append(read_yaml(path))
        except FileProblemsError as error:
            problems += error.problems
    return sources, problems


def _validated(source: Source) -> tuple[ScenarioFile | None, list[FileProblem]]:
    data = source.data()
    if data is None:
        return None, [source.problem((), "the file is empty; write 'questions:' and a list of questions")]
    if not isinstance(data, dict):
        return None, [
            source.problem((), "the file must be a mapping; put the list of questions under 'questions:'")
        ]
    try:
        return ScenarioFile.model_validate(data), []
    except ValidationError as error:
        return None, [
            source.problem(loc, message, of_key=of_key)
            for loc, of_key, message in messages(error, ScenarioFile)
        ]


def _no_site(source: Source) -> FileProblem:
    message = "no site is named; write 'site: https://…' here or in the configuration, or give --site"
    return source.problem((), message)


def _too_many(files: Sequence[tuple[Source, ScenarioFile]]) -> list[FileProblem]:
    count = sum(len(file.questions) for _, file in files)
    if count <= QUESTIONS_MAX:
        return []
    message = f"{count} questions are too many for one run; at most {QUESTIONS_MAX:,} are asked"
    return [files[-1][0].problem(("questions",), message)]


def _asked_twice(sources: Sequence[Source]) -> list[FileProblem]:
    """Ids that two questions of the run share (they would be one in every report and in the history)."""
    first: dict[str, FileProblem] = {}
    problems: list[FileProblem] = []
    for name, here, made in (found for source in sources for found in _ids(source)):
        there = first.setdefault(name.casefold(), here)
        if there is not here:
            where = f"line {there.line}" if there.file == here.file else f"{there.file}:{there.line}"
            advice = "give one of the two an id of its own" if made else "ids must differ"
            message = f"the id '{name}' is already that of {where}; {advice}"
            problems.append(FileProblem(file=here.file, line=here.line, column=here.column, message=message))
    return problems


def _ids(source: Source) -> Iterator[tuple[str, FileProblem, bool]]:
    """(id, where, whether it was made from the question) of every question that can be read at all."""
    data = source.data()
    questions = data.get("questions") if isinstance(data, dict) else None
    for index, entry in enumerate(questions if isinstance(questions, list) else []):
        fields = entry if isinstance(entry, dict) else {"question": entry}
        written, question = fields.get("id"), fields.get("question")
        loc: Loc = ("questions", index)
        if isinstance(written, str):
            yield written, source.problem((*loc, "id"), ""), False
        elif isinstance(question, str) and slug(question):
            yield slug(question), source.problem(loc, ""), True


def _passwords(source: Source, file: ScenarioFile) -> Iterator[tuple[Credentials, FileProblem]]:
    """Credentials that stand in the addresses of ``file``, each with a warning."""
    entries = list(enumerate(file.questions))
    written: list[tuple[Loc, str | None]] = [(("site",), file.site), (("start",), file.start)]
    written += [(("questions", index, "start"), entry.start) for index, entry in entries]
    written += [(("questions", index, "answer", "page"), _page_of(entry)) for index, entry in entries]
    written += [
        (("questions", index, "promise", "page"), entry.promise.page if entry.promise else None)
        for index, entry in entries
    ]
    for loc, address in written:
        found = split_credentials(address)[1] if address and "://" in address else None
        if found:
            message = f"the password was taken out of the address; it is used for {found.host} alone"
            yield found, source.problem(loc, message)


def _page_of(entry: QuestionEntry) -> str | None:
    return entry.answer.page if entry.answer else None


def _scenarios(
    source: Source, file: ScenarioFile, override: SiteGiven | None, fallback: SiteGiven | None
) -> Iterator[Scenario]:
    """The questions of one valid file on the site that holds for it."""
    own = site_url(file.site)[0] if file.site else None
    site = override[0] if override else own or (fallback[0] if fallback else "")

    def address(written: str) -> str:
        url = resolve(own or site, written)
        return move(url, old_site=own, new_site=site) if own else url

    for index, entry in enumerate(file.questions):
        place = f"{source.file}:{source.spot(('questions', index)).line}"
        written = entry.start or file.start
        start = address(written) if written else site
        yield _scenario(entry, file, site, address, start, place)


def _scenario(
    entry: QuestionEntry,
    file: ScenarioFile,
    site: str,
    address: Callable[[str], str],
    start: str,
    source: str,
) -> Scenario:
    return Scenario(
        id=entry.id or slug(entry.question),
        question=entry.question,
        site=site,
        start=start,
        answer=_answer(entry.answer, address),
        also_asked=_other_wordings(entry),
        budget=entry.budget or file.budget or BUDGET_DEFAULT,
        asked_per_month=entry.asked_per_month,
        severity=_severity(entry, file),
        tags=tuple(dict.fromkeys((*file.tags, *entry.tags))),
        pass_when=PassWhen(entry.pass_when or file.pass_when or "any"),
        personas=tuple(dict.fromkeys(entry.personas or file.personas or ())),
        source=source,
        synonyms=tuple(dict.fromkeys((*file.synonyms, *entry.synonyms))),
        conditions=entry.conditions if entry.conditions is not None else file.conditions,
        promise=_promise(entry.promise, address),
    )


def _promise(entry: PromiseEntry | None, address: Callable[[str], str]) -> Promise | None:
    return None if entry is None else Promise(page=address(entry.page), says=entry.says)


def _severity(entry: QuestionEntry, file: ScenarioFile) -> Severity:
    """The question's own, else that of its tags, its own before the file's, else the file's."""
    by_tag = (file.severity_by_tag[tag] for tag in (*entry.tags, *file.tags) if tag in file.severity_by_tag)
    return Severity(entry.severity or next(by_tag, None) or file.severity or "error")


def _other_wordings(entry: QuestionEntry) -> tuple[str, ...]:
    """``also_asked`` without what only repeats another wording."""
    by_words = {text.casefold(): text for text in reversed(entry.also_asked)}
    by_words.pop(entry.question.casefold(), None)
    return tuple(reversed(by_words.values()))


def _answer(entry: AnswerEntry | None, address: Callable[[str], str]) -> Answer:
    if entry is None:
        return NoAnswerGiven()
    if entry.page is not None:
        url = address(entry.page)
        return PageAnswer(page=path_of(url) if entry.page.startswith("/") else url)
    return FactAnswer(all_of=entry.all_of, any_of=entry.any_of, none_of=entry.none_of, matches=entry.matches)
