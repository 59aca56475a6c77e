"""Writes what a person decided about an answer into a scenario file, and leaves every other byte alone.

The file is not written anew: ruamel.yaml says where each value begins and ends, and only there text is put
in. The result is read again before it counts: it must be a good scenario file that says of every other
question what it said before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from selfserve_check.errors import UserError
from selfserve_check.scenario_file import check_scenarios, quoted, slug
from selfserve_check.yaml_source import Data

Verdict = Literal["accept", "refuse"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """What a person says of a question: ``facts`` that a right page shows, and ``refused`` ones that make a
    page wrong. ``question`` is its words, by which an edit since the run is noticed."""

    id: str
    question: str
    facts: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Splice:
    """``text`` takes the place of what stands from ``start`` to ``end``."""

    start: int
    end: int
    text: str


def with_ruling(text: str, file: str, ruling: Ruling) -> str:
    """``text`` of the scenario file ``file`` with ``ruling`` written into its question.

    A question that is a bare text becomes a mapping; an answer that is one fact becomes one of several where
    a second is accepted. Raises UserError when the question is not there, was edited since, when the ruling
    cannot be written, or when what came of it is no good scenario file.
    """
    check_scenarios(text, file)
    entry, place, in_line = _found(text, file, ruling)
    splices = _splices(text, file, entry, ruling, in_line=in_line)
    made = text
    ordered = sorted(enumerate(splices), key=lambda pair: (pair[1].start, pair[0]))
    for _, one in reversed(ordered):  # from the end on, so that places stay true
        made = made[: one.start] + one.text + made[one.end :]
    check_scenarios(made, file)
    _refuse_more_than_wanted(text, made, file, place)
    return made


def _found(text: str, file: str, ruling: Ruling) -> tuple[Node, int, bool]:
    """The entry of the question, its place in the list, and whether it stands within brackets."""
    for questions in _values(_root(text, file), "questions"):
        if not isinstance(questions, SequenceNode):
            continue
        for place, entry in enumerate(questions.value):
            words = _words(entry)
            if ruling.id != (_scalar(entry, "id") or slug(words)):
                continue
            if " ".join(words.split()) != " ".join(ruling.question.split()):
                line = entry.start_mark.line + 1
                raise UserError(
                    f"{file}:{line}: '{ruling.id}' asks something else than it did in this run; run it again"
                )
            return entry, place, bool(questions.flow_style)
    raise UserError(f"{file}: no question has the id '{ruling.id}'; was it renamed since the run?")


def _root(text: str, file: str) -> Node | None:
    try:
        # Plain words stay words: what "no" means is not decided here.
        root: Node | None = YAML(typ="safe", pure=True).compose(text)
    except (YAMLError, ValueError, RecursionError) as error:
        raise UserError(f"{file}: is not YAML: {str(error).splitlines()[0][:200]}") from error
    return root


def _values(node: Node | None, key: str) -> list[Node]:
    if not isinstance(node, MappingNode):
        return []
    return [value for name, value in node.value if name.value == key]


def _scalar(node: Node, key: str) -> str:
    return next((str(value.value) for value in _values(node, key) if isinstance(value, ScalarNode)), "")


def _words(entry: Node) -> str:
    return str(entry.value) if isinstance(entry, ScalarNode) else _scalar(entry, "question")


def _splices(text: str, file: str, entry: Node, ruling: Ruling, *, in_line: bool) -> list[_Splice]:
    if isinstance(entry, ScalarNode):
        return _of_bare(text, file, entry, ruling, in_line=in_line)
    if not isinstance(entry, MappingNode):
        raise _cannot(file, entry, ruling, "it is no question")
    answers = _values(entry, "answer")
    if not answers:
        return [_added(text, entry, _fresh(file, entry, ruling))]
    return _into(text, file, answers[0], ruling)


def _of_bare(text: str, file: str, entry: ScalarNode, ruling: Ruling, *, in_line: bool) -> list[_Splice]:
    """A bare text becomes a mapping. One that goes over several lines is put on one."""
    start, end = entry.start_mark.index, entry.end_mark.index
    end = start + len(text[start:end].rstrip())
    answer = _fresh(file, entry, ruling)
    words = text[start:end]
    if in_line:
        kept = words if words[:1] in "'\"" else quoted(str(entry.value))
        return [_Splice(start=start, end=end, text=f"{{question: {kept}, answer: {answer}}}")]
    if "\n" in words:
        words = quoted(" ".join(str(entry.value).split()))
    after = _line_end(text, end)
    below = f"{_newline(text)}{' ' * entry.start_mark.column}answer: {answer}"
    return [
        _Splice(start=start, end=end, text=f"question: {words}"),
        _Splice(start=after, end=after, text=below),
    ]


def _fresh(file: str, entry: Node, ruling: Ruling) -> str:
    """An answer where there was none."""
    if not ruling.facts:
        raise _cannot(
            file,
            entry,
            ruling,
            "it has no answer, and one that only says what is wrong can never be met; say what is right, too",
        )
    if len(ruling.facts) == 1 and not ruling.refused:
        return quoted(ruling.facts[0])
    kind = "all_of" if len(ruling.facts) == 1 else "any_of"
    parts = [f"{kind}: {_list(ruling.facts)}"]
    parts += [f"none_of: {_list(ruling.refused)}"] if ruling.refused else []
    return f"{{{', '.join(parts)}}}"


def _into(text: str, file: str, answer: Node, ruling: Ruling) -> list[_Splice]:
    """Into an answer that is there."""
    if isinstance(answer, ScalarNode):
        return [_from_one_fact(text, answer, ruling)]
    if not isinstance(answer, MappingNode) or _values(answer, "page"):
        raise _cannot(file, answer, ruling, "its answer is a page; edit the file by hand")
    splices: list[_Splice] = []
    if ruling.facts:
        splices += _alternative(text, file, answer, ruling)
    if ruling.refused:
        splices += _appended(text, answer, "none_of", ruling.refused)
    return splices


def _from_one_fact(text: str, answer: ScalarNode, ruling: Ruling) -> _Splice:
    start, end = answer.start_mark.index, answer.end_mark.index
    end = start + len(text[start:end].rstrip())
    first = quoted(" ".join(str(answer.value).split()))
    if ruling.facts:
        right = f"any_of: [{first}, {', '.join(map(quoted, ruling.facts))}]"
    else:
        right = f"all_of: [{first}]"
    wrong = f", none_of: {_list(ruling.refused)}" if ruling.refused else ""
    return _Splice(start=start, end=end, text=f"{{{right}{wrong}}}")


def _alternative(text: str, file: str, answer: MappingNode, ruling: Ruling) -> list[_Splice]:
    """One more fact that counts by itself. Where all of several must be shown it cannot be said."""
    everything = _values(answer, "all_of")
    if not everything:
        return _appended(text, answer, "any_of", ruling.facts)
    (facts,) = everything
    alone = isinstance(facts, ScalarNode) or len(facts.value) == 1
    if not alone or _values(answer, "any_of"):
        raise _cannot(file, answer, ruling, "its answer needs several facts (all_of); edit the file by hand")
    key = next(name for name, _ in answer.value if name.value == "all_of")
    renamed = _Splice(start=key.start_mark.index, end=key.end_mark.index, text="any_of")
    return [renamed, *_longer(text, facts, ruling.facts)]


def _appended(text: str, answer: MappingNode, key: str, facts: tuple[str, ...]) -> list[_Splice]:
    known = _values(answer, key)
    if known:
        return _longer(text, known[0], facts)
    return [_added(text, answer, _list(facts), key)]


def _longer(text: str, facts: Node, more: tuple[str, ...]) -> list[_Splice]:
    """``more`` after the last of ``facts``, in the manner in which they are written."""
    start, end = facts.start_mark.index, facts.end_mark.index
    if isinstance(facts, ScalarNode):
        end = start + len(text[start:end].rstrip())
        first = quoted(" ".join(str(facts.value).split()))
        return [_Splice(start=start, end=end, text=f"[{first}, {', '.join(map(quoted, more))}]")]
    if not isinstance(facts, SequenceNode):
        return []  # the file was found good: facts are one, or a list
    if facts.flow_style and not facts.value:
        return [_Splice(start=start, end=end, text=_list(more))]
    last = _end_of(text, facts.value[-1])
    if facts.flow_style:
        return [_Splice(start=last, end=last, text=f", {', '.join(map(quoted, more))}")]
    after, indent = _line_end(text, last), " " * facts.start_mark.column
    lines = "".join(f"{_newline(text)}{indent}- {quoted(fact)}" for fact in more)
    return [_Splice(start=after, end=after, text=lines)]


def _added(text: str, mapping: MappingNode, value: str, key: str = "answer") -> _Splice:
    """``key: value`` after the last entry of ``mapping``; of a question, after its own words."""
    beside = _values(mapping, "question") if key == "answer" else []
    last = _end_of(text, beside[0] if beside else mapping.value[-1][1])
    if mapping.flow_style:
        return _Splice(start=last, end=last, text=f", {key}: {value}")
    after = _line_end(text, last)
    below = f"{_newline(text)}{' ' * mapping.value[0][0].start_mark.column}{key}: {value}"
    return _Splice(start=after, end=after, text=below)


def _end_of(text: str, node: Node) -> int:
    """Where the value ends: of a block that goes on to the next line, where its last sign stands."""
    start, end = int(node.start_mark.index), int(node.end_mark.index)
    if isinstance(node, MappingNode | SequenceNode) and not node.flow_style and node.value:
        inner = node.value[-1]
        return _end_of(text, inner[1] if isinstance(inner, tuple) else inner)
    return start + len(text[start:end].rstrip())


def _line_end(text: str, place: int) -> int:
    """The end of the line of ``place``, a comment behind it included."""
    end = text.find("\n", place)
    if end < 0:
        return len(text)
    return end - 1 if end > place and text[end - 1] == "\r" else end


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _list(facts: tuple[str, ...]) -> str:
    return f"[{', '.join(quoted(fact) for fact in facts)}]"


def _refuse_more_than_wanted(before: str, after: str, file: str, place: int) -> None:
    """The last guard: of all other questions, and of the file's own words, nothing has changed."""
    old, new = _plain(before, file), _plain(after, file)
    for data in (old, new):
        questions = data.get("questions")
        if isinstance(questions, list):
            entry = questions[place]
            words = (
                entry if not isinstance(entry, dict) else {k: v for k, v in entry.items() if k != "answer"}
            )
            questions[place] = words if not isinstance(words, dict) or len(words) > 1 else words["question"]
    if old != new:
        raise UserError(f"{file}: the answer cannot be written without changing more; edit the file by hand")


def _plain(text: str, file: str) -> dict[str, Any]:
    data: Data = check_scenarios(text, file)
    return dict(data) if isinstance(data, Mapping) else {}


def _cannot(file: str, node: Node, ruling: Ruling, why: str) -> UserError:
    return UserError(f"{file}:{node.start_mark.line + 1}: '{ruling.id}': {why}")
