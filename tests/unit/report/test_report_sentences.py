"""What a run says of itself, said again in another language."""

from __future__ import annotations

import pytest
from report_parts import journey_of, result_of, run_of

from selfserve_check.language.redact import redactor_of
from selfserve_check.model.said import row, say, say_n
from selfserve_check.report import run_json
from selfserve_check.report.run_file import ErrorPart, FindingPart, RunFile
from selfserve_check.report.run_parts import CountedPart, PhrasePart, RowPart, SentencePart
from selfserve_check.report.sentences import in_spoken, with_sentences
from selfserve_check.report.speech import LANGUAGES, catalogue, speaking
from selfserve_check.report.text import clean, clean_run, map_strings, storable

LINK = say("Link to {page} from the help pages.", page="https://tiles.example/help")
OTHERS = [language for language in LANGUAGES if language != "en"]


def _told(*findings: FindingPart) -> RunFile:
    return with_sentences(run_of(result_of(outcome="failed", findings=list(findings))))


def _finding(run: RunFile) -> FindingPart:
    return run.results[0].findings[0]


def test_a_sentence_is_kept_in_english_and_beside_it_what_it_was_made_of() -> None:
    """The file reads by itself; each sentence once."""
    run = _told(FindingPart(kind="search_only", text="x", remedy=LINK), FindingPart(kind="k", text=LINK))
    assert _finding(run).remedy == "Link to https://tiles.example/help from the help pages."
    assert run.sentences == [
        SentencePart(
            text="Link to https://tiles.example/help from the help pages.",
            made_of=PhrasePart(
                says="Link to {page} from the help pages.", values={"page": "https://tiles.example/help"}
            ),
        )
    ]


def test_it_survives_the_file() -> None:
    """Sentences within sentences, counts and rows, too."""
    count = say_n("{count} click", "{count} clicks", 3)
    text = row((say("That is {clicks} away.", clicks=count), LINK))
    run = _told(FindingPart(kind="k", text=text))
    assert RunFile.model_validate_json(run_json.render(run)) == run
    assert run.sentences[0].made_of == RowPart(
        parts=[
            PhrasePart(
                says="That is {clicks} away.",
                values={"clicks": CountedPart(one="{count} click", many="{count} clicks", count=3)},
            ),
            PhrasePart(
                says="Link to {page} from the help pages.", values={"page": "https://tiles.example/help"}
            ),
        ],
        between=" ",
    )


def test_a_reader_of_another_language_gets_it_in_theirs() -> None:
    """In the cleaned run, which every format shows; in English it stays as it was."""
    run = _told(FindingPart(kind="search_only", text="x", remedy=LINK))
    with speaking("de"):
        assert (
            _finding(clean_run(run)).remedy == "Verlinken Sie https://tiles.example/help von den Hilfeseiten."
        )
    assert _finding(clean_run(run)).remedy == LINK


def test_figures_and_plurals_are_those_of_the_language() -> None:
    """A sentence within another chooses its own form."""
    away = say(
        "{clicks} from the start ({path})",
        clicks=say_n("{count} click", "{count} clicks", 1_200),
        path=say("the start page itself"),
    )
    run = _told(FindingPart(kind="k", text=away))
    with speaking("fr"):
        assert _finding(in_spoken(run)).text == "à 1\u202f200 clics du départ (la page de départ elle-même)"


def test_the_site_s_own_words_stay_even_where_they_read_like_ours() -> None:
    """Only what is marked as ours is said again: a label or a question never is."""
    run = with_sentences(
        run_of(
            result_of(
                question="Please report this.",
                outcome="failed",
                journeys=[journey_of("failed", end_title="Please report this.")],
                findings=[
                    FindingPart(kind="k", text=say("Please report this."), url="Please report this."),
                ],
            )
        )
    )
    with speaking("es"):
        told = in_spoken(run).results[0]
    assert told.findings[0].text == "Por favor, comuníquelo."
    assert told.question == "Please report this."
    assert told.findings[0].url == "Please report this."
    assert told.journeys[0].end_title == "Please report this."


@pytest.mark.parametrize(
    "made_of",
    [
        PhrasePart(says="A sentence that no catalogue knows."),
        PhrasePart(says="Link to {page} from the help pages.", values={"label": "x"}),
        PhrasePart(says="{page.__class__.__init__.__globals__}", values={"page": "x"}),
        PhrasePart(says="{page:>999999999}", values={"page": "x"}),
        RowPart(parts=["fine ", PhrasePart(says="nobody knows this")], between=""),
        CountedPart(one="{count} unknown", many="{count} unknowns", count=2),
    ],
    ids=["unknown", "lacking", "reaching", "endless", "half", "uncounted"],
)
def test_what_the_catalogues_do_not_know_stays_english_as_a_whole(
    made_of: PhrasePart | CountedPart | RowPart,
) -> None:
    """Also where a file was made to do harm: its words are looked up and never used as a template."""
    run = run_of(result_of(outcome="failed", findings=[FindingPart(kind="k", text="As it was.")]))
    run = run.model_copy(update={"sentences": [SentencePart(text="As it was.", made_of=made_of)]})
    with speaking("de"):
        assert _finding(in_spoken(run)).text == "As it was."


def test_sentences_without_end_stay_english() -> None:
    """A file may put one into the other as often as it likes."""
    made_of: PhrasePart | RowPart = PhrasePart(says="Please report this.")
    for _ in range(40):
        made_of = RowPart(parts=[made_of], between="")
    run = run_of(result_of(outcome="failed", findings=[FindingPart(kind="k", text="As it was.")]))
    run = run.model_copy(update={"sentences": [SentencePart(text="As it was.", made_of=made_of)]})
    with speaking("de"):
        assert _finding(in_spoken(run)).text == "As it was."


def test_an_older_run_stays_english() -> None:
    """It says its sentences and nothing of what they were made of."""
    run = run_of(
        result_of(outcome="errored", error=ErrorPart(kind="timeout", detail="took long", hint="Try again."))
    )
    with speaking("de"):
        assert in_spoken(run) == run


def test_what_sentences_are_made_of_is_kept_without_secrets() -> None:
    """A token in an address is masked in both."""

    link = say("Link to {page} from the help pages.", page="https://tiles.example/?token=s3cr3ts3cr3t")
    kept = run_json.render(map_strings(_told(FindingPart(kind="k", text=link)), storable))
    assert "s3cr3t" not in kept
    with speaking("de"):
        told = _finding(in_spoken(RunFile.model_validate_json(kept))).text
    assert told.startswith("Verlinken Sie https://tiles.example/?token=")


@pytest.mark.parametrize("language", OTHERS)
def test_neither_redaction_nor_cleaning_touches_our_own_words(language: str) -> None:
    """Else a sentence would not be found in its catalogue."""
    redact = redactor_of([])
    texts = [*catalogue(language).plain, *catalogue(language).counted]
    assert [text for text in texts if redact(text) != text] == []
    assert [text for text in texts if clean(text) != text] == []
