"""Writing a decision into any scenario file leaves all else as it was, byte for byte."""

from __future__ import annotations

from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from selfserve_check.errors import FileProblemsError, UserError
from selfserve_check.scenario_edit import Ruling, with_ruling
from selfserve_check.scenario_file import check_scenarios, slug

WORDS = st.sampled_from(
    ["Can I pay later", "When are you open", "Is it free", "Wo ist das Lager", "¿Cuánto cuesta"]
)
COMMENTS = st.sampled_from(["", "  # why not", " #", "   # “quoted” : {odd} [signs]"])
# Signs that mean something to YAML, beside ordinary ones: a fact must come through as it is.
SIGNS = st.text(alphabet="abc 019 :#-'\"{}[],&*!|>%@`?\\é€‍“—", max_size=30)
FACTS = st.builds(lambda sign, more: " ".join(f"{sign}fact {more}".split()), SIGNS, SIGNS)
ANSWERS = st.sampled_from(
    [
        "",
        "answer: 30 days",
        'answer: "free: always"',
        "answer: {any_of: [a1, 'b, 2'] }",
        "answer:\n{pad}  any_of:\n{pad}    - a1   # first\n\n{pad}    - b2",
        "answer:\n{pad}  all_of: x1\n{pad}  none_of:\n{pad}  - y1",
        "answer: {matches: '(?:x|y)z'}",
    ]
)


@st.composite
def entries(draw: st.DrawFn, number: int) -> str:
    """One question in one of the ways in which people write them."""
    words, comment = f"{draw(WORDS)} {number}?", draw(COMMENTS)
    form = draw(st.sampled_from(["bare", "quoted", "block", "wide", "braces"]))
    if form == "bare":
        return f"  - {words}{comment}\n"
    if form == "quoted":
        return f'  -   "{words}"{comment}\n'
    if form == "braces":
        return f"  - {{ id: q{number}, question: '{words}' ,tags: [a,  b] }}{comment}\n"
    pad = "    " if form == "block" else "        "
    answer = draw(ANSWERS).replace("{pad}", pad)
    lines = [f"id: q{number}", f"question:   {words}{comment}", *([answer] if answer else []), "budget: 4"]
    return f"  -{pad[3:]}" + f"\n{pad}".join(lines) + "\n"


@st.composite
def files(draw: st.DrawFn) -> tuple[str, int]:
    count = draw(st.integers(1, 4))
    made = [draw(entries(number)) for number in range(count)]
    between = draw(st.sampled_from(["", "\n", "  # a group\n", "\n\n# far left\n"]))
    text = f"# head\nsite: https://s.example\n\nquestions:{draw(COMMENTS)}\n" + between.join(made)
    return text, draw(st.integers(0, count - 1))


def _question(text: str, place: int) -> tuple[str, str]:
    data = check_scenarios(text, "f")
    assert isinstance(data, dict)
    questions = data["questions"]
    assert isinstance(questions, list)
    entry = questions[place]
    if isinstance(entry, dict):
        return str(entry["id"]), str(entry["question"])
    return slug(str(entry)), str(entry)


@settings(max_examples=150, deadline=None)
@given(files(), st.lists(FACTS, max_size=2), st.lists(FACTS, max_size=1), st.booleans())
def test_all_else_stays_byte_for_byte(
    made: tuple[str, int], facts: list[str], refused: list[str], windows: bool
) -> None:
    """Lines before and after the question are the same; taking out what was put in gives the file again."""
    text, place = made
    text = text.replace("\n", "\r\n") if windows else text
    name, words = _question(text, place)
    assume(facts or refused)
    ruling = Ruling(id=name, question=words, facts=tuple(facts), refused=tuple(refused))
    try:
        after = with_ruling(text, "f", ruling)
    except (UserError, FileProblemsError):
        event("refused")
        return  # it says so, and nothing was written
    event("written")
    lines, new = text.splitlines(keepends=True), after.splitlines(keepends=True)
    starts = [number for number, line in enumerate(lines) if line.startswith("  -")]
    first = starts[place]
    last = starts[place + 1] if place + 1 < len(starts) else len(lines)
    assert new[:first] == lines[:first]
    assert new[len(new) - (len(lines) - last) :] == lines[last:]
    comments = [line.partition(" #")[2] for line in lines]
    assert all(comment in after for comment in comments)
    written = repr(check_scenarios(after, "f"))
    assert all(repr(fact)[1:-1] in written for fact in (*facts, *refused))
