"""``scenarios/*.yaml`` -> Scenario."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from selfserve_check.errors import FileProblemsError, UserError
from selfserve_check.model.scenario import (
    FactAnswer,
    NoAnswerGiven,
    PageAnswer,
    PassWhen,
    Scenario,
    Severity,
)
from selfserve_check.scenario_file import (
    load_scenarios,
    read_scenarios,
    scenario_lines,
    single_scenario,
    slug,
)
from selfserve_check.scenario_models import QUESTIONS_MAX

EXAMPLE = """\
site: https://shop.example
budget: 5
questions:
  - Can I talk to a person?
  - id: return-window
    question: How long do I have to send something back?
    also_asked: [what is your return period, can I return it after three weeks]
    answer: 30 days              # a fact
    budget: 3
    asked_per_month: 1200
    tags: [returns, pre-launch]
  - id: delivery-cost
    question: What does delivery cost?
    answer:
      any_of: ["4.95 EUR", "free over 50 EUR"]
      none_of: ["6.95 EUR"]
"""


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file ``shop.yaml`` in the current folder, still to be written."""
    monkeypatch.chdir(tmp_path)
    return Path("shop.yaml")


def loaded(path: Path, text: str, *, site: str | None = None) -> tuple[Scenario, ...]:
    path.write_text(text, encoding="utf-8")
    return load_scenarios([path], site=site)


def refused(path: Path, text: str) -> list[str]:
    """The problems of ``text``, one line each, without the file's name."""
    with pytest.raises(FileProblemsError) as caught:
        loaded(path, text)
    return [line.removeprefix("shop.yaml:") for line in str(caught.value).splitlines()]


def one_question(answer: str) -> str:
    return f"site: https://shop.example\nquestions:\n  - question: How long?\n    answer: {answer}\n"


def test_the_example_of_the_handbook_loads(shop: Path) -> None:
    """Defaults of the file are filled in, and every key arrives."""
    person, window, cost = loaded(shop, EXAMPLE)
    assert person == Scenario(
        id="can-i-talk-to-a-person",
        question="Can I talk to a person?",
        site="https://shop.example/",
        start="https://shop.example/",
        answer=NoAnswerGiven(),
        source="shop.yaml:4",
    )
    assert window == Scenario(
        id="return-window",
        question="How long do I have to send something back?",
        site="https://shop.example/",
        start="https://shop.example/",
        answer=FactAnswer(all_of=("30 days",)),
        also_asked=("what is your return period", "can I return it after three weeks"),
        budget=3,
        asked_per_month=1200,
        tags=("returns", "pre-launch"),
        source="shop.yaml:5",
    )
    assert cost.answer == FactAnswer(any_of=("4.95 EUR", "free over 50 EUR"), none_of=("6.95 EUR",))


def test_what_stands_at_the_top_holds_for_every_question(shop: Path) -> None:
    """A question's own word beats it; tags are added up."""
    text = (
        "site: https://shop.example\nbudget: 7\nstart: /sale\ntags: spring\nseverity: warn\npass_when: all\n"
        "personas: [search]\nquestions:\n  - How much is it?\n"
        "  - {question: How long?, budget: 2, start: /x, tags: [a, spring], severity: off, pass_when: any,"
        " personas: menu}\n"
    )
    first, second = loaded(shop, text)
    assert (first.budget, first.start, first.tags) == (7, "https://shop.example/sale", ("spring",))
    assert (first.severity, first.pass_when, first.personas) == (Severity.WARN, PassWhen.ALL, ("search",))
    assert (second.budget, second.start, second.tags) == (2, "https://shop.example/x", ("spring", "a"))
    assert (second.severity, second.pass_when, second.personas) == (Severity.OFF, PassWhen.ANY, ("menu",))


@pytest.mark.parametrize(
    ("written", "answer"),
    [
        ("30", FactAnswer(all_of=("30",))),
        ("4.90", FactAnswer(all_of=("4.90",))),
        ("no", FactAnswer(all_of=("no",))),
        ("{all_of: 30 days}", FactAnswer(all_of=("30 days",))),
        ("{matches: '[0-9]+ days'}", FactAnswer(matches=("[0-9]+ days",))),
        ("{page: /help/reset?x=1}", PageAnswer(page="/help/reset?x=1")),
        ("{page: 'https://shop.example/help'}", PageAnswer(page="https://shop.example/help")),
    ],
)
def test_answers_in_every_form(shop: Path, written: str, answer: FactAnswer | PageAnswer) -> None:
    """A number is the text that was written, and ``no`` is a word."""
    assert loaded(shop, one_question(written))[0].answer == answer


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("", "4:5: nothing is written here"),
        ('""', "4:13: the answer is empty; write what a right page says"),
        ('" \\t "', "4:13: the answer is empty"),
        ("'!?'", "4:13: the answer '!?' has no letter or figure"),
        ("{}", "4:13: the answer is empty, so no page can ever answer"),
        ("{none_of: [6.95 EUR]}", "4:13: none_of alone says only what is wrong"),
        ("{any_of: []}", "4:13: the answer is empty"),
        ("[a, b]", "4:13: write all_of: [...] when a page must show every one"),
        (
            "{any_of: [30 days, a week], none_of: [x, Thirty  days]}",
            "4:54: 'Thirty days' is also part of '30 days'",
        ),
        ("{all_of: [30 days], none_of: [30-day]}", "4:43: '30-day' is also part of '30 days' in all_of"),
        ("{page: /x, all_of: [a]}", "4:20: 'page' stands alone"),
        ("{page: help}", "4:20: write a path that starts with '/'"),
        ("{matches: '(a'}", "4:23: this pattern cannot be used: missing ): (a"),
        ("{matches: '(?=a)b'}", "RE2 has no look-around"),
        ("{matches: '(a)\\1'}", "RE2 has no back-references"),
        ("{matches: '.*'}", "the pattern matches an empty text"),
        ("{any_fo: [a]}", "4:14: unknown key 'any_fo'; did you mean 'any_of'?"),
    ],
)
def test_an_answer_that_can_never_match_is_refused(shop: Path, written: str, said: str) -> None:
    """Each with its place and what to write instead."""
    assert any(said in line for line in refused(shop, one_question(written)))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("anwser: 30 days", "4:5: unknown key 'anwser'; did you mean 'answer'?"),
        ("budget: 0", "4:13: must be at least 1, not 0"),
        ("budget: 51", "4:13: must be at most 50, not 51"),
        ("budget: three", "4:13: 'three' is not a whole number"),
        ("budget: 2.5", "4:13: '2.5' is not a whole number"),
        ("asked_per_month: -1", "4:22: must be at least 0, not -1"),
        ("severity: eror", "4:15: 'eror' is not one of: blocker, error, warn, off; did you mean 'error'?"),
        ("pass_when: both", "4:16: 'both' is not one of: any, all"),
        (
            "personas: [serch]",
            "4:16: 'serch' is not one of: menu, search, thorough, skimmer; did you mean 'search'?",
        ),
        ("personas: []", "4:15: the list is empty; write at least 1"),
        ("start: spring-sale", "4:12: write a path that starts with '/'"),
        ("start: ftp://shop.example/", "4:12: the address starts with 'ftp://'"),
        ("id: a/b", "4:9: an id is letters, digits"),
        ("tags: {a: b}", "4:11: a list belongs here"),
        ("also_asked: ['', x]", "4:18: the question is empty"),
        ("question: again", "4:5: the key 'question' is written twice; the first is in line 3"),
    ],
)
def test_a_wrong_key_or_value_is_told_with_its_place(shop: Path, line: str, said: str) -> None:
    """File, line and column, what is wrong, and the nearest right word."""
    text = f"site: https://shop.example\nquestions:\n  - question: How long?\n    {line}\n"
    assert any(said in problem for problem in refused(shop, text))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "1:1: the file is empty"),
        ("# only a comment\n", "1:1: the file is empty"),
        ("- a\n- b\n", "1:1: the file must be a mapping; put the list of questions under 'questions:'"),
        ("site: https://s.example\n", "1:1: the key 'questions' is missing here"),
        ("site: https://s.example\nquestions:\n", "2:1: nothing is written here"),
        ("site: https://s.example\nquestions: []\n", "2:12: the list is empty; write at least 1"),
        ("site: https://s.example\nquestions: {a: b}\n", "2:12: a list belongs here"),
        ("site: https://s.example\nquestions: ['  ']\n", "2:13: the question is empty"),
        ("site: https://s.example\nquestions: ['???']\n", "2:13: the question has no word in it"),
        ("site: https://s.example\nquestions: [[a]]\n", "2:13: a mapping (key: value) belongs here"),
        (
            "site: s.example\nquestions: [a]\n",
            "1:7: the address must start with http:// or https://; did you mean",
        ),
        ("questions: [a]\n", "1:1: no site is named"),
        ("site: https://s.example\nquestions: [{id: x}]\n", "2:13: the key 'question' is missing here"),
    ],
)
def test_a_file_without_what_is_needed_says_so(shop: Path, text: str, said: str) -> None:
    """Nothing is guessed."""
    assert any(said in problem for problem in refused(shop, text))


def test_all_problems_of_all_files_are_listed_sorted_by_line(shop: Path) -> None:
    """YAML's own problems hide neither those of the model nor those of other files."""
    other = Path("also.yaml")
    other.write_text("budget: 0\nquestions: [a]\n", encoding="utf-8")
    shop.write_text("sit: x\nbudget: &b 0\nquestions:\n  - id: *b\n    qestion: y\n", encoding="utf-8")
    with pytest.raises(FileProblemsError) as caught:
        load_scenarios([shop, other], site="https://shop.example")
    assert [(one.file, one.line, one.column) for one in caught.value.problems] == [
        ("also.yaml", 1, 9),
        ("shop.yaml", 1, 1),
        ("shop.yaml", 2, 9),
        ("shop.yaml", 4, 9),
        ("shop.yaml", 5, 5),
    ]


def test_long_texts_and_long_lists_are_refused(shop: Path) -> None:
    """Every text and every list has a limit."""
    long_question = f"site: https://s.example\nquestions: ['{'a' * 501}']\n"
    assert "longer than 500 characters" in refused(shop, long_question)[0]
    many = "site: https://s.example\nquestions:\n" + "".join(f"- q{n}\n" for n in range(QUESTIONS_MAX + 1))
    assert "5001 entries are too many; at most 5000 are read" in refused(shop, many)[0]


def test_many_files_may_not_hold_too_many_questions_together(tmp_path: Path) -> None:
    """The limit of questions is the run's, not one file's."""
    for part in ("a", "b"):
        lines = "".join(f"- {part}{n}\n" for n in range(QUESTIONS_MAX // 2 + 1))
        (tmp_path / f"{part}.yaml").write_text(f"questions:\n{lines}", encoding="utf-8")
    with pytest.raises(FileProblemsError, match="5002 questions are too many for one run"):
        load_scenarios([tmp_path], site="https://shop.example")


def test_ids_must_differ_within_a_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Written ids and those made from the words, in one file and across files, but for case."""
    monkeypatch.chdir(tmp_path)
    Path("a.yaml").write_text(
        "questions:\n- {id: x, question: a}\n- {id: X, question: b}\n", encoding="utf-8"
    )
    Path("b.yaml").write_text("questions:\n- x\n- How long?\n- how long\n", encoding="utf-8")
    with pytest.raises(FileProblemsError) as caught:
        load_scenarios([Path("a.yaml"), Path("b.yaml")], site="https://shop.example")
    assert str(caught.value).splitlines() == [
        "a.yaml:3:8: the id 'X' is already that of line 2; ids must differ",
        "b.yaml:2:3: the id 'x' is already that of a.yaml:2; give one of the two an id of its own",
        "b.yaml:4:3: the id 'how-long' is already that of line 3; give one of the two an id of its own",
    ]


def test_folders_are_searched_in_order_and_each_file_is_read_once(tmp_path: Path) -> None:
    """Subfolders too; the configuration, hidden folders and other files are passed over."""
    for name, text in {
        "b.yaml": "questions: [b]",
        "a/z.yml": "questions: [z]",
        ".hidden/c.yaml": "questions: [c]",
        "playwright.config.yaml": "site: https://x.example",
        "notes.txt": "no",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = load_scenarios([tmp_path, tmp_path / "b.yaml"], site="https://shop.example")
    assert [one.id for one in found] == ["z", "b"]


def test_paths_that_lead_nowhere_are_named_with_a_hint(shop: Path) -> None:
    """A missing file, an empty folder, and the configuration in place of scenarios."""
    shop.touch()
    Path("empty").mkdir()
    Path("playwright.config.yaml").touch()
    with pytest.raises(FileProblemsError) as caught:
        load_scenarios([Path("shpo.yaml"), Path("empty"), Path("playwright.config.yaml")])
    assert str(caught.value).splitlines() == [
        "empty:1:1: there is no .yaml or .yml file in this folder",
        "playwright.config.yaml:1:1: this is the configuration, not scenarios; name scenario files",
        "shpo.yaml:1:1: no such file or folder; did you mean 'shop.yaml'?",
    ]


def test_another_site_takes_the_place_of_the_file_s_own(shop: Path) -> None:
    """What stands on the file's own site moves with it; other hosts stay."""
    text = (
        "site: https://shop.example\nquestions:\n"
        "  - {id: a, question: a, start: /sale}\n"
        "  - {id: b, question: b, start: 'https://shop.example/sale?x=1'}\n"
        "  - {id: c, question: c, start: 'https://help.example/faq'}\n"
        "  - {id: d, question: d, answer: {page: 'https://shop.example/reset'}}\n"
        "  - {id: e, question: e, answer: {page: /reset}}\n"
    )
    site = "http://127.0.0.1:8000/staging/"
    found = {one.id: one for one in loaded(shop, text, site=site)}
    assert {one.site for one in found.values()} == {site}
    assert found["a"].start == "http://127.0.0.1:8000/staging/sale"
    assert found["b"].start == "http://127.0.0.1:8000/staging/sale?x=1"
    assert found["c"].start == "https://help.example/faq"
    assert found["d"].start == site
    assert found["d"].answer == PageAnswer(page="http://127.0.0.1:8000/staging/reset")
    assert found["e"].answer == PageAnswer(page="/staging/reset")


def test_the_default_site_serves_files_that_name_none(shop: Path) -> None:
    """The file's own beats the configuration's."""
    shop.write_text("questions: [a]\n", encoding="utf-8")
    assert load_scenarios([shop], default_site="https://d.example")[0].site == "https://d.example/"
    shop.write_text("site: https://own.example\nquestions: [a]\n", encoding="utf-8")
    assert load_scenarios([shop], default_site="https://d.example")[0].site == "https://own.example/"


def test_a_site_argument_that_is_no_address_is_the_user_s_error(shop: Path) -> None:
    """It has no file and no line."""
    with pytest.raises(UserError, match="site: the address must start with http"):
        loaded(shop, "questions: [a]\n", site="shop.example")


def test_passwords_in_addresses_are_taken_out_with_a_warning(shop: Path) -> None:
    """Each is given back for its own host, and no scenario holds it."""
    shop.write_text(
        "site: https://bob:hunter2@shop.example\nquestions:\n"
        "  - {question: q, start: 'https://eve:pa55@help.example/x'}\n",
        encoding="utf-8",
    )
    found = read_scenarios([shop])
    assert [(one.host, one.username, one.password) for one in found.credentials] == [
        ("shop.example", "bob", "hunter2"),
        ("help.example", "eve", "pa55"),
    ]
    assert [str(one) for one in found.warnings] == [
        "shop.yaml:1:7: the password was taken out of the address; it is used for shop.example alone",
        "shop.yaml:3:26: the password was taken out of the address; it is used for help.example alone",
    ]
    assert found.scenarios[0].start == "https://help.example/x"
    assert "hunter2" not in repr(found)
    assert "pa55" not in repr(found)


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("What's the return period?", "whats-the-return-period"),
        ("  Größe — wie  messen?", "größe-wie-messen"),
        ("返品できますか?", "返品できますか"),
        ("How long? " * 20, "how-long-how-long-how-long-how-long-how-long-how-long-d02b52"),
    ],
)
def test_an_id_is_made_from_the_words(question: str, name: str) -> None:
    """It does not depend on other questions; a long one ends in a hash of the whole."""
    assert slug(question) == name


def test_one_question_from_the_command_line() -> None:
    """It starts at the address that was given, without its password."""
    assert single_scenario(
        "https://bob:pw@Shop.example/help#top", " How  long? ", answer="30 days", budget=3
    ) == Scenario(
        id="how-long",
        question="How long?",
        site="https://shop.example/",
        start="https://shop.example/help",
        answer=FactAnswer(all_of=("30 days",)),
        budget=3,
    )
    assert single_scenario("https://shop.example", "How long?").answer == NoAnswerGiven()


@pytest.mark.parametrize(
    ("url", "question", "answer", "said"),
    [
        ("shop.example", "q", None, "URL: the address must start with http:// or https://"),
        ("https://shop.example", " ", None, "question: the question is empty"),
        ("https://shop.example", "q", "", "answer: the answer is empty"),
    ],
)
def test_wrong_arguments_of_one_question_are_named(
    url: str, question: str, answer: str | None, said: str
) -> None:
    """There is no file to point into, so the argument is named."""
    with pytest.raises(UserError) as caught:
        single_scenario(url, question, answer=answer)
    assert said in str(caught.value)


def test_the_lines_to_keep_a_question_ask_it_again(shop: Path) -> None:
    """What ``ask`` prints can be saved as it is."""
    asked = single_scenario("https://shop.example/help", "Is it: 'free'?", answer="null", budget=4)
    lines = scenario_lines(asked)
    assert lines == (
        "site: https://shop.example/\nquestions:\n  - id: is-it-free\n    question: 'Is it: ''free''?'\n"
        "    answer: 'null'\n    budget: 4\n    start: https://shop.example/help\n"
    )
    assert loaded(shop, lines) == (replace(asked, source="shop.yaml:3"),)
